/** One row of routes.json, which the build of the page writes (miniapp/firstFiles.mts). */
interface FirstRow {
  path: string
  /** Of a regular expression with a group for each key. */
  pattern: string
  keys: string[]
  open: boolean
  files: string[]
}

/** The page an address leads to. */
export interface FirstPage {
  /** As in the page's own table of routes: `/ballot/:roundId`. */
  path: string
  params: Record<string, string>
  /** For people who are not logged in too. */
  open: boolean
  /** What the page needs besides what index.html names, below the root, without a slash before it. */
  files: readonly string[]
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** Finds the page of an address in routes.json; null where the page itself must see what to make of it. */
export function readFirstPages(json: string): (address: string) => FirstPage | null {
  const rows = (JSON.parse(json) as FirstRow[]).map((row) => ({ ...row, expression: new RegExp(row.pattern, 'i') }))
  return (address) => {
    for (const { path, keys, open, files, expression } of rows) {
      const match = expression.exec(address)
      if (!match) continue
      const params = Object.fromEntries(keys.map((key, place) => [key, decoded(match[place + 1] ?? '')]))
      return { path, params, open, files }
    }
    return null
  }
}

const linkTo = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`

/** index.html with what this page needs named in it, so that the browser asks for all of it at once. */
export const withFiles = (html: string, files: readonly string[]): string =>
  html.replace('</head>', () => `${files.map(linkTo).join('')}</head>`)

/**
 * The page with answers in it, as data: no script runs, so the content policy stays as it is. No sign of the answers can
 * end the element or begin another.
 */
export const withAnswers = (html: string, answers: Record<string, unknown>): string =>
  html.replace('</body>', () => {
    const json = JSON.stringify(answers).replaceAll('<', '\\u003c')
    return `<script type="application/json" id="first">${json}</script></body>`
  })
