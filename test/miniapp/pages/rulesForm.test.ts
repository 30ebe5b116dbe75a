import { rulesFormOf, rulesInput, rulesProblems } from '../../../miniapp/pages/office/rulesForm'
import { ruleDefaults } from '../../../server/domain/campaignRules'

describe('the rules 党办 sets for a campaign', () => {
  test('come back as they were shown', () => {
    for (const minutesRequired of [null, true, false]) {
      const rules = { ...ruleDefaults, minutesRequired }
      expect(rulesInput(rulesFormOf(rules))).toEqual(rules)
      expect(rulesProblems(rulesFormOf(rules))).toEqual([])
    }
  })

  test('may be typed in full-width digits', () => {
    expect(rulesInput({ ...rulesFormOf(ruleDefaults), plateWorkdays: ' １０ ' }).plateWorkdays).toBe(10)
  })

  test('are not sent when out of bounds or no number', () => {
    const form = { ...rulesFormOf(ruleDefaults), formCharacters: '301', joinerWorkdays: '', postingWorkdays: '半' }
    expect(rulesProblems(form).map(({ field, sentence }) => `${field} ${sentence}`)).toEqual([
      'formCharacters 请填50至300的整数。',
      'joinerWorkdays 请填1至60的整数。',
      'postingWorkdays 请填1至60的整数。',
    ])
  })
})
