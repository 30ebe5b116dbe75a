import type { DisplayBlock, DisplayButton, DisplayCard, PressResult } from '../../../bot/emulator/display'
import type { Card, PlatformName, Press } from '../../../bot/port'
import { AuditEntry, OutboxMessage, Person, PlatformAccount } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import type { OnceKey } from '../../../server/domain/cardKeys'
import { holders } from '../../../server/features/organisation'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { nudgeInCard } from '../../../server/features/pledge/nudgeInCard'
import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from './pledgeStage'

const inside = (block: DisplayBlock): DisplayBlock[] => {
  if (block.kind === 'form' || block.kind === 'panel') return [block, ...block.blocks.flatMap(inside)]
  if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(inside))
  return [block]
}
const buttonsOf = (card: DisplayCard): DisplayButton[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))

/** R17 in the chat: on the last day the 书记's card names who is missing and reminds all of them with one press. */
function scenes(platform: PlatformName, url?: () => string) {
  let stage: PledgeStage
  let userId: string
  /** The card whose button was pressed. */
  let pressed = ''
  const persona = sampleChat().personas.find((one) => one.key === 'financeSecretary')
  beforeAll(async () => {
    stage = await openPledges(url?.())
    userId = (platform === 'feishu' ? persona?.feishuUserId : persona?.wecomUserId) ?? ''
    if (platform === 'wecom') {
      await stage.product.login('financeSecretary', 'wecom')
      const account = { personId: stage.secretary.personId, platform: 'feishu' as const }
      await change((work) => work.change(PlatformAccount, account, { unreachable: 'gone' }))
    }
    await stage.handIn(stage.member)
    await stage.moveQuietly('2026-09-20')
    await stage.product.catchUp()
  }, 60_000)
  afterAll(() => stage.product.stop())

  const change = (body: (work: Work) => Promise<unknown>) => stage.product.database.unitOfWork(null, 'job', body)
  const cards = async () =>
    (await stage.product.chat('financeSecretary', platform)).map((message) => ({
      id: message.id,
      card: (message.content as { card: DisplayCard }).card,
      text: JSON.stringify(message.content),
    }))
  const lastCard = async () => {
    const last = (await cards()).at(-1)
    if (!last) throw new Error('no card')
    return last
  }
  const press = async (message: string, button: string): Promise<PressResult> => {
    const response = await fetch(`${stage.product.url}/emulator/desk/api/press`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ platform, user: userId, message, button, values: {} }),
    })
    return (await response.json()) as PressResult
  }
  const nudgeOf = (card: DisplayCard) => buttonsOf(card).find((button) => button.text.startsWith('提醒这'))
  const nudges = () => stage.rows(OutboxMessage, { kind: 'nudge' })
  /** On WeCom a card changes a moment after the press. */
  const until = async (text: string) => {
    for (let tries = 0; tries < 60 && !(await lastCard()).text.includes(text); tries += 1)
      await new Promise((resume) => setTimeout(resume, 50))
    expect((await lastCard()).text).toContain(text)
  }

  /** The same card once more, as an earlier day's would still stand in the chat. */
  const sendCopy = async (name: string) => {
    await change(async (work) => {
      const sent = await work.manager.findBy(OutboxMessage, { personId: stage.secretary.personId, state: 'SENT' })
      const row = sent.find(({ card }) => (card as Card).title.startsWith('承诺书还差'))
      if (!row) throw new Error('no card was sent')
      const { personId, kind } = row
      const dedupeKey = `test:${name}` as OnceKey
      await work.notify({ dedupeKey, personId, kind, subjectKeys: [], card: row.card as Card })
    })
    await stage.product.catchUp()
  }

  test('the card says how many of how many, who, and offers one press', async () => {
    const { card, text } = await lastCard()
    const board = await stage.board()
    const missing = board.members.filter((one) => one.state === 'NOT_STARTED')
    expect(card.title).toBe(`承诺书还差${missing.length}人`)
    expect(text).toContain(`1/${board.members.length}`)
    expect(text).toContain(missing[0]?.name)
    expect(buttonsOf(card).map((button) => button.text)).toEqual(['看看进度', `提醒这${missing.length - 1}位`])
  })

  test('one press reminds all of them; the card says so and has nothing left to press today', async () => {
    const { members } = await stage.board()
    const withoutAccount = members.find((one) => one.name === '简青岩')
    await change((work) =>
      work.change(PlatformAccount, { personId: withoutAccount?.personId ?? '' }, { unreachable: 'left' }),
    )
    const sick = members.find((one) => one.departmentName === '投资发展部' && one.name !== '简青岩')
    await change((work) => work.change(Person, { id: sick?.personId ?? '' }, { dutyStatus: 'LONG_SICK' }))
    const reached = members.filter(
      (one) =>
        one.state === 'NOT_STARTED' &&
        one.hasAccount &&
        ![sick?.personId, withoutAccount?.personId, stage.secretary.personId].includes(one.personId),
    )
    const { id, card } = await lastCard()
    const result = await press(id, nudgeOf(card)?.id ?? '')
    expect(result.ok).toBe(true)
    if (platform === 'feishu') expect(result.toast).toEqual({ tone: 'success', text: `已提醒${reached.length}位同志` })
    expect((await nudges()).map((row) => row.personId).sort()).toEqual(reached.map((one) => one.personId).sort())
    await until('今天已提醒')
    const after = await lastCard()
    expect(after.id).toBe(id)
    pressed = id
    expect(after.card.title).toBe(`已提醒${reached.length}位同志`)
    expect(after.text).toMatch(/简青岩.*没有绑定账号，请当面告知/)
    expect(buttonsOf(after.card).map((button) => button.text)).toEqual(['看看进度'])
    const [line] = await stage.rows(AuditEntry, { action: 'pledge.nudge' })
    expect(line).toMatchObject({ actorId: stage.secretary.personId, client: 'card' })
  })

  test('a second press the same day is answered in words and writes to nobody', async () => {
    const pressCopy = async (name: string) => {
      await sendCopy(name)
      const { id, card } = await lastCard()
      return press(id, nudgeOf(card)?.id ?? '')
    }
    const isSaid = async ({ toast }: PressResult, sentence: string) =>
      platform === 'feishu' ? expect(toast?.text).toBe(sentence) : until(sentence)
    const before = (await nudges()).length
    await isSaid(await pressCopy('second'), '没有发出提醒：简青岩没有绑定账号，请当面告知。')
    expect(await nudges()).toHaveLength(before)
    await change((work) => work.change(PlatformAccount, { unreachable: 'left' }, { unreachable: null }))
    await pressCopy('third')
    expect(await nudges()).toHaveLength(before + 1)
    await isSaid(await pressCopy('fourth'), '未交的人今天都提醒过了。')
    expect(await nudges()).toHaveLength(before + 1)
  })

  test('handing in ends the card that was pressed as well', async () => {
    expect((await cards()).find((one) => one.id === pressed)?.card.title).toMatch(/^已提醒\d+位同志$/)
    await stage.package()
    await stage.product.catchUp()
    expect((await cards()).find((one) => one.id === pressed)?.card.title).toBe('支部材料已报送')
  })

  test('the 书记 of another branch gets nowhere with the words of this card', async () => {
    const { database } = stage.product
    const actor = await database.read(null, 'job', async (work) => {
      const secretaries = await holders(work, ['BRANCH_SECRETARY'])
      return loadActor(work, secretaries.find((one) => one.scopeId !== stage.branchId)?.personId ?? '')
    })
    const say = (branchId: string) =>
      database.unitOfWork(actor, 'card', (work) => nudgeInCard(work, {} as Press, branchId))
    for (const branchId of [stage.branchId, '', 'constructor'])
      await expect(say(branchId)).rejects.toMatchObject({ code: 'permission.denied' })
  })
}

describeByTurn('the 书记 reminds in the card, on Feishu', (db) => scenes('feishu', () => db.url))
describe('the 书记 reminds in the card, on WeCom', () => scenes('wecom'))
