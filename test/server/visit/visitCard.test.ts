import { randomUUID } from 'node:crypto'
import { reminderCard } from '../../../bot/cards/reminder'
import { visitForm } from '../../../bot/cards/visit'
import type { DisplayBlock, DisplayButton, DisplayCard, DisplayField, PressResult } from '../../../bot/emulator/display'
import type { PlatformName } from '../../../bot/port'
import { OutboxMessage, Visit } from '../../../entities'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { type OnceKey, subjectFor } from '../../../server/domain/cardKeys'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'

const inside = (block: DisplayBlock): DisplayBlock[] => {
  if (block.kind === 'form' || block.kind === 'panel') return [block, ...block.blocks.flatMap(inside)]
  if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(inside))
  return [block]
}
const fieldsOf = (card: DisplayCard): DisplayField[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'field' ? [block.field] : []))
const buttonsOf = (card: DisplayCard): DisplayButton[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

/** A visit is logged in the card itself (R34): on Feishu with day and text, on WeCom by choosing only. */
describe.each(['feishu', 'wecom'] as const)('the visit card on %s', (platform: PlatformName) => {
  let product: TestProduct
  let member: Caller
  let contacts: { personId: string; name: string }[]
  let userId: string
  const visitId = randomUUID()
  beforeAll(async () => {
    product = await startTestProduct()
    member = await product.login('member', platform)
    contacts = (await member.call('visit.contacts')).body.contacts
    const persona = sampleChat().personas.find((one) => one.key === 'member')
    userId = (platform === 'feishu' ? persona?.feishuUserId : persona?.wecomUserId) ?? ''
    await remindOfVisits(visitId)
  })
  afterAll(() => product.stop())

  const remindOfVisits = async (id: string) => {
    const day = toCalendarDay('2026-09-07')
    const about = [subjectFor.visit('2026Q3', member.personId)]
    const due = { dueDay: toCalendarDay('2026-09-30'), daysLeft: 23 }
    const item = { kind: 'visitDue' as const, subjectId: '2026Q3', about, ...due }
    const form = visitForm(id, contacts, day)
    await product.database.unitOfWork(null, 'job', (work) =>
      work.notify({
        dedupeKey: `test:${id}` as OnceKey,
        personId: member.personId,
        kind: 'reminder',
        subjectKeys: [...item.about],
        card: reminderCard(
          { personId: member.personId, day, items: [{ ...item, count: contacts.length }] },
          form ?? undefined,
        ),
      }),
    )
    await product.catchUp()
  }
  const lastCard = async () => {
    const message = (await product.chat('member', platform)).at(-1)
    const content = message?.content as { kind: string; card: DisplayCard } | undefined
    if (!message || content?.kind !== 'card') throw new Error('no card')
    return { id: message.id, card: content.card, text: JSON.stringify(content.card) }
  }
  const press = async (message: string, button: string, values: Record<string, string>): Promise<PressResult> => {
    const response = await fetch(`${product.url}/emulator/desk/api/press`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ platform, user: userId, message, button, values }),
    })
    return (await response.json()) as PressResult
  }
  const submitOf = (card: DisplayCard) => buttonsOf(card).find((button) => button.text === '登记走访')?.id ?? ''
  const visits = () => product.database.read(null, 'job', (work) => work.manager.find(Visit))
  /** A refusal on WeCom comes into the card a moment after the press. */
  const until = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 40 && !(await done()); tries += 1) await new Promise((resume) => setTimeout(resume, 50))
    expect(await done()).toBe(true)
  }

  test('it asks for what this platform can ask for', async () => {
    const { card } = await lastCard()
    const asked = fieldsOf(card).map((field) => field.name)
    expect(asked).toEqual(
      platform === 'feishu'
        ? ['contactId', 'way', 'situation', 'visitedDay', 'content']
        : ['contactId', 'way', 'situation'],
    )
    const offered = fieldsOf(card)[0]?.options?.map((option) => option.text) ?? []
    expect(offered).toEqual(expect.arrayContaining(contacts.map((one) => one.name)))
  })

  test('nothing chosen writes nothing and says what is missing', async () => {
    const { id, card } = await lastCard()
    const result = await press(id, submitOf(card), {})
    if (platform === 'feishu') expect(result.ok).toBe(false)
    else await until(async () => (await lastCard()).text.includes('请选择走访对象'))
    expect(await visits()).toEqual([])
  })

  test('what was written is cleaned like on the page: a character that was lost is refused with its place', async () => {
    if (platform === 'wecom') return
    const { id, card } = await lastCard()
    const chosen = { contactId: contacts[0]?.personId ?? '', way: 'HOME', situation: 'DIFFICULTY' }
    const result = await press(id, submitOf(card), { ...chosen, visitedDay: '2026-09-05', content: '孩子\ue000' })
    expect(result.toast?.text).toBe(
      '“内容”第3个字是自造字或专用符号，打印和在别的设备上显示不出来，请换成规范汉字或删去。',
    )
    expect(await visits()).toEqual([])
  })

  test('filled in and pressed: one visit, a word of thanks, and the card says what is left', async () => {
    const { id, card } = await lastCard()
    const chosen = { contactId: contacts[0]?.personId ?? '', way: 'HOME', situation: 'DIFFICULTY' }
    const written = platform === 'feishu' ? { visitedDay: '2026-09-05', content: '孩子\u202e上\uffff学的事\u200b' } : {}
    const result = await press(id, submitOf(card), { ...chosen, ...written })
    expect(result.ok).toBe(true)
    if (platform === 'feishu') expect(result.toast).toEqual({ tone: 'success', text: '已登记，谢谢。' })
    await product.catchUp()
    const [visit] = await visits()
    expect(visit).toMatchObject({
      id: visitId,
      authorId: member.personId,
      contactId: contacts[0]?.personId,
      way: 'HOME',
      onRoster: true,
      visitedDay: platform === 'feishu' ? '2026-09-05' : '2026-09-07',
      content: platform === 'feishu' ? '有困难，需要跟进。孩子上学的事' : '有困难，需要跟进',
    })
    const after = await lastCard()
    expect(after.card.title).toBe('走访已登记')
    expect(fieldsOf(after.card)).toEqual([])
    const left = contacts.length - 1
    expect(after.text).toContain(left ? `本季度还有${left}位联系对象没有走访。` : '本季度联系对象已全部走访。')
  })

  test('the last contact visited on the page ends every card that still asks', async () => {
    await remindOfVisits(randomUUID())
    expect(fieldsOf((await lastCard()).card).length).toBeGreaterThan(0)
    for (const { personId } of contacts)
      await member.call('visit.log', {
        visitId: randomUUID(),
        contactId: personId,
        way: 'PHONE',
        purposes: ['CARE'],
        visitedDay: '2026-09-07',
        content: '电话问候',
      })
    await product.catchUp()
    expect((await lastCard()).text).toContain('本季度联系对象已全部走访。')
    const open = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(OutboxMessage, { doneState: 'WANTED' }),
    )
    expect(open).toEqual([])
  })
})
