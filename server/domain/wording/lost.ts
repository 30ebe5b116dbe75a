import type { Issue } from './issue'
import { withoutUnseen } from './unseen'

/** A character of a cleaned text that is no longer, or not everywhere, what was written; `at` counts from 1. */
export interface LostCharacter {
  readonly at: number
  readonly kind: 'broken' | 'privateUse'
}

/** Every such character, in order. */
export function lostCharacters(text: string): LostCharacter[] {
  if (!/[\p{Cs}\p{Co}\ufffd]/u.test(text)) return []
  return [...withoutUnseen(text)].flatMap((character, index): LostCharacter[] => {
    if (/\p{Co}/u.test(character)) return [{ at: index + 1, kind: 'privateUse' }]
    return /[\p{Cs}\ufffd]/u.test(character) ? [{ at: index + 1, kind: 'broken' }] : []
  })
}

const why: Readonly<Record<LostCharacter['kind'], string>> = {
  broken: '已经损坏，请删去后重新输入',
  privateUse: '是自造字或专用符号，打印和在别的设备上显示不出来，请换成规范汉字或删去',
}

/** Where it stands and what to do, without a full stop. `what` names the text. */
export const lostSentence = (what: string, { at, kind }: LostCharacter): string => `${what}第${at}个字${why[kind]}`

/** The sentence of the first one; null when the text can be taken. */
export function lostFault(what: string, text: string): string | null {
  const [first] = lostCharacters(text)
  return first ? lostSentence(what, first) : null
}

/** The first one as a finding about a field; empty when there is none. */
export const lostIssues = (field: string, text: string): Issue[] =>
  lostCharacters(text)
    .slice(0, 1)
    .map(({ at, kind }) => ({ field, code: `text.${kind}`, actual: at }))
