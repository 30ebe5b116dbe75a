import { randomUUID } from 'node:crypto'
import { withinLimits } from '../../../bot/cards/limits'
import { openIdOf } from '../../../bot/emulator/feishu/ids'
import { renderCard as renderFeishu } from '../../../bot/feishu/render'
import type { Card, ChatPlatform, Press, PressAnswer } from '../../../bot/port'
import { renderCard as renderWecom } from '../../../bot/wecom/render'
import { OutboxMessage, Person, PostAreaStep } from '../../../entities'
import { createInbound } from '../../../server/chat/inbound'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { flows } from '../../../server/features/flows'
import { answerText } from '../../../server/features/tasks/answerText'
import { pressesOf } from '../../../server/features/workflow'
import { keepingLog } from '../../bot/product'
import { describeByTurn } from '../../support/perDatabase'
import { branch, type Line, openPostStage, type PostStage, someone } from './postStage'

type SentCard = OutboxMessage & { card: Card }
const pages = { appId: 'cli_1', publicUrl: 'https://a.example', applinkUrl: 'https://applink.feishu.cn' }

/** rules §6.3: what a card may never carry, and R08, R11, R12: what is answered in it. */
describeByTurn('岗区 answered in the card', (db) => {
  let stage: PostStage
  let line: Line
  /** Goes through every card. */
  let areaId: string
  let inbound: ReturnType<typeof createInbound>
  const nominee = someone('D07:member:4')
  const feishu = { name: 'feishu', abilities: { cardInAnswer: true } } as unknown as ChatPlatform

  beforeAll(async () => {
    stage = await openPostStage(db.url)
    line = await stage.line('D07')
    await stage.open('production')
    const verbs = { press: pressesOf(flows), text: answerText }
    inbound = createInbound(stage.house.database, verbs, keepingLog())
  }, 60_000)
  afterAll(() => stage.close())

  const cards = () => stage.rows(OutboxMessage, { kind: 'postArea' }) as Promise<SentCard[]>
  /** The last card somebody was sent about a record as it is now. */
  const cardOf = async (postAreaId: string, personId: string): Promise<SentCard> => {
    const { revision } = await stage.record(postAreaId)
    const found = (await cards()).find(
      (row) =>
        row.personId === personId && row.dedupeKey.includes(postAreaId) && row.dedupeKey.includes(`:${revision}:`),
    )
    if (!found) throw new Error(`${personId} was sent no card`)
    return found
  }
  /** What the button sends; the card of this turn has no such button: empty. */
  const actionOf = ({ card }: SentCard, name: string): string =>
    card.answers?.choices.find(({ action }) => action.endsWith(`:${name}`))?.action ?? ''
  const press = (personId: string, action: string, values: Record<string, string>, eventId = randomUUID()): Press => {
    const userId = sampleChat().chatPeople.find((one) => one.personId === personId)?.feishuUserId ?? ''
    const identity = { tenant: 'cli_sample', userId: openIdOf('cli_sample', userId) }
    return { kind: 'press', eventId, identity, action, values, messageId: 'om_unknown' }
  }
  const answer = async (personId: string, postAreaId: string, name: string, comment = '') =>
    inbound(feishu, press(personId, actionOf(await cardOf(postAreaId, personId), name), { comment }))
  const refused = (outcome: PressAnswer | null): string =>
    outcome?.toast.kind === 'refused' ? outcome.toast.text : `not refused: ${outcome?.toast.text}`
  const stepOf = async (postAreaId: string, event: string) =>
    (await stage.rows(PostAreaStep, { postAreaId })).find((step) => step.event === event)
  test('分管领导 answers 「无意见」 with two taps; the lead is asked to fill in the form (R08)', async () => {
    const postAreaId = await stage.at('D07', 'CONSULTING', 'POST', nominee)
    const outcome = await answer(line.supervisor, postAreaId, 'none', '写在这里不算')
    expect(outcome).toMatchObject({ toast: { kind: 'done', text: '已答复：无意见。' }, card: { tone: 'done' } })
    expect((await stage.record(postAreaId)).state).toBe('CONSULTED')
    expect(await stepOf(postAreaId, 'giveOpinion')).toMatchObject({
      actorId: line.supervisor,
      actedAs: 'supervisingLeader',
      comment: '无意见',
    })
    expect((await cardOf(postAreaId, line.lead)).card.title).toBe('请填写党员示范岗推荐表')
    expect((await cardOf(postAreaId, line.lead)).card.form).toBeUndefined()
  })

  test('「有意见」 needs its words: without them nothing is written, and the page is named as the way', async () => {
    areaId = await stage.at('D07', 'CONSULTING', 'AREA', nominee)
    const nothing = await answer(line.supervisor, areaId, 'some', '  ')
    expect(refused(nothing)).toBe('选“有意见”要写明意见。这里写不了的，请打开页面填写。')
    const offered = actionOf(await cardOf(areaId, line.supervisor), 'none')
    for (const invented of ['', ':constructor', ':agree'])
      expect(refused(await inbound(feishu, press(line.supervisor, offered.replace(':none', invented), {})))).toBe(
        '这张卡片已经过期，请打开页面办理。',
      )
    for (const words of ['长'.repeat(201), `${'长'.repeat(190)}${'\n \n'.repeat(5)}完`])
      expect(refused(await answer(line.supervisor, areaId, 'some', words))).toContain('意见最多200字')
    expect((await stage.record(areaId)).state).toBe('CONSULTING')
    await answer(line.supervisor, areaId, 'some', '建议再听听班组的看法')
    expect((await stepOf(areaId, 'giveOpinion'))?.comment).toBe('建议再听听班组的看法')
  })

  test('部门第一负责人 passes, or gives back with a reason of five 字 (R11)', async () => {
    await stage.walk(areaId, 'FILLED', nominee)
    const short = await answer(line.head, areaId, 'returnByHead', '不行')
    expect(refused(short)).toBe('请写明原因，不少于5个字（现在2个字）。')
    expect(refused(await answer(line.head, areaId, 'returnByHead'))).toContain('要写明原因')
    await answer(line.head, areaId, 'returnByHead', '目标请写明数量')
    expect(await stage.record(areaId)).toMatchObject({ state: 'DRAFT', attempt: 2, returnReason: '目标请写明数量' })
    // He leads the department as well, and need not be told what he has just done.
    expect(line.head).toBe(line.lead)
    await expect(cardOf(areaId, line.lead)).rejects.toThrow('was sent no card')
    await stage.walk(areaId, 'FILLED', nominee)
    const passed = await answer(line.head, areaId, 'review')
    expect(passed?.card).toMatchObject({ title: '部门第一负责人已审核', tone: 'done' })
    // Who, when, and who comes next: no two of them read alike (P2).
    expect(passed?.card?.facts.map(({ label }) => label)).toEqual(['办理人', '时间', '下一步', '要退回'])
    expect(passed?.card?.facts[2]?.value).toBe('分管领导答复')
    // A tap cannot be taken back by who made it: the card names who can give it back.
    expect(passed?.card?.facts[3]?.value).toBe('请找分管领导')
    expect(await stepOf(areaId, 'review')).toMatchObject({ actedAs: 'departmentHead', flags: ['SAME_PERSON'] })
  })

  test('分管领导 agrees or not (R12); the lead mends it, the 书记 hears what can be collected', async () => {
    expect(refused(await answer(line.supervisor, areaId, 'disagree'))).toContain('选“不同意”')
    await answer(line.supervisor, areaId, 'disagree', '责任区范围请再明确')
    expect((await stage.record(areaId)).state).toBe('DRAFT')
    const back = await cardOf(areaId, line.lead)
    expect(back.card).toMatchObject({ title: '党员责任区确定表被退回', tone: 'attention' })
    expect(back.card.buttons).toEqual([{ kind: 'open', label: '去修改', path: `/posts/${areaId}`, primary: true }])
    await stage.walk(areaId, 'HEAD_REVIEWED', nominee)
    await answer(line.supervisor, areaId, 'agree')
    expect((await stage.record(areaId)).state).toBe('LEADER_AGREED')
    const news = await cardOf(areaId, line.secretary)
    expect(news.card.buttons[0]).toMatchObject({ path: `/branch/${branch('production')}/posts` })
  })

  test('a card about an earlier form is refused in words, whatever it says', async () => {
    const postAreaId = await stage.at('D06', 'CONSULTING', 'AREA', someone('D06:member:3'))
    const { supervisor, lead } = await stage.line('D06')
    const old = actionOf(await cardOf(postAreaId, supervisor), 'none')
    await stage.call('postArea.changeNominee', lead, {
      ...(await stage.target(postAreaId)),
      reason: '本人提出另选他人',
    })
    const sentence = '这张卡片已经过期，请打开页面办理。'
    const say = (action: string) => inbound(feishu, press(supervisor, action, {}))
    expect(refused(await say(old))).toBe(sentence)
    await stage.walk(postAreaId, 'CONSULTING', someone('D06:member:4'))
    expect(refused(await say(old))).toBe(sentence)
    for (const argument of ['', ':', postAreaId, `${postAreaId}:x:none`, `${postAreaId}:1:none`])
      expect(refused(await say(`step:postArea:${argument}`))).toMatch(/^(这张卡片已经过期|没有找到这条岗区表)/)
    expect(refused(await say(`step:nothing:${postAreaId}:1:none`))).toBe(sentence)
    const other = actionOf(await cardOf(postAreaId, supervisor), 'none').replace(':none', ':agree')
    expect(refused(await inbound(feishu, press(supervisor, other, {})))).toBe(sentence)
    expect((await stage.record(postAreaId)).state).toBe('CONSULTING')
  })

  test('nobody answers for somebody else, though he knows the words of the card', async () => {
    const postAreaId = await stage.at('D06', 'CONSULTING', 'POST', someone('D06:member:5'))
    const { supervisor, lead } = await stage.line('D06')
    const action = actionOf(await cardOf(postAreaId, supervisor), 'none')
    for (const personId of [lead, someone('office'), someone('member'), someone('hqCommittee')])
      expect(refused(await inbound(feishu, press(personId, action, {})))).toContain('您没有')
    expect((await stage.record(postAreaId)).state).toBe('CONSULTING')
  })

  test('five taps at the same instant are one answer', async () => {
    const postAreaId = await stage.at('D06', 'CONSULTING', 'POST', someone('D06:member:6'))
    const { supervisor } = await stage.line('D06')
    const tap = press(supervisor, actionOf(await cardOf(postAreaId, supervisor), 'none'), {})
    const taps = [tap, tap, ...[1, 2, 3].map(() => ({ ...tap, eventId: randomUUID() }))]
    const outcomes = await Promise.all(taps.map((one) => inbound(feishu, one)))
    const done = outcomes.filter((one) => one?.toast.kind === 'done').length
    // The same delivery twice hears the first answer again; another tap finds the card's time over.
    expect(done).toBeGreaterThanOrEqual(1)
    expect(done).toBeLessThanOrEqual(2)
    const steps = await stage.rows(PostAreaStep, { postAreaId, event: 'giveOpinion' })
    expect(steps).toHaveLength(1)
  })

  test('where 分管领导 is the nominee, 机关党委 is asked and he is not (R12)', async () => {
    const nominated = someone('chiefEngineer')
    const postAreaId = await stage.at('D08', 'CONSULTING', 'POST', nominated)
    await expect(cardOf(postAreaId, nominated)).rejects.toThrow('was sent no card')
    const committee = someone('hqCommittee')
    const action = actionOf(await cardOf(postAreaId, committee), 'none')
    expect(refused(await inbound(feishu, press(nominated, action, {})))).toContain('您没有')
    await inbound(feishu, press(committee, action, {}))
    expect(await stepOf(postAreaId, 'giveOpinion')).toMatchObject({ actorId: committee, actedAs: 'hqCommittee' })
  })

  test('done on the page, the card of everybody asked ends by itself', async () => {
    const postAreaId = await stage.at('D08', 'CONSULTING', 'AREA', someone('chiefEngineer'))
    const [asked, other] = [
      await cardOf(postAreaId, someone('hqCommittee')),
      await cardOf(postAreaId, someone('supervisor')),
    ]
    const sent = { state: 'SENT' as const, messageId: 'om_sent' }
    await stage.house.as(null, (work) => work.change(OutboxMessage, { id: asked.id }, sent))
    await stage.call('postArea.giveOpinion', someone('supervisor'), await stage.target(postAreaId))
    const after = new Map((await cards()).map((row) => [row.id, row]))
    expect(after.get(asked.id)).toMatchObject({
      doneState: 'WANTED',
      doneCard: { title: '分管领导已答复', tone: 'done' },
    })
    // Not sent yet: it will not be.
    expect(after.get(other.id)?.state).toBe('CANCELLED')
  })

  test('no card names anybody but the nominee; each fits both platforms, and WeCom’s has no words to fill in (rules §6.3)', async () => {
    const nominated = (await stage.rows(PostAreaStep, { event: 'recommend' })).map(({ comment }) => comment).join()
    const names = (await stage.rows(Person)).map(({ name }) => name).filter((name) => !nominated.includes(name))
    const sent = await cards()
    expect(sent.length).toBeGreaterThanOrEqual(20)
    expect(new Set(sent.map(({ card }) => card.title)).size).toBeGreaterThanOrEqual(8)
    for (const { card } of sent) {
      expect(withinLimits(card)).toEqual(card)
      const shown = JSON.stringify(card)
      expect(names.filter((name) => shown.includes(name))).toEqual([])
      expect(shown).not.toContain('班组的看法')
      expect(renderFeishu(card, pages)).toBeDefined()
      const wecom = renderWecom(card, 'outbox-1', pages.publicUrl)
      expect(wecom.card_type).toBe('button_interaction')
      expect(JSON.stringify(wecom)).not.toContain('comment')
    }
  })
})
