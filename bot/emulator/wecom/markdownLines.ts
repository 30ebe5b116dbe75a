import type { Span, TextLine } from '../display'

/** WeCom's markdown subset (wecom §4.2) and the links of plain texts, as lines for the desk page. */
const INLINE = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|<font color="(\w+)">(.*?)<\/font>|<@([^>]+)>/g
const colors: Record<string, string> = { info: 'green', comment: 'grey', warning: 'orange' }

const LINK = /<a href="([^"]*)"[^>]*>(.*?)<\/a>/g

function markedSpan([, bold, code, linkText, linkUrl, color, colored, mention]: RegExpExecArray): Span {
  if (bold !== undefined) return { text: bold, bold: true }
  if (code !== undefined) return { text: code, code: true }
  if (linkText !== undefined) return { text: linkText, href: linkUrl ?? '' }
  if (colored !== undefined) return { text: colored, color: colors[color ?? ''] ?? 'grey' }
  return { text: `@${mention ?? ''}`, mention: true }
}

function linkSpan([, href, text]: RegExpExecArray): Span {
  return { text: text ?? '', href: href ?? '' }
}

function spansOf(text: string, pattern: RegExp, spanOf: (match: RegExpExecArray) => Span): Span[] {
  const spans: Span[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) spans.push({ text: text.slice(end, match.index) })
    spans.push(spanOf(match))
    end = match.index + match[0].length
  }
  if (end < text.length || spans.length === 0) spans.push({ text: text.slice(end) })
  return spans
}

function headingStyle(level: number): TextLine['style'] {
  if (level === 1) return 'heading1'
  return level === 2 ? 'heading2' : 'heading3'
}

function markdownLine(line: string): TextLine {
  const heading = /^(#{1,6})\s+(.*)$/.exec(line)
  if (heading)
    return { style: headingStyle(heading[1]?.length ?? 1), spans: spansOf(heading[2] ?? '', INLINE, markedSpan) }
  if (line.startsWith('>')) return { style: 'quote', spans: spansOf(line.slice(1).trim(), INLINE, markedSpan) }
  return { style: 'body', spans: spansOf(line, INLINE, markedSpan) }
}

export function markdownLines(text: string): TextLine[] {
  return text.split('\n').map(markdownLine)
}

/** Plain text knows nothing but line breaks and links. */
export function textLines(text: string): TextLine[] {
  return text.split('\n').map((line) => ({ style: 'body', spans: spansOf(line, LINK, linkSpan) }))
}
