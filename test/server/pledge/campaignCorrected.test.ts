import { AuditEntry, OutboxMessage, OutboxSubject, Pledge } from '../../../entities'
import type { Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import { openInput, openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('every mistake of 党办 about a campaign has a way back (M7, M14)', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
  })
  afterAll(() => stage.product.stop())

  const open = (changes: Partial<Input<'campaign.open'>>) => stage.office.call('campaign.open', openInput(changes))
  const current = async () => (await stage.member.call('campaign.current')).body.campaign
  const correct = async (changes: object = {}) => {
    const {
      title = '',
      basisNumber = '',
      basisTitle = '',
      basisDay = '',
      dueDay = '',
      campaignId = '',
      revision = 0,
    } = (await current()) ?? {}
    const reason = '文号写错，按原文更正'
    const facts = { title, basisNumber, basisTitle, basisDay, dueDay }
    return stage.office.call('campaign.correct', { campaignId, ...facts, reason, revision, ...changes })
  }

  test.each<[string, Partial<Input<'campaign.open'>>, string]>([
    [
      'a year of another century',
      { year: 2062, dueDay: '2062-09-20' },
      '今年是2026年，只能开2026年的活动，或者提前开下一年的。',
    ],
    ['a year gone by', { year: 2025, dueDay: '2026-09-20' }, '今年是2026年，只能开2026年的活动，或者提前开下一年的。'],
    [
      'a basis of tomorrow',
      { year: 2027, basisDay: '2026-09-08' },
      '依据文件的印发日期2026年9月8日在今天之后，请核对。',
    ],
    [
      'a basis of another age',
      { year: 2027, basisDay: '2001-09-01' },
      '依据文件的印发日期2001年9月1日早了十年以上，请核对年份。',
    ],
    [
      'a last day gone by',
      { year: 2027, dueDay: '2026-09-06' },
      '截止日期2026年9月6日早于活动开始的2026年9月7日，请改晚一些。',
    ],
    [
      'a last day in another year',
      { year: 2027, dueDay: '2028-09-20' },
      '截止日期2028年9月20日不在2027年以内，请核对年份。',
    ],
  ])('%s is refused', async (_what, changes, sentence) => {
    const reply = await open(changes)
    expect([reply.status, reply.body.sentence]).toEqual([422, sentence])
  })

  test('two impossible days are said at their fields', async () => {
    const reply = await open({ year: 2027, basisDay: '2026-09-08', dueDay: '2028-09-20' })
    expect(reply.body.problems?.map(({ field }) => field)).toEqual(['basisDay', 'dueDay'])
  })

  test('what was written wrong is put right, seen by everybody, with both in the 留痕', async () => {
    const reply = await correct({ basisNumber: '江岳机委发〔2026〕12号' })
    expect(reply.status).toBe(200)
    expect(await current()).toMatchObject({ basisNumber: '江岳机委发〔2026〕12号', year: 2026 })
    const [line] = await stage.rows(AuditEntry, { action: 'campaign.correct' })
    expect(line).toMatchObject({
      reason: '文号写错，按原文更正',
      change: { before: { basisNumber: '江岳机委发〔2026〕9号' }, after: { basisNumber: '江岳机委发〔2026〕12号' } },
    })
  })

  test.each([
    ['without a reason', { reason: '错' }, 'return.reasonShort'],
    ['from an old page', { revision: 1 }, 'record.changed'],
    ['to an impossible day', { dueDay: '2031-09-20' }, 'campaign.dueAfterYear'],
  ])('not %s', async (_what, changes, code) => {
    expect((await correct(changes)).body.code).toBe(code)
  })

  test('nobody else corrects or cancels it', async () => {
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    const given = { campaignId, reason: '没有权限的人试试', revision }
    expect((await stage.secretary.call('campaign.cancel', given)).body.code).toBe('permission.denied')
  })

  test('a later last day reaches the sheets handed in, and who is in time by it is not late', async () => {
    expect((await correct({ dueDay: '2026-09-07' })).status).toBe(200)
    await stage.moveQuietly('2026-09-08')
    await stage.handIn(stage.member)
    expect(await stage.mine()).toMatchObject({ dueDay: '2026-09-07', late: true })
    expect((await correct({ dueDay: '2026-09-20' })).status).toBe(200)
    expect(await stage.mine()).toMatchObject({ dueDay: '2026-09-20', late: false })
    // An earlier one makes nobody late who was in time.
    expect((await correct({ dueDay: '2026-09-07' })).status).toBe(200)
    expect((await stage.rows(Pledge)).map(({ late }) => Boolean(late))).toEqual([false])
  })

  test('a campaign that somebody has begun under is not cancelled', async () => {
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    const reply = await stage.office.call('campaign.cancel', { campaignId, revision, reason: '开错了，重新开' })
    expect(reply.body.sentence).toBe('2026年的活动已经有人填写，不能取消。有写错的，请用“更正”。')
  })

  test('one opened by mistake is: the one before is in force again, its cards end, and the year may be opened anew', async () => {
    // Nobody has had a card of this day: one a person and day.
    await stage.moveQuietly('2026-09-09')
    const { body } = await open({ year: 2027, title: '误开的活动', dueDay: '2027-09-20' })
    const { campaignId, revision } = body.campaign
    expect((await current())?.year).toBe(2027)
    const about = (await stage.rows(OutboxSubject)).filter(({ subjectKey }) => subjectKey.includes(campaignId))
    expect(about.length).toBeGreaterThan(20)
    const given = { campaignId, revision, reason: '年份点错，明年再开' }
    expect((await stage.office.call('campaign.cancel', given)).status).toBe(200)
    expect((await current())?.year).toBe(2026)
    const open27 = (await stage.rows(OutboxSubject)).filter(
      ({ subjectKey, finished }) => subjectKey.includes(campaignId) && !finished,
    )
    expect(open27).toEqual([])
    const waiting = (await stage.rows(OutboxMessage)).filter(({ state, card }) => {
      return state === 'PENDING' && JSON.stringify(card).includes('误开的活动')
    })
    expect(waiting).toEqual([])
    const again = await open({ year: 2027, title: '2027年“三亮”活动', dueDay: '2027-09-20' })
    expect(again.body.campaign).toMatchObject({ year: 2027, title: '2027年“三亮”活动', campaignId })
    expect((await open({ year: 2027 })).body.code).toBe('campaign.yearTaken')
  })
})
