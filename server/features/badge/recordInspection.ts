import { BadgeInspection } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { type DepartmentDesk, requireDesk } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'
import { checkWords, requireInspection, voidObstacle } from './records'

const badgeFuture = refusal(422, 'badge.future', '抽查日期{day}在今天之后，请改成已经抽查的日期。')
const badgeNobodyChecked = refusal(422, 'badge.nobodyChecked', '检查人数不能是0，请填写检查了多少人。')
const badgeCounts = refusal(422, 'badge.counts', '未佩戴{notWearing}人，多于检查的{checked}人，请核对人数。')
const badgeTooManyNames = refusal(
  422,
  'badge.tooManyNames',
  '点了{named}个人的名字，多于未佩戴的{notWearing}人，请核对。',
)
const badgeForeignMember = refusal(422, 'badge.foreignMember', '名单里有人不是本部门的在职党员，请从名单里选择。')
const badgeFollowUpDay = refusal(422, 'badge.followUpDay', '处理日期{day}不对：应在抽查日{held}到今天之间。')

type Recorded = Checked<'badge.record'>

/** R02: what cannot have been seen is refused. Naming people is never asked for. */
function checkCounts({ checked, notWearing, heldDay, notWearingIds }: Recorded, desk: DepartmentDesk, today: string) {
  if (heldDay > today) throw badgeFuture({ day: heldDay })
  if (checked === 0) throw badgeNobodyChecked()
  if (notWearing > checked) throw badgeCounts({ checked, notWearing })
  const named = new Set(notWearingIds)
  if (named.size > notWearing) throw badgeTooManyNames({ named: named.size, notWearing })
  const members = new Set(desk.members.map(({ personId }) => personId))
  if ([...named].some((personId) => !members.has(personId))) throw badgeForeignMember()
}

/** Whether it is there already; an id belongs to whoever wrote it first, and to what it said. */
async function isKnown(work: Work, { inspectionId, notWearingIds, ...facts }: Recorded): Promise<boolean> {
  const known = await work.one(BadgeInspection, { id: inspectionId })
  if (!known) return false
  if (known.inspectorId !== work.who.personId) throw recordChanged()
  requireSameEntry(known, { ...facts, notWearingIds: [...new Set(notWearingIds)] })
  return true
}

/** Adds the inspection; false when it is there already, sent before or at the same instant. */
function addInspection(work: Work, input: Recorded, desk: DepartmentDesk): Promise<boolean> {
  const { inspectionId, departmentId, heldDay, checked, notWearing, notWearingIds, note } = input
  return work.insertOnce(BadgeInspection, {
    id: inspectionId,
    branchId: desk.branchId,
    departmentId,
    heldDay,
    checked,
    notWearing,
    note,
    notWearingIds: [...new Set(notWearingIds)],
    inspectorId: work.who.personId,
    enteredAt: work.now,
    followUp: null,
    followUpDay: null,
    voidReason: null,
    revision: 1,
  })
}

/**
 * One 抽查 of one department (R02): how many were looked at, how many wore no badge, and if the inspector wishes who. The
 * same record sent twice is one; another person's is refused with record.changed.
 */
export async function recordInspection(work: Work, input: Recorded): Promise<Output<'badge.record'>> {
  const { inspectionId, departmentId, heldDay, checked, notWearing } = input
  const desk = await requireDesk(work, departmentId)
  const { branchId } = desk
  work.must('inspectBadges', { branchId })
  if (await isKnown(work, input)) return { done: true }
  checkCounts(input, desk, work.today)
  if (!(await addInspection(work, input, desk))) {
    if (await isKnown(work, input)) return { done: true }
    throw recordChanged()
  }
  // Counts only: who it was is for the person and the 书记, not for whoever reads the trail.
  const change = { departmentId, heldDay, checked, notWearing }
  await work.audit({ action: 'badge.record', subjectKind: 'badgeInspection', subjectId: inspectionId, change })
  return { done: true }
}

/** What the 书记 did about it, between the day of the inspection and today; may be written anew. */
export async function followUpInspection(
  work: Work,
  { inspectionId, day, followUp, revision }: Checked<'badge.followUp'>,
): Promise<Output<'badge.followUp'>> {
  const inspection = await requireInspection(work, inspectionId)
  work.must('followUpBadges', { branchId: inspection.branchId })
  if (inspection.voidReason) throw recordNotFound({ what: '抽查记录' })
  checkWords(followUp, '怎么处理的')
  if (day < inspection.heldDay || day > work.today) throw badgeFollowUpDay({ day, held: inspection.heldDay })
  await work.revise(BadgeInspection, { ...inspection, revision }, { followUp, followUpDay: day })
  const change = { followUpDay: day }
  await work.audit({ action: 'badge.followUp', subjectKind: 'badgeInspection', subjectId: inspectionId, change })
  return { done: true }
}

/** Takes an inspection back, with a reason; it stays in the database and counts no more (rules §3). */
export async function voidInspection(
  work: Work,
  { inspectionId, reason, revision }: Checked<'badge.void'>,
): Promise<Output<'badge.void'>> {
  const inspection = await requireInspection(work, inspectionId)
  work.must('inspectBadges', { branchId: inspection.branchId })
  const obstacle = voidObstacle(work, inspection)
  if (obstacle) throw obstacle
  checkWords(reason, '作废原因')
  if (inspection.voidReason) return { done: true }
  await work.revise(BadgeInspection, { ...inspection, revision }, { voidReason: reason })
  await work.audit({ action: 'badge.void', subjectKind: 'badgeInspection', subjectId: inspectionId, reason })
  return { done: true }
}
