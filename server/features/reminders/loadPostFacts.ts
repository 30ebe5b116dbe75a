import { In } from 'typeorm'
import {
  BranchOpening,
  type Campaign,
  Person,
  PostArea,
  PostAreaStep,
  PostExemption,
  type WallPosting,
} from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { rulesOf } from '../../domain/campaignRules'
import {
  type DepartmentPostFacts,
  nobody,
  type PlateFacts,
  type PledgeCampaignFacts,
  type PostingFacts,
  type PostReviewFacts,
  type WaitingPostFacts,
} from '../../domain/reminders/facts'
import { leadToDo, withLead } from '../../domain/reminders/leadToDo'
import { judgedStates } from '../../domain/workflows/postArea'
import { type DepartmentDesk, desks, holders } from '../organisation'
import { branchStandings, openReview, postAreaFlow, waitingFor } from '../postArea'
import { contentHash, type DepartmentWall, departmentWalls, lastPostings } from '../wall'
import { type Held, heldBy, turnHolders } from '../workflow'

export type PostFacts = Pick<
  PledgeCampaignFacts,
  'departments' | 'waiting' | 'plates' | 'postings' | 'reviews' | 'plateWorkdays' | 'postingWorkdays'
>

/** Somebody is reminded of it: whoever leads, whoever judges, whoever hangs the plate. */
const remindedStates = [...withLead, ...judgedStates, 'ACCEPTED']

interface Scene {
  campaignId: string
  openedDay: CalendarDay
  desks: DepartmentDesk[]
  /** Of whatever year. */
  records: PostArea[]
  /** Branch → who holds the role. */
  secretaries: Map<string, string[]>
  clerks: Map<string, string[]>
  held: Held
  /** On long sick leave: left in peace (U23). */
  atRest: Set<string>
}

async function loadScene(work: Work, { id: campaignId, openedDay }: Campaign): Promise<Scene> {
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_CLERK', 'HQ_COMMITTEE', 'HQ_OFFICE'])
  const sick = await work.manager.find(Person, { select: { id: true }, where: { dutyStatus: 'LONG_SICK' } })
  const atRest = new Set(sick.map(({ id }) => id))
  const byBranch = (role: string) => {
    const found = new Map<string, string[]>()
    for (const each of held)
      if (each.role === role && !atRest.has(each.personId))
        found.set(each.scopeId, [...(found.get(each.scopeId) ?? []), each.personId])
    return found
  }
  return {
    campaignId,
    openedDay: toCalendarDay(openedDay),
    desks: await desks(work),
    records: await work.manager.findBy(PostArea, { state: In(remindedStates) }),
    secretaries: byBranch('BRANCH_SECRETARY'),
    clerks: byBranch('BRANCH_CLERK'),
    held,
    atRest,
  }
}

async function departmentFacts(work: Work, scene: Scene): Promise<DepartmentPostFacts[]> {
  const { campaignId, records, atRest } = scene
  const openings = await work.manager.findBy(BranchOpening, { campaignId })
  const openedAt = new Map(openings.map((opening) => [opening.branchId, opening.openedAt]))
  const asked = await work.manager.findBy(PostExemption, { campaignId, state: 'ASKED' })
  const standings = await branchStandings(work, campaignId, scene.desks)
  return scene.desks.flatMap(({ departmentId, branchId, leadId }): DepartmentPostFacts[] => {
    const opened = openedAt.get(branchId)
    const standing = (opened !== undefined && standings.get(departmentId)) || null
    if (!leadId || atRest.has(leadId)) return []
    const states = records.filter((record) => record.departmentId === departmentId).map((record) => record.state)
    const open = asked.filter((exemption) => exemption.departmentId === departmentId).map(({ kind }) => kind)
    const toDo = leadToDo(standing, states, [...(standing?.exempt ?? []), ...open])
    // Where this year's work is not opened, what an earlier year has left is all there is.
    const openedOn = opened === undefined ? scene.openedDay : dayOfInstant(Number(opened))
    return opened === undefined && !toDo ? [] : [{ departmentId, branchId, leadId, openedOn, toDo }]
  })
}

/** Since when each of these records is in its state. */
async function arrivals(work: Work, records: readonly PostArea[]): Promise<Map<string, number>> {
  if (!records.length) return new Map()
  const postAreaId = In(records.map(({ id }) => id))
  const steps = await work.manager.find(PostAreaStep, { where: { postAreaId }, order: { at: 'ASC' } })
  const stateOf = new Map(records.map(({ id, state }) => [id, state]))
  return new Map(
    steps.filter((step) => step.state === stateOf.get(step.postAreaId)).map((step) => [step.postAreaId, step.at]),
  )
}

