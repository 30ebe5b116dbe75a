import { allowedEnglish, oneWordForOneThing } from './plainWords'

const allowed = new Set(allowedEnglish)

/** What is looked for in one line, and what it is called; the pattern's match is what is shown. */
const patterns: readonly { name: string; pattern: RegExp }[] = [
  { name: '半角标点', pattern: /\p{Script=Han} ?[,:;!?"'()[\]~]|[,:;!?"'()[\]~] ?\p{Script=Han}/gu },
  // A full stop, but not that before the ending of a file's name.
  { name: '半角标点', pattern: /\p{Script=Han}\.(?![a-z.])|\.{3}/gu },
  // Thousands have three digits behind the comma; anything else is two figures joined.
  { name: '半角标点', pattern: /\d,(?!\d{3}(?!\d))/g },
  { name: '标点后的空格', pattern: /[，。；：！？、] +\S/g },
  { name: '机器日期', pattern: /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}[HQ]\d|T\d{2}:\d{2}/g },
]

/** Words in Latin letters that are not on the list. */
export function englishIn(line: string): string[] {
  // A checksum, an account of the directory and a staff number are no words.
  const words = line.replace(/[0-9a-f]{64}|\bou_[0-9a-f]{32}\b|\b[A-Z]{2}\d{4}\b/g, '').match(/[A-Za-z]{2,}/g) ?? []
  return words.filter((word) => !allowed.has(word)).map((word) => `英文：${word}`)
}

const shown = (line: string): string => (line.length > 60 ? `${line.slice(0, 60)}…` : line)

/** The words that have another name in this house, each with the one to use. */
export const secondNames = (text: string): string[] =>
  oneWordForOneThing.flatMap(({ word, not }) => {
    const found = not.exec(text)?.[0]
    return found ? [`${found}，应为${word}`] : []
  })

/**
 * What is wrong with a text as people read it, screen, card or paper: ASCII punctuation beside Chinese, a date as machines
 * write it, English that is not on the list, a second name for one thing. One entry a fault, with the line it stands in;
 * lines and cells of a table (tabs) are read one by one.
 */
export function faultsOfText(text: string): string[] {
  const faults = text.split(/[\n\t]/).flatMap((raw) => {
    const line = raw.trim()
    const found = [
      ...patterns.flatMap(({ name, pattern }) => (line.match(pattern) ?? []).map((match) => `${name}：${match}`)),
      ...englishIn(line),
      ...secondNames(line).map((each) => `别名：${each}`),
    ]
    return found.map((each) => `${each} 〔${shown(line)}〕`)
  })
  return [...new Set(faults)]
}
