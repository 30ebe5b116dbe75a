import type { Span, TextLine, TextStyle } from './display'

/**
 * Reads the Markdown subset both platforms draw in chats into lines and spans, so that the desk page
 * never builds HTML from text. Numeric entities are text, not markup: that is what escaping is for (feishu §4.4).
 */
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

export function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

type Look = Omit<Span, 'text'>

interface Mark {
  pattern: RegExp
  /** Inner text to read on with this look; or a finished span. */
  open: (match: RegExpExecArray, names: (id: string) => string) => { inner: string; look: Look } | { span: Span }
}

const MARKS: Mark[] = [
  { pattern: /^\*\*([\s\S]+?)\*\*/, open: ([, inner = '']) => ({ inner, look: { bold: true } }) },
  { pattern: /^~~([\s\S]+?)~~/, open: ([, inner = '']) => ({ inner, look: { strike: true } }) },
  { pattern: /^\*(?!\s)([^*\n]+?)\*/, open: ([, inner = '']) => ({ inner, look: { italic: true } }) },
  { pattern: /^`([^`\n]+)`/, open: ([, inner = '']) => ({ span: { text: decodeEntities(inner), code: true } }) },
  {
    pattern: /^<font color\s*=\s*['"]?([\w-]+)['"]?>([\s\S]*?)<\/font>/,
    open: ([, color = '', inner = '']) => ({ inner, look: { color } }),
  },
  {
    pattern: /^<text_tag color\s*=\s*['"]?([\w-]+)['"]?>([\s\S]*?)<\/text_tag>/,
    open: ([, color = '', inner = '']) => ({ inner, look: { color, code: true } }),
  },
  {
    pattern: /^<(?:at|person) id\s*=\s*['"]?([^\s'">]+)['"]?[^>]*>(?:[^<]*<\/(?:at|person)>)?/,
    open: ([, id = ''], names) => ({ span: { text: `@${id === 'all' ? '所有人' : names(id)}`, mention: true } }),
  },
  {
    pattern: /^<link[^>]*? url\s*=\s*['"]([^'"]+)['"][^>]*>([\s\S]*?)<\/link>/,
    open: ([, href = '', inner = '']) => ({ inner: inner || href, look: { href: decodeEntities(href) } }),
  },
  {
    pattern: /^<a href\s*=\s*['"]([^'"]+)['"][^>]*>([\s\S]*?)<\/a>/,
    open: ([, href = '', inner = '']) => ({ inner, look: { href: decodeEntities(href) } }),
  },
  { pattern: /^!?\[([^\]\n]*)\]\(([^)\s]+)\)/, open: ([, inner = '', href = '']) => ({ inner, look: { href } }) },
  { pattern: /^https?:\/\/[^\s<>"'\u3000-\uffef]+/, open: ([url]) => ({ span: { text: url ?? '', href: url ?? '' } }) },
]

const STARTS = /[*~`<[!h]/g

function readSpans(text: string, look: Look, names: (id: string) => string): Span[] {
  const spans: Span[] = []
  let plain = ''
  const flush = () => {
    if (plain) spans.push({ text: decodeEntities(plain), ...look })
    plain = ''
  }
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    const hit = MARKS.map((mark) => ({ mark, match: mark.pattern.exec(rest) })).find((one) => one.match)
    if (hit?.match) {
      flush()
      const opened = hit.mark.open(hit.match, names)
      if ('span' in opened) spans.push({ ...opened.span, ...look })
      else spans.push(...readSpans(opened.inner, { ...look, ...opened.look }, names))
      at += hit.match[0].length
      continue
    }
    STARTS.lastIndex = 1
    const next = STARTS.exec(rest)
    const step = next ? next.index : rest.length
    plain += rest.slice(0, step)
    at += step
  }
  flush()
  return spans
}

const LINE_STARTS: [RegExp, TextStyle][] = [
  [/^###+\s+/, 'heading3'],
  [/^##\s+/, 'heading2'],
  [/^#\s+/, 'heading1'],
  [/^\s*[-*+]\s+/, 'bullet'],
  [/^>\s?/, 'quote'],
]

export function readMarkdown(text: string, names: (id: string) => string = (id) => id): TextLine[] {
  return text
    .replace(/<br\s*\/?>/g, '\n')
    .split('\n')
    .map((line) => {
      const start = LINE_STARTS.find(([pattern]) => pattern.test(line))
      const style = start ? start[1] : /^\s*\d+\.\s+/.test(line) ? 'number' : 'body'
      return { style, spans: readSpans(start ? line.replace(start[0], '') : line, {}, names) }
    })
}

/** Text without markup; only bare links become links. */
export function readPlain(text: string): TextLine[] {
  return text.split('\n').map((line) => ({
    style: 'body' as const,
    spans: line
      .split(/(https?:\/\/[^\s<>"'\u3000-\uffef]+)/)
      .filter(Boolean)
      .map((part) => (part.startsWith('http') ? { text: part, href: part } : { text: part })),
  }))
}
