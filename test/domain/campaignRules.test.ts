import { isWithinBounds, type NumberRule, ruleBounds, ruleDefaults, rulesOf } from '../../server/domain/campaignRules'

describe('what 党办 may set where the notice is silent', () => {
  test('has the defaults of the domain until it is set, also in campaigns from before', () => {
    const defaults = { formCharacters: 300, joinerWorkdays: 20, plateWorkdays: 15, postingWorkdays: 15 }
    expect(rulesOf(null)).toEqual({ ...defaults, minutesRequired: null })
    expect(rulesOf({})).toEqual(ruleDefaults)
  })

  test('keeps what was set, and the default of everything else', () => {
    expect(rulesOf({ plateWorkdays: 5, minutesRequired: false })).toEqual({
      ...ruleDefaults,
      plateWorkdays: 5,
      minutesRequired: false,
    })
  })

  test.each(Object.entries(ruleBounds) as [NumberRule, { least: number; most: number }][])(
    '%s is a whole number from its least to its most, and so is its default',
    (rule, { least, most }) => {
      const values = [least - 1, least, least + 0.5, most, most + 1, Number.NaN, ruleDefaults[rule]]
      expect(values.map((value) => isWithinBounds(rule, value))).toEqual([false, true, false, true, false, false, true])
    },
  )

  test('the bounds are 50–300 字 and 1–60 working days', () => {
    const days = { least: 1, most: 60 }
    expect(ruleBounds).toEqual({
      formCharacters: { least: 50, most: 300 },
      joinerWorkdays: days,
      plateWorkdays: days,
      postingWorkdays: days,
    })
  })
})
