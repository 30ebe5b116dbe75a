import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { photoGeometry } from '../../../server/domain/photo/idPhotoSize'
import { checkDuty } from '../../../server/domain/wording/duty'
import type { Issue } from '../../../server/domain/wording/issue'
import { checkFulfilment, checkOpinion } from '../../../server/domain/wording/note'
import { checkPledgeItems } from '../../../server/domain/wording/pledge'
import { pledgeHints } from '../../../server/domain/wording/pledgeHints'
import { privateHints } from '../../../server/domain/wording/privateHints'
import { issueSentence } from '../../../server/domain/wording/sentences'

const said = (issues: readonly Issue[]) => issues.map(issueSentence)

describe('what the reader is told', () => {
  test('about a 工作职责 of 34 字 names both numbers (R17)', () => {
    expect(said(checkDuty('责'.repeat(34)))).toEqual(['工作职责共34字，超出4字（不超过30字）'])
  })

  test('about a pledge of 101 字 depends on the mode in force (R23)', () => {
    const items = { study: '学'.repeat(101), duty: '责', integrity: '廉' }
    expect(said(checkPledgeItems(items, 'TOTAL'))).toEqual(['三条承诺合计共103字，超出3字（不超过100字）'])
    expect(said(checkPledgeItems(items, 'PER_ITEM'))).toEqual([
      '承诺一（政治学习及业务技能）共101字，超出1字（不超过100字）',
    ])
  })

  test('about missing and repeated items names the item (R21)', () => {
    expect(said(checkPledgeItems({ study: '守纪', duty: '守纪', integrity: '' }, 'TOTAL'))).toEqual([
      '请填写承诺三（廉洁自律），三条承诺缺一不可',
      '承诺二（履职）与前面的承诺相同，请分别填写',
    ])
  })

  test('about a photo of 300 pixels names what is needed (R25)', () => {
    expect(said(photoGeometry(300, 420).issues)).toEqual(['照片宽300像素，至少需要413像素，请换一张更清晰的照片'])
  })

  test('is a Chinese sentence without gaps for everything that can be found', () => {
    const sentences = said([
      ...checkDuty(''),
      ...checkDuty('!'),
      ...checkDuty('好👍,电话000-1234'),
      ...checkPledgeItems({ study: '!', duty: '💪', integrity: '廉' }, 'TOTAL'),
      ...pledgeHints({ study: '学', duty: '为人民服务', integrity: '2026年1月底前自查' }, toCalendarDay('2026-09-10')),
      ...checkFulfilment(''),
      ...checkFulfilment('好'.repeat(201)),
      ...checkFulfilment('好\ue000'),
      ...checkFulfilment('好\ufffd'),
      ...checkOpinion('！'),
      ...checkOpinion('好'),
      ...checkOpinion('请打000-1234'),
      ...privateHints('visitText', `住院${'0'.repeat(11)}`),
      ...photoGeometry(600, 400).issues,
      ...photoGeometry(600, 700).issues,
      { field: 'photo', code: 'photo.notRed' },
    ])
    expect(sentences).toHaveLength(21)
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[\p{Script=Han}\d]/u)
      expect(sentence).not.toMatch(/undefined|NaN|[A-Za-z]{2}/)
      expect(sentence).not.toMatch(/。$/)
    }
  })
})
