import { formOf, type PledgeForm } from '../../../miniapp/pages/pledge/pledgeForm'
import { hintsOf, problemsOf } from '../../../miniapp/pages/pledge/pledgeRules'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'

const good: PledgeForm = {
  ...formOf(null),
  dutyText: '负责报销审核',
  studyPledge: '每月学习2次',
  dutyPledge: '3日内办结报销',
  integrityPledge: '全年零违纪',
  photoId: '00000000-0000-4000-8000-000000000001',
}
const today = toCalendarDay('2026-09-10')
const hinted = (changes: Partial<PledgeForm>) =>
  hintsOf({ ...good, ...changes }, today).map(({ field, sentence }) => [field, sentence])

describe('the pledge form advises and does not block (R22)', () => {
  test.each([
    [{ studyPledge: '做好学习' }, '建议在承诺一（政治学习及业务技能）中写明数量或完成时限，例如“每季度”“2次”'],
    [{ studyPledge: '努力学习，不断提高' }, '承诺一（政治学习及业务技能）像是口号，建议写明具体做什么、做到什么程度'],
    [{ studyPledge: '6月底前读书2本' }, '承诺一（政治学习及业务技能）里的时间今年已经过去，如果指明年请写“明年”'],
  ])('at the field of %p', (changes, sentence) => {
    expect(hinted(changes)).toEqual([['studyPledge', sentence]])
    expect(problemsOf({ ...good, ...changes }, 'TOTAL')).toEqual([])
  })

  test('says nothing about a concrete one', () => {
    expect(hinted({})).toEqual([])
  })
})
