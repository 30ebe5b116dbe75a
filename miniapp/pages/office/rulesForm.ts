import { type CampaignRules, isWithinBounds, type NumberRule, ruleBounds } from '../../../server/domain/campaignRules'
import type { FieldProblem } from '../../api/refused'
import { rulesTexts } from './rulesTexts'

export type MinutesChoice = 'HOUSE' | 'REQUIRED' | 'FREE'

/** The rules of a campaign as they are typed. */
export type RulesForm = Record<NumberRule, string> & { minutes: MinutesChoice[] }

export const numberRules = ['formCharacters', 'joinerWorkdays', 'plateWorkdays', 'postingWorkdays'] as const

const minutesValues: Record<MinutesChoice, boolean | null> = { HOUSE: null, REQUIRED: true, FREE: false }

export const rulesFormOf = (rules: CampaignRules): RulesForm => ({
  formCharacters: String(rules.formCharacters),
  joinerWorkdays: String(rules.joinerWorkdays),
  plateWorkdays: String(rules.plateWorkdays),
  postingWorkdays: String(rules.postingWorkdays),
  minutes: [rules.minutesRequired === null ? 'HOUSE' : rules.minutesRequired ? 'REQUIRED' : 'FREE'],
})

/** Full-width digits count as digits, as people type them on a phone; NaN is within no bounds. */
const toNumber = (typed: string): number => {
  const plain = typed.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN
}

export const rulesInput = (form: RulesForm): CampaignRules => ({
  formCharacters: toNumber(form.formCharacters),
  joinerWorkdays: toNumber(form.joinerWorkdays),
  plateWorkdays: toNumber(form.plateWorkdays),
  postingWorkdays: toNumber(form.postingWorkdays),
  minutesRequired: minutesValues[form.minutes[0] ?? 'HOUSE'],
})

export const rulesProblems = (form: RulesForm): FieldProblem[] => {
  const input = rulesInput(form)
  return numberRules
    .filter((rule) => !isWithinBounds(rule, input[rule]))
    .map((rule) => {
      const { least, most } = ruleBounds[rule]
      return { field: rule, code: 'page.bounds', sentence: rulesTexts.bounds(least, most) }
    })
}
