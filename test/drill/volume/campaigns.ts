import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { EntityManager } from 'typeorm'
import {
  BranchOpening,
  BranchPackage,
  Campaign,
  Pledge,
  PledgeVersion,
  PostArea,
  ProgressDay,
  SignOrder,
  SignOrderItem,
  SignOrderLine,
  StoredFile,
  StoredFilePart,
  WallPosting,
} from '../../../entities'
import { addDays, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { samplePostArea } from '../../support/samplePostArea'
import { type Member, type People, put, thisYear, times } from './people'

const texts = {
  dutyText: '负责部门日常综合事务和群众联系工作',
  studyPledge: '每周集中学习一次，全年读完两本业务书，带动同事共同提高',
  dutyPledge: '来信来电当天答复，困难问题七日内办结并回访',
  integrityPledge: '不收礼品礼金，公车公物不私用',
}

/** A year's 三亮: the present one is open and under way, the earlier ones have come to their end. */
export interface Year {
  year: number
  isOpen: boolean
  openedById: string
}

/** Ids of the present year's records, for the reads that ask for one. */
export interface CampaignGround {
  campaignId: string
  packageId: string
  pledgeId: string
  postAreaId: string
  orderId: string
}

const campaignRow = ({ year, isOpen, openedById }: Year): Campaign => ({
  id: randomUUID(),
  year,
  title: `${year}年“三亮”活动`,
  basisNumber: `机关党办〔${year}〕1号`,
  basisTitle: '关于开展“三亮”活动的通知',
  basisDay: `${year}-09-01`,
  openedDay: `${year}-09-01`,
  dueDay: `${year}-09-20`,
  limitMode: 'TOTAL',
  rules: null,
  basisVersion: null,
  state: isOpen ? 'OPEN' : 'CLOSED',
  openedById,
  revision: 1,
})

/**
 * Of ten sheets under way one is not begun, two lie with the branch, one with 党办, and the others hang on the wall: there
 * last year's hang still, and all before are archived.
 */
const stateOf = (index: number, { state, year }: Campaign): string | null => {
  if (state !== 'OPEN') return year === thisYear - 1 && index % 10 < 4 ? 'PUBLISHED' : 'ARCHIVED'
  return [null, 'SUBMITTED', 'BRANCH_OK', 'SUBMITTED_TO_OFFICE'][index % 10] ?? (index % 10 < 4 ? null : 'PUBLISHED')
}

function pledgeRows(members: readonly Member[], campaign: Campaign, photoId: string | null, at: number): Pledge[] {
  // Counted in each branch, so that all branches are alike.
  const seen = new Map<string, number>()
  return members.flatMap(({ personId, branchId }): Pledge[] => {
    const index = seen.get(branchId) ?? 0
    seen.set(branchId, index + 1)
    const state = stateOf(index, campaign)
    if (state === null) return []
    const onWall = state === 'PUBLISHED' || state === 'ARCHIVED'
    return [
      {
        id: randomUUID(),
        campaignId: campaign.id,
        personId,
        state,
        ...texts,
        photoId,
        publishConsent: true,
        photoConsent: true,
        limitMode: 'TOTAL',
        dueDay: campaign.dueDay,
        submittedAt: at,
        late: false,
        returnReason: null,
        publishedAt: onWall ? at : null,
        publishedVersion: onWall ? 1 : 0,
        packageId: null,
        paperPhotoDay: null,
        revision: 1,
      },
    ]
  })
}

const versionRows = (pledges: readonly Pledge[], at: number): PledgeVersion[] =>
  pledges
    .filter(({ publishedVersion }) => publishedVersion > 0)
    .map(({ id, photoId }) => ({
      id: randomUUID(),
      pledgeId: id,
      version: 1,
      ...texts,
      photoId,
      photoConsent: true,
      limitMode: 'TOTAL',
      publishedAt: at,
    }))

/** A 岗 and a 区 of each department: hanging, of earlier years taken down. */
const postAreaRows = ({ departments }: People, { id: campaignId, state, year }: Campaign, at: number): PostArea[] =>
  departments.flatMap(({ id: departmentId, branchId }, index) =>
    (['POST', 'AREA'] as const).map((kind) => {
      const hangs = state === 'OPEN'
      const now = hangs && index % 5 === 0 ? 'ACCEPTED' : hangs ? 'ACTIVE' : 'REMOVED'
      return samplePostArea({
        campaignId,
        branchId,
        departmentId,
        kind,
        state: now,
        title: `${kind === 'POST' ? '示范岗' : '责任区'}${index}`,
        acceptedAt: at,
        plateDay: now === 'ACTIVE' ? `${year}-10-08` : null,
        removedDay: hangs ? null : `${year + 1}-08-01`,
      })
    }),
  )

const packageRows = ({ branches }: People, { id: campaignId, state }: Campaign, at: number): BranchPackage[] =>
  branches.map(({ id: branchId }, index) => ({
    id: randomUUID(),
    campaignId,
    branchId,
    number: 1,
    state: state === 'OPEN' && index % 4 === 0 ? 'SUBMITTED' : 'ACCEPTED',
    submittedAt: at,
    submittedById: randomUUID(),
    late: false,
    pledgeCount: 10,
    postCount: 3,
    areaCount: 3,
    note: null,
    missing: [],
    manifestHash: '0'.repeat(64),
    returnReason: null,
    decidedAt: null,
    revision: 1,
  }))

const evenings = 60
const counts = {
  posts: [3, 3],
  areas: [3, 3],
  duties: [15, 20],
  pledges: [15, 20],
  photos: [14, 20],
  plates: [5, 6],
} satisfies Record<string, [number, number]>

const eveningRows = ({ branches }: People, { id: campaignId, openedDay }: Campaign): ProgressDay[] =>
  times(evenings, (night) => addDays(toCalendarDay(openedDay), night)).flatMap((day) =>
    branches.map(({ id: branchId }) => ({ campaignId, branchId, day, counts })),
  )

/** A plate of either kind for each member with a sheet; the present year's order is being proof-read. */
async function putOrder(
  manager: EntityManager,
  people: People,
  campaign: Campaign,
  pledges: readonly Pledge[],
  at: number,
) {
  const memberOf = new Map(people.members.map((member) => [member.personId, member]))
  const id = randomUUID()
  const isOpen = campaign.state === 'OPEN'
  await put(manager, SignOrder, [
    {
      id,
      campaignId: campaign.id,
      number: 1,
      supplementsId: null,
      reason: '',
      title: `${campaign.year}年工作牌`,
      state: isOpen ? 'PROOF_CHECK' : 'CLOSED',
      placedById: people.readers.generalOffice ?? '',
      placedAt: at,
      agencyName: '某广告公司',
      proofVersion: 1,
      proofAt: at,
      amountFen: 0,
      quoteFileId: null,
      minutesNumber: null,
      minutesFileId: null,
      voucherNumber: null,
      paidDay: null,
      returnReason: null,
      revision: 1,
    },
  ])
  const kinds = ['WORK_PLATE', 'DESK_PLATE'] as const
  const lines = kinds.flatMap((kind) =>
    pledges.flatMap(({ id: recordId, personId, photoId }): SignOrderLine[] => {
      const member = memberOf.get(personId)
      if (!member) return []
      const { name, branchId, departmentId, departmentName: 部门 } = member
      const 承诺 = [texts.studyPledge, texts.dutyPledge, texts.integrityPledge].join('\n')
      const 照片 = `${member.branchId}-${name}.jpg`
      return [
        {
          id: randomUUID(),
          orderId: id,
          kind,
          recordId,
          branchId,
          departmentId,
          name,
          texts: { 部门, 岗位: '职员', 职责: texts.dutyText, 承诺, 照片 },
          photoId,
        },
      ]
    }),
  )
  await put(
    manager,
    SignOrderItem,
    kinds.map((kind) => ({ id: randomUUID(), orderId: id, kind, quantity: pledges.length, unitPriceFen: 0 })),
  )
  await put(manager, SignOrderLine, lines)
  return id
}

export interface Pictures {
  /** A 登记照片, on every sheet. */
  photoId: string
  /** Of a wall, at every posting. */
  pictureId: string
}

/** One photo and one picture for all; nobody looks at them. */
export async function putPictures(manager: EntityManager, ownerId: string, now: number): Promise<Pictures> {
  const content = await sharp({ create: { width: 413, height: 579, channels: 3, background: '#c8161d' } })
    .jpeg()
    .toBuffer()
  const sha256 = createHash('sha256').update(content).digest('hex')
  const facts = {
    ownerId,
    originalId: null,
    mediaType: 'image/jpeg',
    byteCount: content.length,
    width: 413,
    height: 579,
  }
  const files = (['ID_PHOTO', 'PICTURE'] as const).map((purpose) => {
    return { id: randomUUID(), purpose, ...facts, sha256, createdAt: now }
  })
  await put(manager, StoredFile, files)
  const partBytes = 60_000
  const parts = files.flatMap(({ id: fileId }) =>
    times(Math.ceil(content.length / partBytes), (part) => {
      return { fileId, part, content: content.subarray(part * partBytes, (part + 1) * partBytes) }
    }),
  )
  await put(manager, StoredFilePart, parts)
  const [photo, picture] = files
  return { photoId: photo?.id ?? '', pictureId: picture?.id ?? '' }
}

export async function putCampaign(
  manager: EntityManager,
  people: People,
  year: Year,
  { photoId, pictureId }: Pictures,
  at: number,
): Promise<CampaignGround> {
  const campaign = campaignRow(year)
  await put(manager, Campaign, [campaign])
  const pledges = pledgeRows(people.members, campaign, photoId, at)
  await put(manager, Pledge, pledges)
  await put(manager, PledgeVersion, versionRows(pledges, at))
  const records = postAreaRows(people, campaign, at)
  await put(manager, PostArea, records)
  const packages = packageRows(people, campaign, at)
  await put(manager, BranchPackage, packages)
  const opening = { campaignId: campaign.id, openedById: year.openedById, openedAt: at }
  await put(
    manager,
    BranchOpening,
    people.branches.map(({ id: branchId }) => ({ id: randomUUID(), branchId, ...opening })),
  )
  await put(manager, ProgressDay, eveningRows(people, campaign))
  const posting = {
    campaignId: campaign.id,
    postedDay: campaign.openedDay,
    place: '办公区',
    pictureId,
    contentHash: '0'.repeat(64),
    enteredById: year.openedById,
    enteredAt: at,
  }
  await put(
    manager,
    WallPosting,
    people.departments.map(({ id: departmentId }) => ({ id: randomUUID(), departmentId, ...posting })),
  )
  const orderId = await putOrder(manager, people, campaign, pledges, at)
  return {
    campaignId: campaign.id,
    packageId: packages[0]?.id ?? '',
    pledgeId: pledges.find(({ publishedVersion }) => publishedVersion > 0)?.id ?? '',
    postAreaId: records[0]?.id ?? '',
    orderId,
  }
}
