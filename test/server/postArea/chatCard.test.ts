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
  let nomineeName = ''

  beforeAll(async () => {
    product = await startTestProduct()
    const supervisor = sampleChat().personas.find((one) => one.key === 'supervisor')
    userId = (platform === 'feishu' ? supervisor?.feishuUserId : supervisor?.wecomUserId) ?? ''
    await product.login('supervisor', platform)
    const office = await product.login('office')
    await office.call('campaign.open', openInput())
    const lead = await product.login('digitalSecretary')
    const nominee = await product.login('memberSecond')
    nomineeName = sampleChat().personas.find((one) => one.key === 'memberSecond')?.name ?? ''
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
  const press = async (label: string, values: Record<string, string> = {}): Promise<PressResult> => {
    const { id: message, card } = await lastCard()
    const button = buttonsOf(card).find((one) => one.text === label)?.id ?? ''
    const response = await fetch(`${product.url}/emulator/desk/api/press`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ platform, user: userId, message, button, values }),
    })
    return (await response.json()) as PressResult
  }
  const state = async () =>
    (await product.database.read(null, 'job', (work) => work.manager.findOneBy(PostArea, { id: postAreaId })))?.state

  test('the card asks for what this platform can ask for, and always shows the way to the page', async () => {
    const { card, text } = await lastCard()
    expect(card.title).toBe('请对党员示范岗人选提出意见')
    expect(fieldsOf(card).map((field) => field.name)).toEqual(platform === 'feishu' ? ['comment'] : [])
    expect(buttonsOf(card).map((button) => button.text)).toEqual(expect.arrayContaining(['无意见', '有意见']))
    // Whom it is about, in the card itself (P2).
    expect(text).toContain(nomineeName)
    expect(text).toContain('18人到会，17人同意')
    expect(text).toContain(`/posts/${postAreaId}`)
  })

  test('「有意见」 without words is refused; where a card holds no words its button opens the page', async () => {
    const said = buttonsOf((await lastCard()).card).find(({ text }) => text === '有意见')
    if (platform === 'wecom') {
      expect(JSON.stringify(said)).toContain(`/posts/${postAreaId}?act=giveOpinion`)
      return
    }
    const result = await press('有意见')
    expect(JSON.stringify(result.toast)).toContain('要写明意见。这里写不了的，请打开页面填写。')
    expect(await state()).toBe('CONSULTING')
    expect(buttonsOf((await lastCard()).card).map((button) => button.text)).toContain('有意见')
  })

  test('「无意见」 is written, and the card says so', async () => {
    expect((await press('无意见')).ok).toBe(true)
    await product.catchUp()
    expect(await state()).toBe('CONSULTED')
    const after = await lastCard()
    expect(after.text).toContain('分管领导已答复')
    expect(fieldsOf(after.card)).toEqual([])
  })
})
