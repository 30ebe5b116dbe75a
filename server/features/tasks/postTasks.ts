import { In, Not } from 'typeorm'
import { BranchOpening, type Campaign, PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { addWorkdays } from '../../domain/calendar/workdays'
import { rulesOf } from '../../domain/campaignRules'
import { leadToDo, withLead } from '../../domain/reminders/leadToDo'
import { judgedStates, supervisedStates, suspendedState } from '../../domain/workflows/postArea'
import { holdsAnywhere, scopesOf } from '../../policy/actor'
import { leads } from '../../policy/stepRoles'
import { loadHolidays } from '../calendar'
import { type DepartmentDesk, desks } from '../organisation'
import {
  branchStandings,
  concernedDepartments,
  openReview,
  postAreaFlow,
  replacingWhere,
  waitingFor,
} from '../postArea'
import { type Due, dueFor } from '../workflow'
import type { NearFacts } from './nearFacts'
import { madeOf, type Task, task } from './task'

/** What of the 岗区 work concerns this person. */
export interface PostScene {
  campaign: Campaign
  desks: DepartmentDesk[]
  led: DepartmentDesk[]
  /** Of whatever year, until they have ended. */
  records: PostArea[]
  openings: BranchOpening[]
}

const ended = ['VOID', 'REMOVED']
const branchRoles = ['BRANCH_SECRETARY', 'BRANCH_CLERK'] as const
const departmentRoles = ['DEPARTMENT_HEAD', 'SUPERVISING_LEADER'] as const

/** What this person owes on the forms themselves. */
const duesIn = (work: Work, { desks: known, records }: PostScene): Due[] =>
  records.flatMap((record) => {
    const desk = known.find(({ departmentId }) => departmentId === record.departmentId)
    return (desk && dueFor(postAreaFlow, { record, desk }, work.who)) ?? []
  })

/** As many queries for a leader of many departments as of one, and none for an ordinary member who leads nobody. */
export async function loadPostScene(
  work: Work,
  campaign: Campaign | null,
  { mayLead }: Pick<NearFacts, 'mayLead'>,
): Promise<PostScene | null> {
  const filter = concernedDepartments(work)
  const replacing = replacingWhere(work, supervisedStates)
  const concerned = mayLead || holdsAnywhere(work.who, [...branchRoles, ...departmentRoles])
  if (!campaign || !(concerned || replacing.length)) return null
  const own = filter && concerned ? await desks(work, filter) : []
  const led = own.filter((desk) => leads(work.who, desk))
  const departmentId = In(own.map((desk) => desk.departmentId))
  const where = [...(own.length ? [{ departmentId, state: Not(In(ended)) }] : []), ...replacing]
  const records = where.length ? await work.manager.findBy(PostArea, where) : []
  const known = new Set(own.map((desk) => desk.departmentId))
  const others = [...new Set(records.map((record) => record.departmentId))].filter((id) => !known.has(id))
  const branchIds = [...new Set(own.map(({ branchId }) => branchId))]
  return {
    campaign,
    desks: [...own, ...(await desks(work, { departmentIds: others }))],
    led,
    records,
    openings: branchIds.length
      ? await work.manager.findBy(BranchOpening, { campaignId: campaign.id, branchId: In(branchIds) })
      : [],
  }
}

/** R05–R09: what lies with 部门党员负责人, once the 书记 has opened the work, and what is left of an earlier year. */
async function shortTasks(work: Work, { campaign, led, records, openings }: PostScene): Promise<Task[]> {
  const { id: campaignId } = campaign
  const isOpened = ({ branchId }: DepartmentDesk) => openings.some((opening) => opening.branchId === branchId)
  const left = records
    .filter((record) => record.campaignId !== campaignId && withLead.includes(record.state))
    .map(({ departmentId }) => departmentId)
  const open = led.filter((desk) => isOpened(desk) || left.includes(desk.departmentId))
  if (!open.length) return []
  const standings = await branchStandings(work, campaignId, open)
  const departmentIds = In(open.map((desk) => desk.departmentId))
  const asked = await work.manager.findBy(PostExemption, { campaignId, departmentId: departmentIds, state: 'ASKED' })
  return open.flatMap((desk) => {
    const standing = (isOpened(desk) && standings.get(desk.departmentId)) || null
    const own = <Row extends { departmentId: string }>(rows: readonly Row[]) =>
      rows.filter((row) => row.departmentId === desk.departmentId)
    const excused = [...(standing?.exempt ?? []), ...own(asked).map(({ kind }) => kind)]
    const states = own(records).map(({ state }) => state)
    const count = leadToDo(standing, states, excused)
    if (!count) return []
    const detail = `${desk.name}还有${count}项要办：集体推荐、征求意见、填表`
    const due = standing ? toCalendarDay(campaign.dueDay) : null
    return [task(work, 'postAreaShort', '办理示范岗和责任区', detail, '/posts', due)]
  })
}

/** R08, R11, R12: forms that wait for this person's word. */
function waitingTasks(work: Work, { campaign, records }: PostScene, dues: readonly Due[]): Task[] {
  const own = dues.filter(({ state }) => judgedStates.includes(state))
  const [only] = own
  if (!only) return []
  const ids = records.filter(({ campaignId }) => campaignId === campaign.id).map(({ id }) => id)
  // This year's day is not that of what an earlier year has left.
  const due = own.some(({ recordId }) => ids.includes(recordId)) ? toCalendarDay(campaign.dueDay) : null
  const path = own.length === 1 ? only.path : '/posts'
  const shown = madeOf(own.map(({ about: name, title: note, path: way }) => ({ name, note, path: way })))
  return [
    { ...task(work, 'postAreaWaiting', '答复示范岗和责任区', `${own.length}份表在等您答复`, path, due), ...shown },
  ]
}

/** What stands still otherwise: suspended, or with a nominee who has left. */
const stuckTasks = (work: Work, dues: readonly Due[]): Task[] =>
  dues
    .filter(({ state, instead }) => instead !== null || state === suspendedState)
    .map(({ title, about, instead, path }) =>
      task(work, 'posts', title, [about, instead].filter(Boolean).join('：'), path, null),
    )

/** R15: plates to hang, for the department at once and for the 书记 when they are late. */
async function plateTasks(work: Work, { campaign, desks: known, records }: PostScene): Promise<Task[]> {
  const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY'])
  const accepted = records.flatMap((record) => {
    const desk = known.find(({ departmentId }) => departmentId === record.departmentId)
    return desk && record.state === 'ACCEPTED' && record.acceptedAt !== null
      ? [{ desk, acceptedOn: dayOfInstant(Number(record.acceptedAt)) }]
      : []
  })
  if (!accepted.length) return []
  const holidays = await loadHolidays(work)
  const { plateWorkdays } = rulesOf(campaign.rules)
  const waiting = accepted.map(({ desk, acceptedOn }) => ({
    desk,
    dueDay: addWorkdays(acceptedOn, plateWorkdays, holidays).day,
  }))
  const told = (rows: typeof waiting, whose: string, path: string): Task[] => {
    const [first, ...others] = rows.map(({ dueDay }) => dueDay).sort()
    if (!first) return []
    const detail = `${whose}${others.length + 1}块牌子还没有登记挂牌`
    return [task(work, 'plate', '挂牌公开', detail, path, first)]
  }
  const own = told(
    waiting.filter(({ desk }) => leads(work.who, desk)),
    '本部门有',
    '/posts',
  )
  const late = branchIds.flatMap((branchId) =>
    told(
      waiting.filter(({ desk, dueDay }) => desk.branchId === branchId && dueDay < work.today && !leads(work.who, desk)),
      '本支部有',
      `/branch/${branchId}/posts`,
    ),
  )
  return [...own, ...late]
}

/** R03, R07, R13: the 书记 opens the work, designates where two are equal, and collects. */
function branchPostTasks(work: Work, { campaign, desks: known, records, openings }: PostScene): Task[] {
  const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY'])
  const due = toCalendarDay(campaign.dueDay)
  return branchIds.flatMap((branchId) => {
    const own = known.filter((desk) => desk.branchId === branchId)
    const path = `/branch/${branchId}/posts`
    if (!own.length) return []
    const opened = openings.some((opening) => opening.branchId === branchId)
    const notice = `通知本支部${own.length}个部门推荐示范岗、确定责任区`
    const ids = own.map(({ departmentId }) => departmentId)
    const agreed = records.filter(({ departmentId, state }) => state === 'LEADER_AGREED' && ids.includes(departmentId))
    const withLeads = records.filter(({ state }) => withLead.includes(state)).map(({ departmentId }) => departmentId)
    const unled = own.filter(
      ({ lead, departmentId }) => lead.rule === 'designationNeeded' && (opened || withLeads.includes(departmentId)),
    ).length
    const details = [
      ...(unled ? [`${unled}个部门要指定党员负责人`] : []),
      ...(agreed.length ? [`${agreed.length}份表可以收集`] : []),
    ]
    return [
      ...(opened ? [] : [task(work, 'posts', '发起岗区推荐', notice, path, due)]),
      ...(details.length ? [task(work, 'posts', '办理本支部岗区', details.join('，'), path, due)] : []),
    ]
  })
}

/** 动态管理 (rules §3.1): what the 书记 has to look at again once the half-year's evaluation is open. */
async function reviewTasks(work: Work, { desks: known, records }: PostScene): Promise<Task[]> {
  const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY'])
  const own = records.flatMap((record) => {
    const desk = known.find(({ departmentId }) => departmentId === record.departmentId)
    return desk && branchIds.includes(desk.branchId) ? [{ record, branchId: desk.branchId }] : []
  })
  const active = own.map(({ record }) => record).filter(({ state }) => state === 'ACTIVE')
  const review = active.length ? await openReview(work) : null
  if (!review) return []
  const due = await waitingFor(work, review.half, active)
  return branchIds.flatMap((branchId) => {
    const waiting = own.filter((each) => each.branchId === branchId && due.has(each.record.id)).length
    const detail = `本支部有${waiting}个岗区还没有做半年复核`
    return waiting
      ? [task(work, 'posts', '复核示范岗和责任区', detail, `/branch/${branchId}/posts`, review.dueDay)]
      : []
  })
}

/** Everything about 岗 and 区 this person has to do. */
export async function postTasks(work: Work, scene: PostScene | null): Promise<Task[]> {
  if (!scene) return []
  const dues = duesIn(work, scene)
  return [
    ...waitingTasks(work, scene, dues),
    ...stuckTasks(work, dues),
    ...(await shortTasks(work, scene)),
    ...branchPostTasks(work, scene),
    ...(await plateTasks(work, scene)),
    ...(await reviewTasks(work, scene)),
  ]
}
