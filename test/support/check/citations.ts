// Which citations lead nowhere. A citation is R12, D5, U7, or a room and its section, as rules §4.4.1; it resolves when the
// room's README defines it, in a heading or in bold. README of server/domain says how to cite.

import { posix } from 'node:path'

/** A file of the repository: its path from the top with '/', and its text. */
export interface CitingFile {
  name: string
  text: string
}

/** The README in which the numbers of a room stand. */
export const roomFiles: Readonly<Record<string, string>> = {
  rules: 'server/domain/README.md',
  database: 'server/database/README.md',
  feishu: 'bot/feishu/README.md',
  wecom: 'bot/wecom/README.md',
}

const definition = /^#+ (§[\d.]*\d)|\*\*(§[\d.]*\d|[RDU]\d+)\*\*/gm
const section = /(?:(RFC \d+|\w+) )?§([\d.]*\d)(?:[–-]([\d.]*\d))?/g
/** A section without its sign would pass unseen. */
const unsigned = /\b(?:domain|stack|architecture|rules?|database|feishu|wecom) \d+\.\d+\b/gi
// D01 to D14 are departments of the sample organisation: a decision has no zero in front.
const numbered = /\b(?:R\d\d|[DU][1-9]\d?)\b/g
/** Where a link of a README leads; an address of the net is nobody's business here. */
const link = /\]\((?!\w+:|#)([^)#]+)/g
const paper = /[\w./-]*\b[\w-]+\.md\b/g
const comment = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$|<!--[\s\S]*?-->/gm
/** The text in front of a function: the title of a test or of a group of tests. */
const title = /(['"`])((?:(?!\1).)*)\1,\s*(?:async\s*)?(?:\(|function)/g

/** What the rooms' READMEs define, as 'rules §3.1' and 'R12', and a fault for whatever is defined twice. */
function definitionsOf(files: readonly CitingFile[]): { known: Set<string>; faults: string[] } {
  const known = new Set<string>()
  const faults: string[] = []
  for (const [room, name] of Object.entries(roomFiles)) {
    const text = files.find((file) => file.name === name)?.text
    if (text === undefined) faults.push(`${name} is missing`)
    for (const [, heading, bold = ''] of (text ?? '').matchAll(definition)) {
      const key = heading ? `${room} ${heading}` : bold.startsWith('§') ? `${room} ${bold}` : bold
      if (known.has(key)) faults.push(`${name} defines ${key} twice`)
      known.add(key)
    }
  }
  return { known, faults }
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** '4.4.5' to '6' is 4.4.6; to '4.6' it is 4.6. */
const endOf = (start: string, end: string): string =>
  end.includes('.') ? end : [...start.split('.').slice(0, -1), end].join('.')

/** The sections one line cites; the second § of a line is in the room of the first unless it names its own. */
function sectionsOf(line: string): string[] {
  let room = 'no room'
  return [...line.matchAll(section)].flatMap(([, word = '', start = '', end]) => {
    if (word.startsWith('RFC ')) return []
    const named = word.toLowerCase()
    if (Object.hasOwn(roomFiles, named)) room = named
    return [start, ...(end ? [endOf(start, end)] : [])].map((number) => `${room} §${number}`)
  })
}

const withoutDefinitions = (text: string): string => text.replace(definition, (found) => ' '.repeat(found.length))

/** The parts of a file in which R, D and U are citations: of READMEs everything, of code its comments and test titles. */
function citingParts({ name, text }: CitingFile): { at: number; part: string }[] {
  if (name.endsWith('.md')) return [{ at: 0, part: withoutDefinitions(text) }]
  const titles = name.startsWith('test/') ? [...text.matchAll(title)] : []
  return [...text.matchAll(comment), ...titles].map((found) => ({ at: found.index, part: found[0] }))
}

/** The links of a README that lead to no file or folder. */
function deadLinks({ name, text }: CitingFile, exists: (path: string) => boolean): string[] {
  if (!name.endsWith('.md')) return []
  return [...text.matchAll(link)]
    .filter(([, target = '']) => !exists(posix.join(posix.dirname(name), target)))
    .map((found) => `${name}:${lineAt(text, found.index)} ${found[1]} is not in the repository`)
}

function faultsOf(file: CitingFile, known: ReadonlySet<string>, papers: ReadonlySet<string>): string[] {
  const { name, text } = file
  const lines = (name.endsWith('.md') ? withoutDefinitions(text) : text).split('\n')
  const sections = lines.flatMap((line, index) =>
    sectionsOf(line)
      .filter((cited) => !known.has(cited))
      .map((cited) => `${name}:${index + 1} ${cited} is defined nowhere`),
  )
  const numbers = citingParts(file).flatMap(({ at, part }) =>
    [...part.matchAll(numbered)]
      .filter(([cited]) => !known.has(cited))
      .map((found) => `${name}:${lineAt(text, at + found.index)} ${found[0]} is defined nowhere`),
  )
  const unmarked = lines.flatMap((line, index) =>
    [...line.matchAll(unsigned)].map(([cited]) => `${name}:${index + 1} ${cited} is a section without its §`),
  )
  const absent = lines.flatMap((line, index) =>
    [...line.matchAll(paper)]
      .filter(([cited]) => !papers.has(cited.split('/').at(-1) ?? ''))
      .map(([cited]) => `${name}:${index + 1} ${cited} is not in the repository`),
  )
  return [...sections, ...numbers, ...unmarked, ...absent]
}

/**
 * One line for every citation that leads nowhere, every paper named that is not there, every number defined twice, every
 * link of a README that leads nowhere. `exists` is asked about paths from the top, files and folders.
 */
export function deadCitations(files: readonly CitingFile[], exists: (path: string) => boolean): string[] {
  const { known, faults } = definitionsOf(files)
  const papers = new Set(files.map(({ name }) => name.split('/').at(-1) ?? '').filter((name) => name.endsWith('.md')))
  return [...faults, ...files.flatMap((file) => [...faultsOf(file, known, papers), ...deadLinks(file, exists)])]
}
