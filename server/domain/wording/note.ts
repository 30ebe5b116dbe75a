// Free texts that others read: 践诺 notes (R27) and 群众's opinions on a pledge. Lengths are our own (rules §3.6 default).

import { countCharacters, hasReadableCharacter } from './characters'
import type { Issue } from './issue'
import { lostIssues } from './lost'
import { findNumbersLikeIds, hasPhoneNumber } from './privateWords'

/** 字 of one 践诺 note, this many included. */
export const fulfilmentLimitCharacters = 200
/** 字 of one opinion, both included. */
export const opinionCharacters = { least: 2, most: 500 } as const

const checkText = (field: string, text: string, least: number, most: number): Issue[] => {
  const actual = countCharacters(text)
  if (actual === 0) return [{ field, code: 'note.empty' }]
  if (actual > most) return [{ field, code: 'note.tooLong', actual, limit: most }]
  // A face drawn by a phone may stay: this is read on a screen and never printed on a plate.
  const lost = lostIssues(field, text)
  if (lost.length > 0) return lost
  if (!hasReadableCharacter(text)) return [{ field, code: 'note.onlyPunctuation' }]
  return actual < least ? [{ field, code: 'note.tooShort', actual, limit: least }] : []
}

/** R27: everything wrong with a 践诺 note, field 'fulfilment'; empty means it may be recorded. */
export const checkFulfilment = (text: string): Issue[] => checkText('fulfilment', text, 1, fulfilmentLimitCharacters)

/**
 * R27: everything wrong with an opinion, field 'opinion'. Numbers that look like a phone or an identity card are refused,
 * not only hinted at: whoever writes without a name must not name somebody by a number (PIPL 6).
 */
export const checkOpinion = (text: string): Issue[] => {
  const issues = checkText('opinion', text, opinionCharacters.least, opinionCharacters.most)
  const named = hasPhoneNumber(text) || findNumbersLikeIds(text).length > 0
  return named ? [...issues, { field: 'opinion', code: 'note.personalNumber' }] : issues
}
