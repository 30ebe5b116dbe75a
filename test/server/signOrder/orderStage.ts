import { randomUUID } from 'node:crypto'
import type { EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm'
import { Campaign, Pledge, PledgeVersion, PostArea } from '../../../entities'
import type { CallName } from '../../../server/contract'
import { type Checked, contract, type Input, type Output, type Shape } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { branchId, departmentId, samplePeople } from '../../../server/demo/sampleOrganisationPeople'
import type { FileAnswer, PreparedRun } from '../../../server/features/call'
import { callsOf } from '../../../server/features/calls'
import { storeFile } from '../../../server/files/storedFiles'
import { Refusal } from '../../../server/refusals'
import { type House, openHouse } from '../organisation/house'

const people = samplePeople()
export const idOf = (key: string): string => {
  const found = people.find((one) => one.key === key)
  if (!found) throw new Error(`nobody in the sample is called ${key}`)
  return found.person.id
}

const houseSettings = {
  demo: false,
  tenants: { feishu: null, wecom: null },
  publicUrl: 'http://127.0.0.1',
  dataFolder: '',
  keysFolder: '',
  bundlesFolder: '',
  fontFolder: null,
  platforms: [],
  checks: async () => [],
  signMinutesRequired: true,
}

const fact = { width: 413, height: 579, mediaType: 'image/jpeg' }
export const putFile = (work: Work, ownerId: string, purpose: 'ID_PHOTO' | 'DOCUMENT', content: string) =>
  storeFile(work, { ...fact, ownerId, purpose, content: Buffer.from(content) })

interface SheetChanges extends Partial<Pledge> {
  /** What hangs on the wall, where it is not what the sheet says now. */
  published?: Partial<PledgeVersion>
}

/** An accepted sheet of the campaign; one whose version is not 0 hangs on the wall. */
export async function putSheet(work: Work, campaignId: string, key: string, changes: SheetChanges = {}) {
  const { published = {}, ...own } = changes
  const pledge: Pledge = {
    id: randomUUID(),
    campaignId,
    personId: idOf(key),
    state: 'PUBLISHED',
    dutyText: '负责本部门的日常工作',
    studyPledge: '每月学习2次。',
    dutyPledge: '当日事当日毕。',
    integrityPledge: '不收礼品。',
    photoId: null,
    publishConsent: true,
    photoConsent: true,
    limitMode: 'TOTAL',
    dueDay: '2026-09-20',
    submittedAt: work.now,
    late: false,
    returnReason: null,
    publishedAt: work.now,
    publishedVersion: 1,
    packageId: null,
    paperPhotoDay: null,
    revision: 1,
    ...own,
  }
  await work.insert(Pledge, pledge)
  const { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, photoConsent, limitMode } = pledge
  const texts = { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, photoConsent, limitMode }
  const version = { id: randomUUID(), pledgeId: pledge.id, version: 1, ...texts, publishedAt: work.now, ...published }
  if (pledge.publishedVersion) await work.insert(PledgeVersion, version)
  return pledge
}

async function putPlace(work: Work, campaignId: string, changes: Partial<PostArea>) {
  const place: PostArea = {
    id: randomUUID(),
    campaignId,
    branchId: branchId('finance'),
    departmentId: departmentId('D04'),
    kind: 'POST',
    state: 'ACCEPTED',
    attempt: 1,
    nomineeId: idOf('member'),
    memberIds: [],
    holderKey: null,
    replacesId: null,
    meetingDay: '2026-09-02',
    meetingPlace: '会议室',
    dueCount: 11,
    presentCount: 10,
    votesFor: 10,
    voteWay: 'HANDS',
    meetingPictureId: null,
    leadId: null,
    leadRule: null,
    title: '报销审核示范岗',
    goal: '差错率不超过0.1%',
    content: '当日单据当日审核',
    grounds: '连续三年无差错',
    scope: '',
    coveredPeople: null,
    checking: '',
    termToDay: null,
    headCount: 11,
    headCountDay: '2026-09-01',
    late: false,
    returnReason: null,
    packageId: null,
    acceptedAt: work.now,
    plateDay: null,
    platePlace: null,
    platePictureId: null,
    removedDay: null,
    removedReason: null,
    revision: 1,
    ...changes,
  }
  await work.insert(PostArea, place)
  return place.id
}

async function putCampaign(work: Work): Promise<string> {
  const id = randomUUID()
  await work.insert(Campaign, {
    id,
    year: 2026,
    title: '2026年“三亮”活动',
    basisNumber: '江岳机委发〔2026〕9号',
    basisTitle: '通知',
    basisDay: '2026-09-01',
    openedDay: '2026-09-01',
    dueDay: '2026-09-20',
    limitMode: 'TOTAL',
    state: 'OPEN',
    openedById: idOf('office'),
    rules: null,
    basisVersion: null,
    revision: 1,
  })
  return id
}

/**
 * Seven accepted sheets of three departments, two of namesakes in one branch, and what must not be ordered: withdrawn,
 * never accepted, left. One 岗 and one 区 that stand, one 岗 that does not.
 */
async function putAccepted(work: Work, campaignId: string) {
  const photo = (key: string) => putFile(work, idOf(key), 'ID_PHOTO', `照片：${key}`)
  const sheet = async (key: string, changes: SheetChanges = {}) => {
    const own = { photoId: await photo(key), ...changes }
    return putSheet(work, campaignId, key, own)
  }
  await sheet('sameNameOne')
  await sheet('sameNameTwo')
  await sheet('member', { photoConsent: false })
  await sheet('rareNameOne', { state: 'OFFICE_OK', publishConsent: false, publishedVersion: 0, publishedAt: null })
  const old = { dutyText: '墙上的职责' }
  await sheet('rareNameTwo', { state: 'SUBMITTED', dutyText: '还没有受理的职责', published: old })
  await sheet('productionSecretary')
  await sheet('scrutineer')
  await sheet('financeSecretary', { state: 'WITHDRAWN', publishConsent: false })
  await sheet('investHead', { state: 'SUBMITTED_TO_OFFICE', publishedVersion: 0, publishedAt: null })
  await putPlace(work, campaignId, {})
  const area = { departmentId: departmentId('D06'), branchId: branchId('production'), nomineeId: idOf('sameNameOne') }
  await putPlace(work, campaignId, {
    ...area,
    kind: 'AREA',
    state: 'ACTIVE',
    title: '工艺责任区',
    content: '每日巡查工艺',
  })
  await putPlace(work, campaignId, { state: 'FILLED', title: '还没有受理的岗' })
}

type Call = <Name extends CallName>(key: string, name: Name, input: Input<Name>) => Promise<Output<Name>>

export interface OrderStage {
  house: House
  campaignId: string
  /** Makes a call as somebody of the sample, through shapes and verb. */
  call: Call
  file(key: string, input: Input<'signOrder.exportFile'>): Promise<FileAnswer & { content: Buffer }>
  rows<Row extends ObjectLiteral>(entity: EntityTarget<Row>, where?: FindOptionsWhere<Row>): Promise<Row[]>
  close(): Promise<void>
}

/** The sample organisation on 2026-09-21 with everything accepted that an order can take. */
export async function openOrders(url: string): Promise<OrderStage> {
  const house = await openHouse(url)
  house.setToday('2026-09-21')
  const calls = callsOf({ ...houseSettings, database: house.database })
  const campaignId = await house.as(null, async (work) => {
    const id = await putCampaign(work)
    await putAccepted(work, id)
    return id
  })
  const run = async (key: string, name: CallName, input: unknown): Promise<unknown> => {
    const shape: Shape = contract[name]
    if (shape.in === 'file') throw new Error(`${name} takes a file`)
    const checked = shape.in.parse(input)
    const verb = calls[name as 'signOrder.list'].run as unknown
    const file = { fileName: '', mediaType: '', sha256: '', range: '', ifRange: '', requestKey: '' }
    if (typeof verb === 'function')
      return house.as(idOf(key), (work) => (verb as (w: Work, i: unknown) => Promise<unknown>)(work, checked))
    const { prepare, run: write } = verb as PreparedRun<CallName, never>
    const ready = await house.as(idOf(key), (work) => prepare(work, checked as Checked<CallName>, file))
    return house.as(idOf(key), (work) => write(work, ready, file))
  }
  return {
    house,
    campaignId,
    call: async (key, name, input) => {
      const shape: Shape = contract[name]
      const answer = await run(key, name, input)
      if (shape.out === 'file') throw new Error(`${name} answers a file`)
      return shape.out.parse(answer) as never
    },
    file: async (key, input) => {
      const answer = (await run(key, 'signOrder.exportFile', input)) as FileAnswer
      if (!Buffer.isBuffer(answer.content)) throw new Error('the file comes in one piece')
      return { ...answer, content: answer.content }
    },
    rows: (entity, where = {}) => house.source.manager.findBy(entity, where),
    close: () => house.close(),
  }
}

/** Code and sentence of what a call is refused with; a fault when it is not refused. */
export async function refusal(promise: Promise<unknown>): Promise<{ code: string; sentence: string }> {
  const fault = await promise.then(
    () => new Error('taken'),
    (reason) => reason,
  )
  if (!(fault instanceof Refusal)) throw fault
  return { code: fault.code, sentence: fault.message }
}
