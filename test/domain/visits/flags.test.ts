import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { isBackfilled, isCopied } from '../../../server/domain/visits/flags'

describe('what is flagged of a visit, and refused in none (R34)', () => {
  test.each([
    ['2026-08-31', false],
    ['2026-08-30', true],
    ['2026-09-07', false],
  ])('a visit of %s entered on 7 September: 补录 %s', (visitedDay, flagged) => {
    expect(isBackfilled(toCalendarDay(visitedDay), toCalendarDay('2026-09-07'))).toBe(flagged)
  })

  test.each([
    ['the same words', '聊了近期的工作安排和家里情况', ['聊了近期的工作安排和家里情况'], true],
    ['spaced otherwise', '聊了近期的工作安排和家里情况', ['聊了近期的 工作安排和家里情况\n'], true],
    ['other words', '聊了近期的工作安排和家里情况', ['聊了近期的工作安排和班组情况'], false],
    ['a phrase that fits many', '一切正常', ['一切正常'], false],
    ['nine characters are a phrase', '一切正常思想很稳定', ['一切正常思想很稳定'], false],
    ['ten are not', '一切正常思想也很稳定', ['一切正常思想也很稳定'], true],
    ['nothing before', '聊了近期的工作安排和家里情况', [], false],
  ])('%s', (_what, content, earlier, copied) => {
    expect(isCopied(content, earlier)).toBe(copied)
  })
})
