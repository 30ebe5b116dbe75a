// What a form shows while it is typed in: how long a text is and may be. The checks, which are needed when it is sent, stand
// in pledge.ts and duty.ts.
import { countCharacters } from './characters'

/** R17: 「不超过30字」 includes 30 (民法典 1259). */
export const dutyLimitCharacters = 30

/** 一、政治学习及业务技能 study · 二、履职 duty · 三、廉洁自律 integrity. */
export type PledgeItems = { readonly study: string; readonly duty: string; readonly integrity: string }
export type PledgeField = keyof PledgeItems

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
