// 「作出3条不超过100字的相关承诺」: R21 three typed items, R22 concrete, R23 length.

import { countCharacters, hasReadableCharacter, withoutWhiteSpace } from './characters'
import { countPledge, type PledgeField, type PledgeItems, pledgeFields, pledgeLimitCharacters } from './counts'
import { countFaces } from './faces'
import type { Issue } from './issue'
import { lostIssues } from './lost'

/** R23 can be read both ways (U1): 100 字 for the three together (default), or 100 for each. */
export type LimitMode = 'TOTAL' | 'PER_ITEM'

const checkItem = (field: PledgeField, text: string): Issue[] => {
  if (countCharacters(text) === 0) return [{ field, code: 'pledge.missing' }]
  const lost = lostIssues(field, text)
  if (lost.length > 0) return lost
  const faces = countFaces(text)
  if (faces > 0) return [{ field, code: 'pledge.forbiddenCharacter', actual: faces }]
  return hasReadableCharacter(text) ? [] : [{ field, code: 'pledge.onlyPunctuation' }]
}

// A full stop more does not make a second promise.
const bareText = (text: string): string => withoutWhiteSpace(text).replace(/\p{P}/gu, '')

const checkRepeated = (items: PledgeItems): Issue[] => {
  const seen = new Set<string>()
  const issues: Issue[] = []
  for (const field of pledgeFields) {
    const text = bareText(items[field])
    if (text !== '' && seen.has(text)) issues.push({ field, code: 'pledge.repeated' })
    seen.add(text)
  }
  return issues
}

const checkLength = (items: PledgeItems, limitMode: LimitMode): Issue[] => {
  const counts = countPledge(items)
  const limit = pledgeLimitCharacters
  if (limitMode === 'TOTAL')
    return counts.total > limit ? [{ field: 'total', code: 'pledge.totalTooLong', actual: counts.total, limit }] : []
  return pledgeFields
    .filter((field) => counts[field] > limit)
    .map((field) => ({ field, code: 'pledge.itemTooLong', actual: counts[field], limit }))
}

/** R23: whether the texts are longer than this reading allows; a sheet published under the other one stays valid. */
export const exceedsLimit = (items: PledgeItems, limitMode: LimitMode): boolean =>
  checkLength(items, limitMode).length > 0

/**
 * R21–R23: everything that keeps three pledge items from being handed in; fields 'study', 'duty', 'integrity' and
 * 'total'. Pass the mode in force: what was accepted under another mode stays valid and is not checked again.
 */
export const checkPledgeItems = (items: PledgeItems, limitMode: LimitMode): Issue[] => [
  ...pledgeFields.flatMap((field) => checkItem(field, items[field])),
  ...checkRepeated(items),
  ...checkLength(items, limitMode),
]
