import { randomUUID } from 'node:crypto'
import { BadgeInspection, PostArea, PostExemption } from '../../../../entities'
import type { Work } from '../../../../server/database/work'
import { samplePostArea } from '../../../support/samplePostArea'
import { personOf } from './people'

const filled = { nomineeId: personOf('member') }
const meeting = {
  meetingDay: '2026-09-04',
  meetingPlace: '三楼会议室',
  dueCount: 11,
  presentCount: 10,
  votesFor: 10,
  voteWay: 'HANDS' as const,
}
const accepted = (work: Work) => ({ ...filled, ...meeting, acceptedAt: work.now })
const hung = (work: Work, pictureId: string) => ({
  ...accepted(work),
  plateDay: work.today,
  platePlace: '财务部前台',
  platePictureId: pictureId,
})

/** One 岗 for each step, in the state in which it can be taken. */
const waiting = (work: Work, pictureId: string) => ({
  toRecommend: { state: 'DRAFT' },
  toStep: { state: 'DRAFT' },
  toConsult: { state: 'RECOMMENDED', ...filled, ...meeting },
  toChange: { state: 'RECOMMENDED', ...filled, ...meeting },
  toAnswer: { state: 'CONSULTING', ...filled, ...meeting },
  toFill: { state: 'CONSULTED', ...filled, ...meeting },
  toReview: { state: 'FILLED', ...filled, ...meeting },
  toDecide: { state: 'HEAD_REVIEWED', ...filled, ...meeting },
  toReturn: { state: 'LEADER_AGREED', ...filled, ...meeting },
  toCollect: { state: 'LEADER_AGREED', ...filled, ...meeting },
  toVoid: { state: 'COLLECTED', ...filled, ...meeting },
  toHang: { state: 'ACCEPTED', ...accepted(work) },
  toConfirm: { state: 'ACTIVE', ...hung(work, pictureId) },
  toSuspend: { state: 'ACTIVE', ...hung(work, pictureId) },
  toResume: { state: 'SUSPENDED', ...hung(work, pictureId) },
  toRemove: { state: 'SUSPENDED', ...hung(work, pictureId) },
})
export type StagedPostAreas = Record<keyof ReturnType<typeof waiting>, string>

interface Place {
  campaignId: string
  branchId: string
  departmentId: string
}

export async function putPostAreas(work: Work, place: Place, pictureId: string): Promise<StagedPostAreas> {
  const rows = Object.entries(waiting(work, pictureId)).map(
    ([step, facts]) => [step, samplePostArea({ ...place, ...facts })] as const,
  )
  await work.insert(
    PostArea,
    rows.map(([, row]) => row),
  )
  return Object.fromEntries(rows.map(([step, { id }]) => [step, id])) as StagedPostAreas
}

export async function putExemption(work: Work, { campaignId, departmentId }: Place): Promise<string> {
  const id = randomUUID()
  await work.insert(PostExemption, {
    id,
    campaignId,
    departmentId,
    kind: 'AREA',
    state: 'ASKED',
    reason: '部门没有固定区域',
    askedById: personOf('financeSecretary'),
    askedAt: work.now,
    decidedById: null,
    decidedAt: null,
    decisionReason: null,
    revision: 1,
  })
  return id
}

export interface StagedBadges {
  inspectionId: string
  inspectionToVoid: string
}

export async function putInspections(work: Work, { branchId, departmentId }: Place): Promise<StagedBadges> {
  const [inspectionId, inspectionToVoid] = [randomUUID(), randomUUID()]
  const seen = { heldDay: '2026-09-04', checked: 8, notWearing: 1, notWearingIds: [personOf('member')], note: '' }
  const since = { inspectorId: personOf('officeSecond'), enteredAt: work.now, followUp: null, followUpDay: null }
  const row = { branchId, departmentId, ...seen, ...since, voidReason: null, revision: 1 }
  await work.insert(BadgeInspection, [
    { id: inspectionId, ...row },
    { id: inspectionToVoid, ...row },
  ])
  return { inspectionId, inspectionToVoid }
}
