import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { withinLimits } from '../../../bot/cards/limits'
import { openIdOf } from '../../../bot/emulator/feishu/ids'
import type { Card, ChatPlatform, Press, PressAnswer } from '../../../bot/port'
import { renderCard as renderWecom } from '../../../bot/wecom/render'
import { AuditEntry, OutboxMessage, OutboxSubject, Person, PostArea, PostAreaStep, RoleGrant } from '../../../entities'
import { createInbound } from '../../../server/chat/inbound'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { flows } from '../../../server/features/flows'
import { postAreaFlow } from '../../../server/features/postArea'
import { requirePostArea } from '../../../server/features/postArea/records'
import { severalAction, severalOf } from '../../../server/features/reminders/answerSeveral'
import { remind } from '../../../server/features/reminders/remind'
import { answerText } from '../../../server/features/tasks/answerText'
import { pressesOf } from '../../../server/features/workflow'
import { keepingLog } from '../../bot/product'
import { describeByTurn } from '../../support/perDatabase'
import { campaignId, type Line, openPostStage, type PostStage, someone } from '../postArea/postStage'

type Sent = OutboxMessage & { card: Card }
const feishu = { name: 'feishu', abilities: { cardInAnswer: true } } as unknown as ChatPlatform

/** Several records that wait alike for one person stand in one card and are answered with one press (rules §6.3). */
describeByTurn('several records alike answered in one card', (db) => {
  let stage: PostStage
  let line: Line
  let ids: string[]
  let inbound: ReturnType<typeof createInbound>
  /** Of two departments under one 分管领导, a 岗 and a 区 each. */
  const places = [
    ['D07', 'POST', 'D07:member:4'],
    ['D07', 'AREA', 'D07:member:5'],
    ['D06', 'POST', 'D06:member:3'],
    ['D06', 'AREA', 'D06:member:4'],
  ] as const
  const nominees = places.map(([, , key]) => someone(key))

  beforeAll(async () => {
    stage = await openPostStage(db.url)
    line = await stage.line('D07')
    await stage.open('production')
    const press = { ...pressesOf(flows), [severalAction]: severalOf(flows) }
    inbound = createInbound(stage.house.database, { press, text: answerText }, keepingLog())
  }, 60_000)
  beforeEach(async () => {
    stage.house.setToday('2026-09-01')
    ids = []
    for (const [code, kind, key] of places) ids.push(await stage.at(code, 'HEAD_REVIEWED', kind, someone(key)))
  }, 60_000)
  afterEach(() =>
    stage.house.as(null, async (work) => {
      await work.change(PostArea, { campaignId }, { state: 'VOID', holderKey: null })
      await work.manager.query('delete from outbox_subject')
      await work.manager.query('delete from outbox_message')
    }),
  )
  afterAll(() => stage.close())

  const nameOf = async (personId: string) => (await stage.rows(Person, { id: personId }))[0]?.name ?? ''
  const labelOf = (id: string) =>
    stage.house.as(null, async (work) => postAreaFlow.face(await requirePostArea(work, id)).about)
  const stateOf = async (at: number) => (await stage.record(ids[at] ?? '')).state
  /** The reminder of that day, as it was sent. */
  const reminder = async (day = '2026-09-02'): Promise<Sent> => {
    stage.house.setToday(day, 9 * 60 + 7)
    await remind(stage.house.database, toCalendarDay(day))
    const rows = (await stage.rows(OutboxMessage, { kind: 'reminder', personId: line.supervisor })) as Sent[]
    const sent = rows.find(({ dedupeKey }) => dedupeKey.endsWith(day))
    if (!sent) throw new Error(`no reminder on ${day}`)
    const change = { state: 'SENT' as const, messageId: `om_${sent.id}` }
    await stage.house.as(null, (work) => work.change(OutboxMessage, { id: sent.id }, change))
    return { ...sent, ...change }
  }
  const press = (personId: string, { card, messageId }: Sent, ticked?: string, eventId = randomUUID()): Press => {
    const userId = sampleChat().chatPeople.find((one) => one.personId === personId)?.feishuUserId ?? ''
    const identity = { tenant: 'cli_sample', userId: openIdOf('cli_sample', userId) }
    const action = card.answers?.choices[0]?.action ?? ''
    const values: Record<string, string> = ticked === undefined ? {} : { ticked }
    return { kind: 'press', eventId, identity, action, values, messageId: messageId ?? '' }
  }
  const answer = async (sent: Sent, ticked?: string): Promise<PressAnswer> => {
    const said = await inbound(feishu, press(line.supervisor, sent, ticked))
    if (!said) throw new Error('no answer')
    return said
  }
  const agreed = () => stage.rows(PostAreaStep, { event: 'agree', postAreaId: In(ids) })
  const audited = () => stage.rows(AuditEntry, { action: 'postArea.agree', subjectId: In(ids) })
  const endOf = async ({ id }: Sent) => (await stage.rows(OutboxMessage, { id }))[0]

  test('the card lists who waits, says what follows, fits both platforms and names nothing a chat must not carry', async () => {
    const { card } = await reminder()
    expect(card.title).toBe('有4份岗区表等您办理')
    const labels = await Promise.all(ids.map(labelOf))
    expect(labels[0]).toBe(`${await nameOf(nominees[0] ?? '')} 示范岗，${line.desk.name}`)
    expect(card.answers?.listed?.map(({ label }) => label).sort()).toEqual(labels.sort())
    expect(card.answers?.choices).toMatchObject([
      {
        label: '全部同意',
        tickedLabel: '勾选的都同意',
        confirm: {
          title: '勾选的都同意？',
          text: '每份各自留痕。下一步：支部书记收集。点了“同意”，您自己不能撤回；要退回，请找支部书记。',
        },
      },
    ])
    expect(card.buttons).toEqual([{ kind: 'open', label: '打开页面', path: '/posts' }])
    expect(withinLimits(card)).toEqual(card)
    expect(JSON.stringify(card)).not.toContain('工艺纪律')
    const wecom = renderWecom(card, 'outbox-1', 'https://a.example')
    expect(wecom).toMatchObject({ card_type: 'button_interaction', button_list: [{ text: '全部同意' }] })
    expect((wecom.horizontal_content_list as unknown[]).length).toBe(4)
    expect(Buffer.byteLength(card.answers?.choices[0]?.action ?? '')).toBeLessThan(1024)
  })

  test('one press takes each of them by itself: a step, an audit line and a card of its own; the card ends with the sum', async () => {
    const sent = await reminder()
    const said = await answer(sent)
    expect(said.toast).toEqual({ kind: 'done', text: '分管领导已同意（4份）。' })
    expect(said.card).toMatchObject({ title: '分管领导已同意（4份）', tone: 'done' })
    expect(said.card?.facts.map(({ label, value }) => [label, value])).toEqual([
      ['办理人', await nameOf(line.supervisor)],
      ['时间', '9月2日 09:07'],
      ['下一步', '支部书记收集'],
      ['要退回', '请找支部书记'],
    ])
    expect(await Promise.all(ids.map((_, at) => stateOf(at)))).toEqual(Array(4).fill('LEADER_AGREED'))
    expect((await agreed()).map(({ actorId, actedAs }) => [actorId, actedAs])).toEqual(
      Array(4).fill([line.supervisor, 'supervisingLeader']),
    )
    const lines = await audited()
    expect(lines.map(({ subjectId }) => subjectId).sort()).toEqual([...ids].sort())
    expect(lines.every(({ client, actorId }) => client === 'card' && actorId === line.supervisor)).toBe(true)
    const news = (await stage.rows(OutboxMessage, { kind: 'postArea', personId: line.secretary })) as Sent[]
    expect(news.filter(({ card }) => card.title === '党员示范岗推荐表可以收集了')).toHaveLength(2)
    expect(await endOf(sent)).toMatchObject({ doneState: 'WANTED', doneCard: { title: '分管领导已同意（4份）' } })
  })

  test('pressed again, by the same delivery or by another tap, also at the same instant, it writes nothing twice', async () => {
    const sent = await reminder()
    const tap = press(line.supervisor, sent)
    const taps = [tap, tap, { ...tap, eventId: randomUUID() }]
    const said = await Promise.all(taps.map((one) => inbound(feishu, one)))
    expect(said.map((one) => one?.toast.text)).toEqual(Array(3).fill('分管领导已同意（4份）。'))
    expect((await answer(sent)).card?.title).toBe('分管领导已同意（4份）')
    expect(await agreed()).toHaveLength(4)
    expect(await audited()).toHaveLength(4)
  })

  test('one that has moved meanwhile is named as not taken, with the reason; the others are taken', async () => {
    const sent = await reminder()
    const gone = ids[1] ?? ''
    await stage.call('postArea.decide', line.supervisor, {
      ...(await stage.target(gone)),
      decision: 'disagree',
      comment: '请写明数量目标',
    })
    const said = await answer(sent)
    expect(said.toast.text).toBe('分管领导已同意（3份），1份没有办理。')
    expect(said.card?.lines[0]).toBe(`没有办理：${await labelOf(gone)}（已有变动，现在是“待集体推荐”）。`)
    expect(await stateOf(1)).toBe('DRAFT')
    // Gone round and back, it is another text than the one the card listed.
    await stage.walk(gone, 'HEAD_REVIEWED', nominees[1])
    const again = await answer(sent)
    expect(again.card?.lines[0]).toContain('内容改过了，请打开页面看新的')
    expect(await stateOf(1)).toBe('HEAD_REVIEWED')
  })

  test('what is not his any more is not taken, and nobody else can use his card', async () => {
    const sent = await reminder()
    for (const personId of [line.lead, someone('office'), someone('hqCommittee')]) {
      const said = await inbound(feishu, press(personId, sent))
      expect(said?.toast).toEqual({ kind: 'refused', text: '这张卡片不是发给您的。' })
      // Though the message be unknown: each record asks who may.
      const unknown = await inbound(feishu, { ...press(personId, sent), messageId: 'om_unknown' })
      expect(unknown?.toast.text).toContain('现在不由您办理')
    }
    expect(await agreed()).toEqual([])
    const leader = { role: 'SUPERVISING_LEADER' as const, personId: line.supervisor }
    await stage.house.as(null, (work) => work.change(RoleGrant, leader, { toDay: '2026-09-01' }))
    const said = await answer(sent)
    expect(said.toast.kind).toBe('refused')
    expect(said.card).toMatchObject({ title: '没有办理', tone: 'done' })
    expect(said.card?.lines[0]).toContain('（现在不由您办理）')
    expect(await agreed()).toEqual([])
    await stage.house.as(null, (work) => work.change(RoleGrant, leader, { toDay: null }))
  })

  test('those left out by their tick stay as they are; the card goes on with them and ends with the last', async () => {
    const sent = await reminder()
    expect((await answer(sent, '')).toast).toEqual({ kind: 'refused', text: '没有勾选任何一份，请勾选后再按。' })
    const labels = sent.card.answers?.listed?.map(({ label }) => label) ?? []
    const said = await answer(sent, '0,2')
    expect(said.toast.text).toBe('分管领导已同意（2份）。')
    expect(said.card?.tone).not.toBe('done')
    expect(said.card?.answers).toBeUndefined()
    expect(said.card?.facts.map(({ value }) => value)).toEqual([labels[1], labels[3]])
    expect(await agreed()).toHaveLength(2)
    const open = (await Promise.all(ids.map((_, at) => stateOf(at)))).filter((state) => state === 'HEAD_REVIEWED')
    expect(open).toHaveLength(2)
    expect((await endOf(sent))?.doneState).toBe('NONE')
    for (const id of ids)
      if ((await stage.record(id)).state === 'HEAD_REVIEWED')
        await stage.call('postArea.decide', line.supervisor, { ...(await stage.target(id)), decision: 'agree' })
    expect(await endOf(sent)).toMatchObject({ doneState: 'WANTED', doneCard: { title: '分管领导已同意' } })
  })

  test('where more wait than are listed, the answered card no longer counts them all and says where the rest is', async () => {
    for (const id of [...ids, ...ids]) {
      const copy = { ...(await stage.record(id)), id: randomUUID(), holderKey: null }
      await stage.house.as(null, (work) => work.insert(PostArea, copy))
    }
    const sent = await reminder()
    expect(sent.card.title).toBe('有12份岗区表等您办理')
    // Whichever six are listed, the card is about all of them.
    const about = await stage.rows(OutboxSubject, { messageId: sent.id })
    expect(about.filter(({ subjectKey }) => subjectKey.endsWith(':HEAD_REVIEWED'))).toHaveLength(12)
    const all = (await answer(sent)).card
    expect([all?.title, all?.summary]).toEqual(['已办理6份', '已办理6份'])
    expect(all?.lines.at(-1)).toBe('这张卡片没有列出的，请打开页面办理。')
    expect(all?.buttons).toEqual(sent.card.buttons)
  })

  test('after midnight the card of the day before still answers what it listed, and nothing that came since', async () => {
    const sent = await reminder()
    const later = await stage.at('D08', 'HEAD_REVIEWED', 'AREA', someone('D08:member:7'))
    stage.house.setToday('2026-09-03', 5)
    const said = await answer(sent)
    expect(said.card?.facts[1]?.value).toBe('9月3日 00:05')
    expect(await agreed()).toHaveLength(4)
    expect((await stage.record(later)).state).toBe('HEAD_REVIEWED')
    const forged = {
      ...sent,
      card: JSON.parse(
        JSON.stringify(sent.card).replaceAll(':HEAD_REVIEWED:agree:', ':HEAD_REVIEWED:disagree:'),
      ) as Card,
    }
    expect((await answer(forged)).toast.text).toBe('这张卡片已经过期，请打开页面办理。')
  })

  test('one alone has no list: its own card has the buttons', async () => {
    for (const id of ids.slice(1))
      await stage.call('postArea.decide', line.supervisor, { ...(await stage.target(id)), decision: 'agree' })
    const { card } = await reminder()
    expect(card).toMatchObject({ title: '示范岗和责任区等您办理' })
    expect(card.answers).toBeUndefined()
  })
})
