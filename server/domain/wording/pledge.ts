// 「作出3条不超过100字的相关承诺」: R21 three typed items, R22 concrete, R23 length.
import { countCharacters, forbiddenCharacters, hasReadableCharacter, withoutWhiteSpace } from './characters'
import type { Issue } from './issue'

/** 一、政治学习及业务技能 study · 二、履职 duty · 三、廉洁自律 integrity. */
export type PledgeItems = { readonly study: string; readonly duty: string; readonly integrity: string }
export type PledgeField = keyof PledgeItems
/** R23 can be read both ways (U1): 100 字 for the three together (default), or 100 for each. */
export type LimitMode = 'TOTAL' | 'PER_ITEM'

export const pledgeFields: readonly PledgeField[] = ['study', 'duty', 'integrity']
/** R23: 「不超过100字」 includes 100. */
export const pledgeLimitCharacters = 100

/** The live counters: 字 of each item and of all three. */
export const countPledge = (items: PledgeItems): Record<PledgeField | 'total', number> => {
  const study = countCharacters(items.study)
  const duty = countCharacters(items.duty)
  const integrity = countCharacters(items.integrity)
  return { study, duty, integrity, total: study + duty + integrity }
}

const checkItem = (field: PledgeField, text: string): Issue[] => {
  if (countCharacters(text) === 0) return [{ field, code: 'pledge.missing' }]
  const forbidden = forbiddenCharacters(text).length
  if (forbidden > 0) return [{ field, code: 'pledge.forbiddenCharacter', actual: forbidden }]
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

/**
 * R21–R23: everything that keeps three pledge items from being handed in; fields 'study', 'duty', 'integrity' and
 * 'total'. Pass the mode in force: what was accepted under another mode stays valid and is not checked again.
 */
export const checkPledgeItems = (items: PledgeItems, limitMode: LimitMode): Issue[] => [
  ...pledgeFields.flatMap((field) => checkItem(field, items[field])),
  ...checkRepeated(items),
  ...checkLength(items, limitMode),
]

// 一 alone stands in 一定 and 统一, so a Chinese numeral counts only before a measure word, 零 only before what is avoided.
const numberPatterns = [
  /\p{Nd}/u,
  /百分之/,
  /[一二两三四五六七八九十百千万半]+多?(?:次|个|人|件|项|篇|小时|天|日|周|月|季|年|本|元|家|名|条|份|堂|课|遍|户|批|吨|场)/,
  /零(?:违|事故|投诉|差错|缺陷|失误|距离|容忍|浪费|延误)/,
]
const timeWords =
  /每(?:天|日|周|月|季|年|半年|学期)|(?:年|月|季|周)(?:底|末|内|初|前)|[上下]半年|全年|本年|今年|季度|按[月季周]|[日号]前|日内|当[天日月]/

/** R22: warns about items that name neither a number nor a time. A hint beside the box; it never blocks handing in. */
export const pledgeHints = (items: PledgeItems): Issue[] =>
  pledgeFields
    .filter((field) => {
      const text = withoutWhiteSpace(items[field])
      return text !== '' && !timeWords.test(text) && !numberPatterns.some((pattern) => pattern.test(text))
    })
    .map((field) => ({ field, code: 'pledge.noNumberOrTime' }))
