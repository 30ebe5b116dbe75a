import type { PledgeField } from './counts'

/** R21: what the three pledges are about, in the notice's words: 政治学习及提高业务技能方面, 履职方面, 廉洁自律方面. */
export const pledgeNames: Readonly<Record<PledgeField, string>> = {
  study: '政治学习及业务技能',
  duty: '履职',
  integrity: '廉洁自律',
}

/** With their numbers, as sentences and lists speak of them: 承诺一（政治学习及业务技能）. */
export const numberedPledges: Readonly<Record<PledgeField, string>> = {
  study: `承诺一（${pledgeNames.study}）`,
  duty: `承诺二（${pledgeNames.duty}）`,
  integrity: `承诺三（${pledgeNames.integrity}）`,
}
