import {
  agreedPostCard,
  decisionDueCard,
  fillDueCard,
  opinionDueCard,
  type PostAreaMatter,
  plateDueCard,
  postAreaDoneCard,
  recommendDueCard,
  returnedPostCard,
  reviewDueCard,
  suspendedPostCard,
} from '../../../bot/cards/postArea'
import type { Card } from '../../../bot/port'
import { Campaign, PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { addWorkdays } from '../../domain/calendar/workdays'
import { rulesOf } from '../../domain/campaignRules'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { PostAreaEvent, PostAreaState } from '../../domain/postArea/states'
import { leadToDo } from '../../domain/reminders/leadToDo'
import { postAreaSteps } from '../../domain/workflows/postArea'
import { listOf } from '../../domain/workflows/steps'
import { campaignNone } from '../../refusals'
import { loadHolidays, sendingTime } from '../calendar'
import { type DepartmentDesk, holders } from '../organisation'
import { requireCampaignOf } from './campaignOf'
import { branchStandings } from './standings'

export interface TakenStep {
  /** As it is after the step, its revision too. */
  record: PostArea
  desk: DepartmentDesk
  event: PostAreaEvent
}

const doneLines: Partial<Record<PostAreaEvent, string>> = {
  giveOpinion: '分管领导已答复。',
  review: '部门第一负责人已审核。',
  agree: '分管领导已同意。',
  returnByHead: '已退回部门修改。',
  disagree: '已退回部门修改。',
  returnByBranch: '已退回部门修改。',
  changeNominee: '部门正在另选人选，本次不用办理。',
  void: '已作废，不用办理。',
  hangPlate: '已挂牌。',
  confirmHalfYear: '半年复核已登记。',
  suspend: '已停用。',
  resume: '已恢复。',
  resumeUnhung: '已恢复。',
  remove: '已摘牌。',
}

/** Where the step may have started: cards about those states have had their time. */
const statesBefore = (event: PostAreaEvent): string[] => [
  ...new Set(postAreaSteps.filter((step) => step.event === event).flatMap((step) => listOf(step.from))),
]

async function endCards(work: Work, { record, event }: TakenStep): Promise<void> {
  const card = postAreaDoneCard(record.id, record.kind, doneLines[event] ?? '已办理。')
  for (const state of statesBefore(event)) await work.finishCards(subjectFor.postArea(record.id, state), card)
}

/** States in which a 岗 or 区 waits for somebody's word: 意见 (R08), 审核 (R11), 同意 (R12). */
export const judgingStates: readonly string[] = ['CONSULTING', 'FILLED', 'HEAD_REVIEWED'] satisfies PostAreaState[]

/**
 * Whose word a 岗 or 区 waits for. 审核 is 部门第一负责人's; the others are 分管领导's, who does not judge himself: where he
 * is the nominee it is 机关党委's turn (R12). The same rule as policy/stepRoles.ts, asked the other way round.
 */
export function judgesOf(
  { state, nomineeId }: Pick<PostArea, 'state' | 'nomineeId'>,
  { head, supervisorIds }: Pick<DepartmentDesk, 'head' | 'supervisorIds'>,
  committeeIds: readonly string[],
): string[] {
  if (state === 'FILLED') return head ? [head.personId] : []
  const others = supervisorIds.filter((personId) => personId !== nomineeId)
  if (others.length || !supervisorIds.length) return others
  return committeeIds.filter((personId) => personId !== nomineeId)
}

async function judges(work: Work, { record, desk }: TakenStep): Promise<string[]> {
  const committee = await holders(work, ['HQ_COMMITTEE'])
  return judgesOf(
    record,
    desk,
    committee.map(({ personId }) => personId),
  )
}

async function secretariesOf(work: Work, { record }: TakenStep): Promise<string[]> {
  const held = await holders(work, ['BRANCH_SECRETARY'])
  return held.filter(({ scopeId }) => scopeId === record.branchId).map(({ personId }) => personId)
}

const leadOf = async (_work: Work, { desk }: TakenStep): Promise<string[]> => (desk.leadId ? [desk.leadId] : [])

interface Teller {
  to: (work: Work, step: TakenStep) => Promise<string[]>
  card: (matter: PostAreaMatter, record: PostArea) => Card
  /** A judgement is asked for even of the person who has just acted: two taps, two signatures (R11). */
  actorToo?: true
}

const backToLead: Teller = { to: leadOf, card: returnedPostCard }

/** Who acts next, told once per step (rules §6.5). A step without a line here asks nobody for anything. */
const tellers: Partial<Record<PostAreaEvent, Teller>> = {
  start: { to: leadOf, card: recommendDueCard },
  consult: { to: judges, card: opinionDueCard, actorToo: true },
  giveOpinion: { to: leadOf, card: fillDueCard },
  fill: { to: judges, card: reviewDueCard, actorToo: true },
  review: { to: judges, card: decisionDueCard, actorToo: true },
  returnByHead: backToLead,
  disagree: backToLead,
  returnByBranch: backToLead,
  agree: { to: secretariesOf, card: (matter, record) => agreedPostCard(matter, record.branchId) },
  suspend: { to: leadOf, card: suspendedPostCard },
}

async function tellNext(work: Work, step: TakenStep, { to, card, actorToo }: Teller): Promise<void> {
  const { record, desk } = step
  const people = (await to(work, step)).filter((personId) => actorToo || personId !== work.actor?.personId)
  if (!people.length) return
  const campaign = await work.one(Campaign, { id: record.campaignId })
  if (!campaign) throw campaignNone()
  const { notBefore, day } = sendingTime(work, await loadHolidays(work))
  const { id: postAreaId, revision, kind } = record
  const dueDay = toCalendarDay(campaign.dueDay)
  const asked = card({ postAreaId, revision, kind, departmentName: desk.name, dueDay, today: day }, record)
  for (const personId of new Set(people))
    await work.notify({
      dedupeKey: onceFor.postArea(record.id, record.state, revision, personId),
      personId,
      kind: 'postArea',
      subjectKeys: [subjectFor.postArea(record.id, record.state)],
      card: asked,
      notBefore,
    })
}

/** Steps after which 部门党员负责人 may have nothing left to do for now. */
const handedOn: readonly PostAreaEvent[] = ['consult', 'fill']

/** Ends the reminder of the department's 岗区 (rules §6.5) once nothing lies with its 党员负责人. */
async function endReminder(work: Work, { record, desk }: TakenStep): Promise<void> {
  const { campaignId, departmentId } = record
  const standing = (await branchStandings(work, campaignId, [desk])).get(departmentId)
  const records = await work.manager.findBy(PostArea, { campaignId, departmentId })
  const asked = await work.manager.findBy(PostExemption, { campaignId, departmentId, state: 'ASKED' })
  const excused = [...(standing?.exempt ?? []), ...asked.map(({ kind }) => kind)]
  const states = records.map(({ state }) => state)
  if (!standing || leadToDo(standing, states, excused)) return
  const line = '本部门的事项已经办理。'
  await work.finishCards(subjectFor.postAreaDue(departmentId), postAreaDoneCard(record.id, record.kind, line))
}

/** 受理 of one or several of a department: one card asks its 党员负责人 to hang the plates (R15). */
export async function tellAboutPlates(work: Work, desk: DepartmentDesk, records: readonly PostArea[]): Promise<void> {
  const [first] = records
  if (!desk.leadId || !first) return
  const holidays = await loadHolidays(work)
  const { notBefore } = sendingTime(work, holidays)
  const { plateWorkdays } = rulesOf((await requireCampaignOf(work, first)).rules)
  const hangBy = addWorkdays(work.today, plateWorkdays, holidays).day
  await work.notify({
    dedupeKey: onceFor.platesToHang(first.packageId ?? first.id, desk.departmentId, first.revision),
    personId: desk.leadId,
    kind: 'plateDue',
    subjectKeys: records.map((record) => subjectFor.postArea(record.id, 'ACCEPTED')),
    card: plateDueCard(
      desk.name,
      records.map((record) => record.id),
      hangBy,
    ),
    notBefore,
  })
}

/**
 * After a step of a 岗 or 区: ends the cards about what has just been done, wherever it was done, and tells whoever acts
 * next. In the same unit of work as the step, so that nobody is told of what was not written.
 */
export async function tellAboutStep(work: Work, step: TakenStep): Promise<void> {
  await endCards(work, step)
  const { event, record, desk } = step
  if (handedOn.includes(event)) await endReminder(work, step)
  // 受理 of a package asks each department once for all its plates (packagePosts.ts); a 岗 resumed before it ever had one
  // waits for its plate again.
  if (event === 'resumeUnhung') return tellAboutPlates(work, desk, [record])
  const teller = tellers[event]
  if (teller) await tellNext(work, step, teller)
}
