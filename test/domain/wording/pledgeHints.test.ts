import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { PledgeItems } from '../../../server/domain/wording/counts'
import { checkPledgeItems } from '../../../server/domain/wording/pledge'
import { pledgeHints } from '../../../server/domain/wording/pledgeHints'

const good: PledgeItems = {
  study: '每月自学2次政治理论，年内考取中级证书',
  duty: '12月底前完成3条生产线改造',
  integrity: '全年零违纪，每季度自查1次',
}
const advised = (text: string, today = '2026-09-10') =>
  pledgeHints({ ...good, study: text }, toCalendarDay(today)).map((issue) => `${issue.field} ${issue.code}`)

describe('advice on a vague pledge (R22)', () => {
  test.each(['努力学习，力争更上层楼', '统一口径，服务一线', '做好设备管理'])('without number and time: %p', (text) => {
    expect(advised(text)).toEqual(['study pledge.noNumberOrTime'])
  })

  test.each([
    '努力学习，一定不断提高',
    '统一思想，一心一意',
    '做好本职工作',
    '我要始终爱岗敬业、无私奉献！',
    '不忘初心，牢记使命',
  ])('nothing but slogans: %p', (text) => {
    expect(advised(text)).toEqual(['study pledge.onlySlogans'])
  })

  test.each([
    '完成12项改进',
    '完成\uff11\uff12项改进',
    '每月读一本书',
    '年底前取证',
    '自学两次',
    '上半年结业',
    '零投诉',
    '本季度完成',
    '不忘初心，每月学习2次',
  ])('none for %p', (text) => {
    expect(advised(text)).toEqual([])
  })

  test.each([
    ['8月底前取证', '2026-09-10', true],
    ['\uff18月底前取证', '2026-09-10', true],
    ['9月底前取证', '2026-09-30', false],
    ['9月20日前取证', '2026-09-20', false],
    ['9月20日前取证', '2026-09-21', true],
    ['2025年底前取证', '2026-01-01', true],
    ['2026年底前取证', '2026-12-31', false],
    ['2027年3月前取证', '2026-09-10', false],
    ['明年6月底前取证', '2026-09-10', false],
    ['每年6月底前学完1本书', '2026-09-10', false],
    ['今年取证，3月、6月各自学1次', '2026-09-10', false],
  ])('a day that is over, for %p on %s: %p', (text, today, past) => {
    expect(advised(text, today)).toEqual(past ? ['study pledge.pastDay'] : [])
  })

  test('is left out for an empty box, which is refused anyway, and never refuses a text', () => {
    expect(advised('')).toEqual([])
    expect(checkPledgeItems({ ...good, study: '努力学习' }, 'TOTAL')).toEqual([])
    expect(checkPledgeItems({ ...good, study: '1月底前取证' }, 'TOTAL')).toEqual([])
  })
})
