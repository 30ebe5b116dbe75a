import { randomUUID } from 'node:crypto'
import type { DisplayBlock, DisplayButton, DisplayCard, DisplayField, PressResult } from '../../../bot/emulator/display'
import type { PlatformName } from '../../../bot/port'
import { PostArea } from '../../../entities'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { startTestProduct, type TestProduct } from '../../support/product'
import { openInput } from '../pledge/pledgeStage'

const inside = (block: DisplayBlock): DisplayBlock[] => {
  if (block.kind === 'form' || block.kind === 'panel') return [block, ...block.blocks.flatMap(inside)]
  if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(inside))
  return [block]
}
const fieldsOf = (card: DisplayCard): DisplayField[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'field' ? [block.field] : []))
const buttonsOf = (card: DisplayCard): DisplayButton[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

/** R08 in the chat itself: on Feishu with words, on WeCom by choosing, and the page for what cannot be chosen. */
describe.each(['feishu', 'wecom'] as const)('分管领导 answers in the chat of %s', (platform: PlatformName) => {
  let product: TestProduct
  let userId: string
  const postAreaId = randomUUID()

  beforeAll(async () => {
    product = await startTestProduct()
    const supervisor = sampleChat().personas.find((one) => one.key === 'supervisor')
    userId = (platform === 'feishu' ? supervisor?.feishuUserId : supervisor?.wecomUserId) ?? ''
    await product.login('supervisor', platform)
    const office = await product.login('office')
    await office.call('campaign.open', openInput())
    const lead = await product.login('digitalSecretary')
    const nominee = await product.login('memberSecond')
    await lead.call('postArea.open', { branchId: branchId('digital') })
    await lead.call('postArea.start', { postAreaId, departmentId: departmentId('D14'), kind: 'POST' })
    const meeting = { day: '2026-09-07', place: '会议室', dueCount: 20, presentCount: 18, votesFor: 17 }
    const asked = { postAreaId, nomineeId: nominee.personId, ...meeting, voteWay: 'HANDS' as const }
    const { revision } = (await lead.call('postArea.recommend', { ...asked, revision: 1 })).body
    await lead.call('postArea.consult', { postAreaId, revision })
    await product.catchUp()
  }, 60_000)
  afterAll(() => product.stop())

  const lastCard = async () => {
    const message = (await product.chat('supervisor', platform)).at(-1)
    const content = message?.content as { kind: string; card: DisplayCard } | undefined
    if (!message || content?.kind !== 'card') throw new Error('no card')
    return { id: message.id, card: content.card, text: JSON.stringify(content.card) }
  }
  const press = async (values: Record<string, string>): Promise<PressResult> => {
    const { id: message, card } = await lastCard()
    const button = buttonsOf(card).find((one) => one.text === '提交')?.id ?? ''
    const response = await fetch(`${product.url}/emulator/desk/api/press`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ platform, user: userId, message, button, values }),
    })
    return (await response.json()) as PressResult
  }
  const state = async () =>
    (await product.database.read(null, 'job', (work) => work.manager.findOneBy(PostArea, { id: postAreaId })))?.state
  /** A refusal on WeCom comes into the card a moment after the press. */
  const until = async (done: () => Promise<boolean>) => {
    for (let tries = 0; tries < 40 && !(await done()); tries += 1) await new Promise((resume) => setTimeout(resume, 50))
    expect(await done()).toBe(true)
  }

  test('the card asks for what this platform can ask for, and always shows the way to the page', async () => {
    const { card, text } = await lastCard()
    expect(card.title).toBe('请对党员示范岗人选提出意见')
    expect(fieldsOf(card).map((field) => field.name)).toEqual(
      platform === 'feishu' ? ['answer', 'comment'] : ['answer'],
    )
    expect(buttonsOf(card).map((button) => button.text)).toContain('查看人选')
    expect(text).not.toContain('许青禾')
  })

  test('「有意见」 without words is refused and sends to the page; the card can be pressed again', async () => {
    const result = await press({ answer: 'some' })
    const sentence = '要写明意见。这里写不了的，请打开页面填写。'
    if (platform === 'feishu') expect(JSON.stringify(result.toast)).toContain(sentence)
    else await until(async () => (await lastCard()).text.includes(sentence))
    expect(await state()).toBe('CONSULTING')
    expect(buttonsOf((await lastCard()).card).map((button) => button.text)).toEqual(
      expect.arrayContaining(['提交', '查看人选']),
    )
  })

  test('「无意见」 is written, and the card says so', async () => {
    expect((await press({ answer: 'none' })).ok).toBe(true)
    await product.catchUp()
    expect(await state()).toBe('CONSULTED')
    const after = await lastCard()
    expect(after.text).toContain('已答复：无意见。')
    expect(fieldsOf(after.card)).toEqual([])
  })
})
