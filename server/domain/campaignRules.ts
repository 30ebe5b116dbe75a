/** What 党办 may set where the notice is silent, for one campaign; the defaults hold until then. */
export interface CampaignRules {
  /** Goal, content and grounds of 推荐表 and 确定表 hold as many 字 each (rules §5.1). */
  formCharacters: number
  /** Working days somebody who joins mid-year has for the 承诺书 (rules §3.2). */
  joinerWorkdays: number
  /** Working days a department has to hang a plate after 受理 (R15, rules §1.4). */
  plateWorkdays: number
  /** Working days to put what is published on the office wall (R20, rules §1.13). */
  postingWorkdays: number
  /** Whether a 工作牌 order closes only with the number of the minutes (U7); null leaves it to the house's setting. */
  minutesRequired: boolean | null
}

export type NumberRule = Exclude<keyof CampaignRules, 'minutesRequired'>

export const ruleDefaults: Readonly<CampaignRules> = {
  formCharacters: 300,
  joinerWorkdays: 20,
  plateWorkdays: 15,
  postingWorkdays: 15,
  minutesRequired: null,
}

/** The printed forms have room for 300 字, so a limit can only become narrower. */
export const ruleBounds: Readonly<Record<NumberRule, { readonly least: number; readonly most: number }>> = {
  formCharacters: { least: 50, most: 300 },
  joinerWorkdays: { least: 1, most: 60 },
  plateWorkdays: { least: 1, most: 60 },
  postingWorkdays: { least: 1, most: 60 },
}

export const isWithinBounds = (rule: NumberRule, value: number): boolean =>
  Number.isInteger(value) && value >= ruleBounds[rule].least && value <= ruleBounds[rule].most

/** The rules in force; what was never set, as in campaigns older than these rules, has its default. */
export const rulesOf = (stored: Partial<CampaignRules> | null): CampaignRules => ({ ...ruleDefaults, ...stored })
