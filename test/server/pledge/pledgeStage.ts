import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm'
import { OutboxMessage, Pledge } from '../../../entities'
import type { Input, Output } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { pledgeSteps } from '../../../server/domain/workflows/pledge'
import { nextState } from '../../../server/domain/workflows/steps'
import { requireCampaign } from '../../../server/features/campaign/records'
import { publishSheet } from '../../../server/features/pledge/publish'
import { stateOf } from '../../../server/features/pledge/records'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { satisfyPosts } from '../../support/satisfyPosts'

export type Campaign = Output<'campaign.open'>['campaign']
export type SheetInput = Input<'pledge.submit'>
export type Sheet = NonNullable<Output<'pledge.mine'>['pledge']>
export type Board = Output<'pledge.branch'>

/** A 登记照 as a phone would send it: red above, somebody in white below. */
export async function redPhoto(): Promise<Buffer> {
  const shirt = Buffer.from(
    '<svg width="413" height="579"><ellipse cx="206" cy="560" rx="190" ry="200" fill="#fff"/></svg>',
  )
  return sharp({ create: { width: 413, height: 579, channels: 3, background: '#d01020' } })
    .composite([{ input: shirt }])
    .jpeg()
    .toBuffer()
}

const sheetTexts = {
  dutyText: '负责本部门费用报销审核',
  studyPledge: '每月学习2次，每年读书4本。',
  dutyPledge: '3个工作日内办结报销。',
  integrityPledge: '全年零违规，不收受礼品。',
}

export interface PledgeStage {
  product: TestProduct
  office: Caller
  secretary: Caller
  member: Caller
  campaign: Campaign
  branchId: string
  /** Uploads a photo of somebody's own; the picture is drawn once. */
  upload(who: Caller): Promise<string>
  /** What a member would send; no photo unless one is named. */
  sheet(changes?: Partial<SheetInput>): SheetInput
  /** Uploads a photo and hands in; answers the reply. */
  handIn(who: Caller, changes?: Partial<SheetInput>): ReturnType<typeof submit>
  /** Takes this person's sheet through the branch and 党办 onto the wall, without a package of the whole branch. */
  putUp(who: Caller): Promise<void>
  mine(who?: Caller): Promise<Sheet>
  board(who?: Caller): Promise<Board>
  /** Every member who owes a sheet, with a reason for each. */
  reasons(): Promise<Input<'package.submit'>['missing']>
  package(missing?: Input<'package.submit'>['missing']): Promise<Output<'package.submit'>['package']>
  /** Moves the day without the cards that wait to be sent: a hundred and more take seconds. */
  moveQuietly(day: string): Promise<void>
  rows<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where?: FindOptionsWhere<Row>): Promise<Row[]>
}

const submit = (who: Caller, input: SheetInput) => who.call('pledge.submit', input)

export const openInput = (changes: Partial<Input<'campaign.open'>> = {}): Input<'campaign.open'> => ({
  year: 2026,
  title: '2026年“三亮”活动',
  basisNumber: '江岳机委发〔2026〕9号',
  basisTitle: '关于开展“三亮两联三评一公开”活动的通知',
  basisDay: '2026-09-01',
  dueDay: '2026-09-20',
  ...changes,
})

function ok<Result>(reply: { status: number; body: Result }): Result {
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`)
  return reply.body
}

/** A product on 2026-09-07 with the campaign open; the branch is 财投支部, excused from 岗区, its member sits in 财务部. */
export async function openPledges(url?: string, environment: Record<string, string> = {}): Promise<PledgeStage> {
  const product = await startTestProduct(url, environment)
  const [office, secretary, member] = await Promise.all([
    product.login('office'),
    product.login('financeSecretary'),
    product.login('member'),
  ])
  const { campaign } = ok(await office.call('campaign.open', openInput()))
  const branchId = sampleBranch('finance')
  // What a branch owes besides the sheets is told in test/server/postArea.
  await satisfyPosts(product.database, branchId)
  const picture = await redPhoto()
  const upload = async (who: Caller) => ok(await who.send('photo.upload', picture, {})).photoId ?? ''
  const sheet = (changes: Partial<SheetInput> = {}): SheetInput => ({
    campaignId: campaign.campaignId,
    ...sheetTexts,
    photoId: null,
    publishConsent: true,
    photoConsent: true,
    revision: 0,
    ...changes,
  })
  const board = async (who = secretary) => ok(await who.call('pledge.branch', { branchId }))
  const reasons = async () =>
    (await board()).members
      .filter(({ state }) => ['NOT_STARTED', 'DRAFT', 'RETURNED'].includes(state))
      .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
  return {
    product,
    office,
    secretary,
    member,
    campaign,
    branchId,
    upload,
    sheet,
    board,
    mine: async (who = member) => {
      const { pledge } = ok(await who.call('pledge.mine'))
      if (!pledge) throw new Error(`${who.name} has no sheet`)
      return pledge
    },
    putUp: (who) => product.database.unitOfWork(null, 'job', (work) => putUp(work, who.personId)),
    reasons,
    handIn: async (who, changes = {}) => submit(who, sheet({ photoId: await upload(who), ...changes })),
    package: async (missing) =>
      ok(await secretary.call('package.submit', { branchId, missing: missing ?? (await reasons()) })).package,
    moveQuietly: async (day) => {
      await product.database.unitOfWork(null, 'job', (work) =>
        work.change(OutboxMessage, { state: 'PENDING' }, { state: 'CANCELLED' }),
      )
      await product.moveTo(day)
    },
    rows: (entity, where = {}) => product.database.read(null, 'job', (work) => work.manager.findBy(entity, where)),
  }
}

async function putUp(work: Work, personId: string): Promise<void> {
  const campaign = await requireCampaign(work)
  const pledge = await work.manager.findOneByOrFail(Pledge, { campaignId: campaign.id, personId })
  if (nextState(pledgeSteps, stateOf(pledge), 'pass', ['branchSecretary']) !== 'BRANCH_OK')
    throw new Error(`${pledge.state} is not with the branch`)
  await work.revise(Pledge, pledge, await publishSheet(work, pledge))
}

/** A key of its own for every request, as the phone sends it. */
export const requestKey = () => ({ 'Idempotency-Key': randomUUID() })
