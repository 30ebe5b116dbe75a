import { Department, PostArea, PostAreaStep } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { shortKindNames } from '../../domain/postArea/kinds'
import { isAlive } from '../../domain/postArea/states'
import { requiredAreas, requiredPosts } from '../../domain/quotas/quotas'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { requireCampaign } from '../campaign'
import { type DepartmentDesk, requireDesk } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'
import { begin as start } from '../workflow'
import { postAreaFlow } from './flow'
import { findOpening } from './opening'
import { requireClearLead, stateOf } from './records'

const postAreaNoMember = refusal(422, 'postArea.noMember', '本部门没有在职党员，不能设岗区，请申请免设。')
const postAreaNotOpened = refusal(409, 'postArea.notOpened', '本支部的岗区工作还没有发起，请支部书记先发起。')
const postAreaTooMany = refusal(422, 'postArea.tooMany', '本部门应设{limit}个{what}，已经有{actual}个，不再增设。')
const postAreaReplaced = refusal(409, 'postArea.replaced', '这个岗区已经有人接替了。')

type Start = Checked<'postArea.start'>

const blank = {
  attempt: 1,
  nomineeId: null,
  memberIds: [],
  holderKey: null,
  meetingDay: null,
  meetingPlace: null,
  dueCount: null,
  presentCount: null,
  votesFor: null,
  voteWay: null,
  meetingPictureId: null,
  leadId: null,
  leadRule: null,
  title: '',
  goal: '',
  content: '',
  grounds: '',
  scope: '',
  coveredPeople: null,
  checking: '',
  termToDay: null,
  late: false,
  returnReason: null,
  packageId: null,
  acceptedAt: null,
  plateDay: null,
  platePlace: null,
  platePictureId: null,
  removedDay: null,
  removedReason: null,
  revision: 1,
} satisfies Partial<PostArea>

/**
 * Whoever writes this department's row next waits until this unit of work is done: of two at the same instant the second
 * sees what the first has written. An update that changes nothing, since SQLite knows no SELECT FOR UPDATE.
 */
export const queueForDepartment = (work: Work, departmentId: string): Promise<number> =>
  work.change(Department, { id: departmentId }, { id: departmentId })

/** The record under this id, if the same person began the same thing; an id belongs to whoever sent it first. */
async function startedBefore(work: Work, input: Start): Promise<PostArea | null> {
  const { postAreaId, departmentId, kind, replacesId } = input
  const known = await work.manager.findOneBy(PostArea, { id: postAreaId })
  if (!known) return null
  const began = await work.manager.findOneBy(PostAreaStep, { postAreaId, event: 'start', actorId: work.who.personId })
  if (!began || known.departmentId !== departmentId || known.kind !== kind) throw recordChanged()
  requireSameEntry(known, { replacesId })
  return known
}

/** R05, R06: not more than the head count of today asks for; those already there stay whatever it asks. */
function requireFreePlace(records: readonly PostArea[], desk: DepartmentDesk, { kind, replacesId }: Start): void {
  const living = records.filter((record) => record.kind === kind && isAlive(record.state))
  const limit = kind === 'POST' ? requiredPosts(desk.members.length) : requiredAreas()
  if (living.length >= limit) {
    throw postAreaTooMany({ limit, what: shortKindNames[kind], actual: living.length })
  }
  if (!replacesId) return
  const removed = records.find((record) => record.id === replacesId && record.kind === kind)
  if (removed?.state !== 'REMOVED') throw recordNotFound({ what: '已摘牌的岗区' })
  if (records.some((record) => record.replacesId === replacesId && record.state !== 'VOID')) {
    throw postAreaReplaced()
  }
}

/** Writes the new record at DRAFT with its first step. */
async function begin(work: Work, campaignId: string, desk: DepartmentDesk, input: Start): Promise<PostArea> {
  const { postAreaId, departmentId, kind, replacesId = null } = input
  const facts = { campaignId, departmentId, branchId: desk.branchId, kind, replacesId }
  const headCount = { headCount: desk.members.length, headCountDay: work.today }
  const before: PostArea = { id: postAreaId, ...blank, ...facts, ...headCount, state: 'NOT_STARTED' }
  // Another one's id: the record is his.
  const flow: typeof postAreaFlow = { ...postAreaFlow, duplicate: () => recordChanged() }
  const after = await start(work, flow, { record: before, desk }, 'start', { changes: { ...facts, ...headCount } })
  return after.record
}

/**
 * A department begins a 岗 or 区 (R03, R05, R06), also in place of one whose plate was taken down. The id comes from the
 * client: the same one sent twice is one record and hears the same answer. Never more than required, at no instant.
 */
export async function startPostArea(work: Work, input: Start): Promise<Output<'postArea.start'>> {
  const desk = await requireDesk(work, input.departmentId)
  requireClearLead(work, desk, work.may('startPostArea', desk))
  work.must('startPostArea', desk)
  const campaign = await requireCampaign(work)
  await queueForDepartment(work, desk.departmentId)
  const known = await startedBefore(work, input)
  if (known) return { state: stateOf(known), revision: known.revision }
  if (!(await findOpening(work, campaign.id, desk.branchId))) throw postAreaNotOpened()
  if (!desk.members.length) throw postAreaNoMember()
  const { departmentId } = desk
  const records = await work.manager.findBy(PostArea, { campaignId: campaign.id, departmentId })
  requireFreePlace(records, desk, input)
  const record = await begin(work, campaign.id, desk, input)
  return { state: stateOf(record), revision: record.revision }
}
