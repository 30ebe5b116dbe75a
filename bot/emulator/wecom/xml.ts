/** XML of callbacks: a writer with the platform's varying habits, and a small reader for passive replies. */
export type XmlField = [name: string, value: string | number | XmlField[]]

export interface XmlHabits {
  /** Asked once per text field. */
  cdata(): boolean
  /** White space between elements. */
  gap(): string
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

function writeField([name, value]: XmlField, habits: XmlHabits): string {
  if (Array.isArray(value))
    return `<${name}>${value.map((one) => writeField(one, habits)).join(habits.gap())}</${name}>`
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  return `<${name}>${habits.cdata() ? cdata(value) : escaped(value)}</${name}>`
}

export function writeXml(fields: XmlField[], habits: XmlHabits): string {
  return writeField(['xml', fields], habits)
}

export interface XmlNode {
  name: string
  text: string
  children: XmlNode[]
}

const PIECE = /<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)\s*(\/?)>|([^<]+)/y

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}

/** Reads plain elements, text and CDATA; everything else (attributes, DTD, comments) is an error. */
export function readXml(source: string): XmlNode {
  const root: XmlNode = { name: '', text: '', children: [] }
  const open = [root]
  PIECE.lastIndex = 0
  const body = source.replace(/^\uFEFF?\s*<\?xml[^?]*\?>/, '').trim()
  while (PIECE.lastIndex < body.length) {
    const piece = PIECE.exec(body)
    const inner = open[open.length - 1]
    if (!piece || !inner) throw new Error('not well-formed')
    const [, literal, closing, opening, empty, text] = piece
    if (literal !== undefined) inner.text += literal
    else if (text !== undefined) inner.text += unescaped(text)
    else if (closing !== undefined) {
      if (open.pop()?.name !== closing) throw new Error('not well-formed')
    } else if (opening !== undefined) {
      const node = { name: opening, text: '', children: [] }
      inner.children.push(node)
      if (empty !== '/') open.push(node)
    }
  }
  const top = root.children[0]
  if (open.length !== 1 || !top) throw new Error('not well-formed')
  return top
}

export function childText(node: XmlNode, name: string): string {
  return node.children.find((one) => one.name === name)?.text.trim() ?? ''
}
