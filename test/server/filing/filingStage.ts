import { randomUUID } from 'node:crypto'
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm'
import type { DisplayBlock, DisplayButton, DisplayCard, DisplayField, PressResult } from '../../../bot/emulator/display'
import type { PlatformName } from '../../../bot/port'
import { EvaluationCampaign, EvaluationRound, OutboxMessage, PlatformAccount } from '../../../entities'
import type { Output } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { FieldValue } from '../../../server/domain/forms/fields'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { sampleEvaluation } from '../../support/sampleEvaluation'

type Filing = Output<'filing.read'>
type Changed = Output<'filing.save'>
type Values = Record<string, FieldValue>

/** The two who bring a filing along: 财投支部's 书记 and 机关党办. */
export type Who = 'financeSecretary' | 'office'

export interface FilingStage {
  product: TestProduct
  office: Caller
  secretary: Caller
  branchId: string
  /** A half-year's round of the branch whose 表1, handed in on 2026-09-04, is accepted. */
  acceptedRound(): Promise<void>
  /** The task about a filing on somebody's page, of this form or the first; null without one. */
  task(who: Caller, form?: string): Promise<{ title: string; detail: string; form: string; filingId: string } | null>
  read(form: string, filingId: string, who?: Caller): Promise<Filing>
  save(form: string, filingId: string, values: Values, more?: { draft?: boolean; by?: Caller }): Promise<Reply<Changed>>
  step(form: string, filingId: string, event: string, comment?: string): Promise<Reply<Changed>>
  /** Lets a day's cards go out and answers the last one in somebody's chat. */
  card(who: Who): Promise<DisplayCard & { id: string; text: string; buttons: DisplayButton[] }>
  /** Presses a button of that card; `words` are put into its one field. */
  press(who: Who, label: string, words?: string): Promise<PressResult>
  /** Moves the day without the cards that wait to be sent: a hundred and more take seconds. */
  moveQuietly(day: string): Promise<void>
  rows<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where?: FindOptionsWhere<Row>): Promise<Row[]>
}

export const ok = <Result>(reply: { status: number; body: Result }): Result => {
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body
}

const inside = (block: DisplayBlock): DisplayBlock[] => {
  if (block.kind === 'form' || block.kind === 'panel') return [block, ...block.blocks.flatMap(inside)]
  if (block.kind === 'columns') return block.columns.flatMap((column) => column.blocks.flatMap(inside))
  return [block]
}
const buttonsOf = (card: DisplayCard): DisplayButton[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
const fieldsOf = (card: DisplayCard): DisplayField[] =>
  card.blocks.flatMap(inside).flatMap((block) => (block.kind === 'field' ? [block.field] : []))

/** A half-year's round of 财投支部 whose 表1, handed in on 2026-09-04, is accepted. */
export async function putAcceptedRound(work: Work): Promise<void> {
  const evaluation = sampleEvaluation('2026H1')
  await work.insert(EvaluationCampaign, evaluation)
  await work.insert(EvaluationRound, {
    id: randomUUID(),
    evaluationCampaignId: evaluation.id,
    branchId: sampleBranch('finance'),
    state: 'ACCEPTED',
    secretaryId: null,
    scrutineerIds: [],
    widenings: [],
    frozenDay: null,
    votingFromDay: null,
    votingToDay: null,
    locks: null,
    box: null,
    attempt: 1,
    voiding: null,
    countKept: false,
    closedAt: null,
    checksum: null,
    statistics: null,
    committee: null,
    completedDay: '2026-09-03',
    reportedAt: instantOf(toCalendarDay('2026-09-04'), 600),
    returnReason: null,
    revision: 1,
  })
}

/** A product on 2026-09-07 with the campaign open, everybody on the one platform. */
export async function openFilings(url?: string, platform: PlatformName = 'feishu'): Promise<FilingStage> {
  const product = await startTestProduct(url)
  const job = product.database.unitOfWork.bind(product.database, null, 'job')
  const other = platform === 'feishu' ? 'wecom' : 'feishu'
  const [office, secretary] = await Promise.all([product.login('office'), product.login('financeSecretary')])
  await job((work) => work.change(PlatformAccount, { platform: other }, { unreachable: 'not used' }))
  const silence = () => job((work) => work.change(OutboxMessage, { state: 'PENDING' }, { state: 'CANCELLED' }))
  ok(
    await office.call('campaign.open', {
      year: 2026,
      title: '2026年“三亮”活动',
      basisNumber: '江岳机委发〔2026〕9号',
      basisTitle: '关于开展“三亮两联三评一公开”活动的通知',
      basisDay: '2026-09-01',
      dueDay: '2026-09-20',
    }),
  )
  await silence()
  const read = async (form: string, filingId: string, who = secretary) =>
    ok(await who.call('filing.read', { form, filingId }))
  const card: FilingStage['card'] = async (who) => {
    await product.catchUp()
    const last = (await product.chat(who, platform)).at(-1)
    if (!last) throw new Error(`${who} has no card`)
    const { card: shown } = last.content as { card: DisplayCard }
    return { ...shown, id: last.id, text: JSON.stringify(shown), buttons: buttonsOf(shown) }
  }
  return {
    product,
    office,
    secretary,
    branchId: sampleBranch('finance'),
    acceptedRound: () => product.database.unitOfWork(null, 'job', putAcceptedRound),
    task: async (who, wanted = '') => {
      const { tasks } = ok(await who.call('tasks.mine'))
      const found = tasks.find(({ kind, path }) => kind === 'filing' && path.includes(`/filings/${wanted}`))
      const [, , form = '', filingId = ''] = found?.path.split('/') ?? []
      return found ? { title: found.title, detail: found.detail, form, filingId } : null
    },
    read,
    save: async (form, filingId, values, { draft = false, by = secretary } = {}) => {
      const { revision, branchId } = await read(form, filingId)
      return by.call('filing.save', { form, filingId, branchId, revision, draft, values })
    },
    step: async (form, filingId, event, comment) => {
      const { revision } = await read(form, filingId, office)
      return office.call('filing.step', { form, filingId, revision, event, ...(comment ? { comment } : {}) })
    },
    card,
    press: async (who, label, words) => {
      const shown = await card(who)
      const button = shown.buttons.find(({ text }) => text === label)
      const [field] = fieldsOf(shown)
      const person = sampleChat().personas.find(({ key }) => key === who)
      const user = platform === 'feishu' ? person?.feishuUserId : person?.wecomUserId
      const values = field && words !== undefined ? { [field.name]: words } : {}
      const response = await fetch(`${product.url}/emulator/desk/api/press`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ platform, user, message: shown.id, button: button?.id ?? label, values }),
      })
      return (await response.json()) as PressResult
    },
    moveQuietly: async (day) => {
      await silence()
      await product.moveTo(day)
    },
    rows: (entity, where = {}) => product.database.read(null, 'job', (work) => work.manager.findBy(entity, where)),
  }
}