async function waitingFacts(work: Work, { desks: all, records, held, atRest }: Scene): Promise<WaitingPostFacts[]> {
  const waiting = records.filter((record) => judgedStates.includes(record.state))
  const since = await arrivals(work, waiting)
  return waiting.flatMap((record) => {
    const desk = all.find((each) => each.departmentId === record.departmentId)
    const arrived = since.get(record.id)
    if (!desk || arrived === undefined) return []
    const facts = { postAreaId: record.id, state: record.state, arrivedOn: dayOfInstant(Number(arrived)) }
    const holding = turnHolders(postAreaFlow, { record, desk }, held)
    return (holding.length ? holding : [nobody])
      .filter((personId) => !atRest.has(personId))
      .map((personId) => ({ personId, ...facts }))
  })
}

/** Without a 书记; one on long sick leave is left in peace, and his post is not empty. */
const unheard = (held: Held, branchId: string): string[] =>
  held.some(({ role, scopeId }) => role === 'BRANCH_SECRETARY' && scopeId === branchId) ? [] : [nobody]

const plateFacts = ({ desks: all, records, secretaries, held, atRest }: Scene): PlateFacts[] =>
  records.flatMap(({ id, state, departmentId, acceptedAt }) => {
    const desk = all.find((each) => each.departmentId === departmentId)
    if (state !== 'ACCEPTED' || acceptedAt === null || !desk) return []
    const { branchId } = desk
    const leadId = desk.leadId && !atRest.has(desk.leadId) ? desk.leadId : null
    const secretaryIds = secretaries.get(branchId) ?? unheard(held, branchId)
    const acceptedOn = dayOfInstant(Number(acceptedAt))
    return [{ postAreaId: id, departmentId, leadId, branchId, secretaryIds, acceptedOn }]
  })

/** The day of the oldest thing published that is not on paper; null when the paper shows everything. */
function missingSince(wall: DepartmentWall, posting: WallPosting | undefined): CalendarDay | null {
  const published = [
    ...wall.sheets.map((sheet) => Number(sheet.publishedAt)),
    ...wall.posts.map((post) => Number(post.acceptedAt ?? 0)),
  ]
  if (!posting) return published.length ? dayOfInstant(Math.min(...published)) : null
  if (posting.contentHash === contentHash(wall)) return null
  const postedAt = Number(posting.enteredAt)
  const later = published.filter((at) => at > postedAt)
  // Nothing new, yet different: somebody has left or no longer agrees, and nobody knows since when.
  return dayOfInstant(later.length ? Math.min(...later) : postedAt)
}

async function postingFacts(work: Work, { desks: all, secretaries, clerks, held }: Scene): Promise<PostingFacts[]> {
  const ids = all.map(({ departmentId }) => departmentId)
  const walls = await departmentWalls(work, ids)
  const last = await lastPostings(work, ids)
  return all.flatMap(({ departmentId, branchId }): PostingFacts[] => {
    const wall = walls.get(departmentId)
    const acceptedOn = wall && missingSince(wall, last.get(departmentId))
    const remindedIds = clerks.get(branchId) ?? secretaries.get(branchId) ?? unheard(held, branchId)
    const leads = secretaries.get(branchId) ?? []
    const aboveIds = clerks.has(branchId) ? leads : heldBy(held, 'HQ_OFFICE')
    return acceptedOn ? [{ departmentId, branchId, remindedIds, aboveIds, acceptedOn }] : []
  })
}

/** One statement where no evaluation is open. */
async function reviewFacts(work: Work, { secretaries, held }: Scene): Promise<PostReviewFacts[]> {
  const review = await openReview(work)
  if (!review) return []
  const active = await work.manager.findBy(PostArea, { state: 'ACTIVE' })
  const due = await waitingFor(work, review.half, active)
  const waiting = active.filter(({ id }) => due.has(id))
  return [...new Set(waiting.map(({ branchId }) => branchId))].map((branchId) => ({
    branchId,
    secretaryIds: secretaries.get(branchId) ?? unheard(held, branchId),
    ...review,
    postAreaIds: waiting.filter((record) => record.branchId === branchId).map(({ id }) => id),
  }))
}

/** What the plan asks about 岗区, plates and walls (R05–R15, R20), in a fixed number of queries. */
export async function loadPostFacts(work: Work, campaign: Campaign): Promise<PostFacts> {
  const scene = await loadScene(work, campaign)
  const { plateWorkdays, postingWorkdays } = rulesOf(campaign.rules)
  return {
    plateWorkdays,
    postingWorkdays,
    departments: await departmentFacts(work, scene),
    waiting: await waitingFacts(work, scene),
    plates: plateFacts(scene),
    postings: await postingFacts(work, scene),
    reviews: await reviewFacts(work, scene),
  }
}
