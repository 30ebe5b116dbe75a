import { OutboxMessage, Person, PlatformAccount } from '../../../entities'
import type { Caller } from '../../support/product'
import { openInput, openPledges, type PledgeStage } from './pledgeStage'

describe('the campaign opens and the 书记 reminds (rules §6.5)', () => {
  let stage: PledgeStage
  let onWecom: Caller
  let withoutAccount: string
  beforeAll(async () => {
    stage = await openPledges()
    onWecom = await stage.product.login('scrutineer', 'wecom')
    const someone = (await stage.board()).members.find((one) => one.name === '简青岩')
    withoutAccount = someone?.personId ?? ''
  })
  afterAll(() => stage.product.stop())

  const cards = (personId: string) => stage.rows(OutboxMessage, { personId })
  const nudge = (personIds: string[], who = stage.secretary) =>
    who.call('pledge.nudge', { branchId: stage.branchId, personIds })
  const texts = async (persona: string, platform: 'feishu' | 'wecom') =>
    (await stage.product.chat(persona, platform)).map((message) => JSON.stringify(message.content))

  test('opening it tells every member who owes at once, and the 书记 one card for both duties', async () => {
    const opened = await stage.rows(OutboxMessage, { kind: 'reminder' })
    // 140 在职党员, one of them on long sick leave.
    expect(opened).toHaveLength(139)
    expect(new Set(opened.map((card) => card.personId)).size).toBe(139)
    const [own] = await cards(stage.secretary.personId)
    expect(JSON.stringify(own?.card)).toContain('您有2件事要办')
  })

  test('the same year again is refused, and so are a due day before today and anybody but 党办', async () => {
    const again = await stage.office.call('campaign.open', openInput())
    expect([again.status, again.body.sentence]).toEqual([409, '2026年的活动已经开过了。'])
    const late = await stage.office.call('campaign.open', openInput({ year: 2027, dueDay: '2026-09-06' }))
    expect([late.status, late.body.sentence]).toEqual([
      422,
      '截止日期2026年9月6日早于活动开始的2026年9月7日，请改晚一些。',
    ])
    expect((await stage.secretary.call('campaign.open', openInput({ year: 2027 }))).body.code).toBe('permission.denied')
    const nameless = await stage.office.call('campaign.open', openInput({ year: 2027, basisNumber: ' ' }))
    expect([nameless.status, nameless.body.problems?.[0]?.field]).toEqual([400, 'basisNumber'])
  })

  test('on the day of the opening card no second card goes out', async () => {
    expect((await nudge([stage.member.personId])).body).toEqual({
      sent: 0,
      skipped: [{ name: '林知夏', reason: '今天已经提醒过' }],
    })
    expect((await stage.board()).members.find((one) => one.name === '林知夏')?.remindedToday).toBe(true)
  })

  test('the next day one card goes out, however often the button is pressed', async () => {
    await stage.moveQuietly('2026-09-08')
    expect((await stage.board()).members.find((one) => one.name === '林知夏')?.remindedToday).toBe(false)
    const replies = await Promise.all([1, 2, 3].map(() => nudge([stage.member.personId])))
    expect(replies.map((reply) => reply.body.sent).sort()).toEqual([0, 0, 1])
    const sent = (await cards(stage.member.personId)).filter((card) => card.kind === 'nudge')
    expect(sent).toHaveLength(1)
  })

  test('who has no account, who has handed in and whoever is not of the branch are named or left out', async () => {
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(PlatformAccount, { personId: withoutAccount }, { unreachable: 'left' }),
    )
    await stage.handIn(stage.secretary)
    const memberSecond = await stage.product.login('memberSecond')
    const { body } = await nudge([withoutAccount, stage.secretary.personId, memberSecond.personId, onWecom.personId])
    expect(body.sent).toBe(1)
    expect(body.skipped).toEqual([
      { name: '沈云舟', reason: '已经提交' },
      { name: '简青岩', reason: '没有绑定账号，请当面告知' },
    ])
    expect((await nudge([memberSecond.personId])).body.sentence).toBe('没有需要提醒的人。')
    expect((await nudge([stage.member.personId], stage.member)).body.code).toBe('permission.denied')
  })

  test('who is on long sick leave is left in peace (U23)', async () => {
    const sick = (await stage.board()).members.find(
      (one) => one.departmentName === '投资发展部' && one.name !== '简青岩',
    )
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: sick?.personId ?? '' }, { dutyStatus: 'LONG_SICK' }),
    )
    expect((await nudge([sick?.personId ?? ''])).body.skipped).toEqual([
      { name: sick?.name, reason: '长病休养，不发提醒' },
    ])
  })

  test('the card ends by itself when the sheet is handed in, on Feishu and on WeCom', async () => {
    await stage.product.catchUp()
    const before = [await texts('member', 'feishu'), await texts('scrutineer', 'wecom')]
    for (const chat of before) {
      expect(chat.join()).toContain('支部书记提醒您')
      expect(chat.join()).not.toContain('公开承诺书已提交')
    }
    await stage.handIn(stage.member)
    await stage.handIn(onWecom)
    await stage.product.catchUp()
    const after = [await texts('member', 'feishu'), await texts('scrutineer', 'wecom')]
    for (const [at, chat] of after.entries()) {
      expect(chat).toHaveLength(before[at]?.length ?? 0)
      expect(chat.join()).toContain('公开承诺书已提交')
      expect(chat.join()).not.toContain('支部书记提醒您')
    }
  })

  test('a card that was not sent yet is not sent at all once the sheet is there', async () => {
    const waiting = (await stage.board()).members.find((one) => one.state === 'NOT_STARTED' && one.hasAccount)
    const who = await stage.product.loginPerson(waiting?.personId ?? '')
    expect((await nudge([who.personId])).body.sent).toBe(1)
    await stage.handIn(who)
    const nudges = (await cards(who.personId)).filter((card) => card.kind === 'nudge')
    expect(nudges.map((card) => card.state)).toEqual(['CANCELLED'])
  })

  test('a sheet given back brings its own card, which ends when the sheet comes again', async () => {
    const { pledge } = (await stage.member.call('pledge.mine')).body
    const { pledgeId = '', revision = 0, photoId = null } = pledge ?? {}
    await stage.secretary.call('pledge.return', { pledgeId, revision, reason: '照片太模糊' })
    await stage.product.catchUp()
    const chat = (await texts('member', 'feishu')).join()
    expect(chat).toContain('公开承诺书被退回')
    // rules §6.3: the reason stands on the sheet, not in the chat.
    expect(chat).not.toContain('照片太模糊')
    await stage.member.call('pledge.submit', stage.sheet({ photoId, revision: revision + 1 }))
    await stage.product.catchUp()
    expect((await texts('member', 'feishu')).join()).not.toContain('公开承诺书被退回')
  })
})
