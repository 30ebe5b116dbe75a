import { randomUUID } from 'node:crypto'
import { type FindOptionsWhere, In } from 'typeorm'
import { PostArea, PostAreaStep } from '../../../entities'
import type { Work } from '../../database/work'
import { shortKindNames } from '../../domain/postArea/kinds'
import { asksForFitNominee, beginsAnew, isAlive, judgingEvents, type PostAreaEvent } from '../../domain/postArea/states'
import { postArea, type postAreaSteps, supervisedStates } from '../../domain/workflows/postArea'
import type { StepRole } from '../../domain/workflows/steps'
import { holdsAnywhere, scopesOf } from '../../policy/actor'
import { postAreaRoles } from '../../policy/stepRoles'
import { type Refusal, refusal } from '../../refusals'
import { findCampaign } from '../campaign'
import { type DeskFilter, desks } from '../organisation'
import { byGrant, type Flow, type Held, heldBy, type Taken } from '../workflow'
import { afterStep } from './afterStep'
import { type KnownPostArea, postAreaForeignMember, requirePostArea, subjectOf, withDesks } from './records'
import { turnCards } from './turnCards'

const postAreaNomineeMissing = refusal(422, 'postArea.nomineeMissing', '请选择{what}。')
const postAreaNoSupervisor = refusal(
  409,
  'postArea.noSupervisor',
  '{department}还没有分管领导，请机关党办先在组织里设置。',
)

const postAreaNeverHung = refusal(409, 'postArea.neverHung', '这块牌还没有挂过，恢复以后要先挂牌。请刷新后再恢复。')
const postAreaHung = refusal(409, 'postArea.hung', '这块牌已经挂过，恢复以后就是已挂牌。请刷新后再恢复。')

const granted = byGrant(['branchSecretary', 'branchCommittee', 'branchClerk', 'hqOffice'])

/** policy/stepRoles.ts the other way round: nobody judges himself, and 机关党委 judges only in a leader's place (R12). */
function peopleIn(capacity: StepRole, { record, desk }: KnownPostArea, held: Held): string[] {
  const others = desk.supervisorIds.filter((personId) => personId !== record.nomineeId)
  if (capacity === 'partyGroupLead') return desk.leadId ? [desk.leadId] : []
  if (capacity === 'departmentHead') return desk.head ? [desk.head.personId] : []
  if (capacity === 'supervisingLeader') return others
  if (capacity !== 'hqCommittee') return granted.people(capacity, desk, held)
  const replaced = desk.supervisorIds.length > 0 && !others.length
  return replaced ? heldBy(held, 'HQ_COMMITTEE').filter((personId) => personId !== record.nomineeId) : []
}

/** Whom a record may not be carried further with, and where nobody could answer it. */
function blocked(known: KnownPostArea, event: PostAreaEvent): Refusal | null {
  const { record, desk, goneName } = known
  if (event === 'consult' && !desk.supervisors.length) return postAreaNoSupervisor({ department: desk.name })
  if (event === 'resume' && record.plateDay === null) return postAreaNeverHung()
  if (event === 'resumeUnhung' && record.plateDay !== null) return postAreaHung()
  if (!asksForFitNominee(event)) return null
  if (!record.nomineeId) return postAreaNomineeMissing({ what: '推荐人选' })
  const here = desk.members.some((member) => member.personId === record.nomineeId)
  return here ? null : postAreaForeignMember({ name: goneName ?? '所选人员' })
}

const branchRoles = ['BRANCH_SECRETARY', 'BRANCH_CLERK'] as const
const departmentRoles = ['DEPARTMENT_HEAD', 'SUPERVISING_LEADER'] as const

/**
 * The departments in whose line the actor stands; null for none. An ordinary member may lead the own department, by its
 * rule. 机关党委 is asked besides, in a leader's place, wherever that is (R12): `supervisedStates` of any department.
 */
export function concernedDepartments({ who }: Work): DeskFilter | null {
  const own = who.activeMember && who.departmentId ? [who.departmentId] : []
  const departmentIds = [...new Set([...own, ...scopesOf(who, departmentRoles)])]
  const branchIds = [...new Set([...scopesOf(who, branchRoles), ...(who.branchId ? [who.branchId] : [])])]
  if (!holdsAnywhere(who, branchRoles)) return departmentIds.length ? { departmentIds } : null
  return { branchIds, departmentIds }
}

/** Where 机关党委 may have to take a leader's place; none for anybody else. */
export const replacingWhere = ({ who }: Work, states: readonly string[]): FindOptionsWhere<PostArea>[] =>
  holdsAnywhere(who, ['HQ_COMMITTEE'])
    ? [{ state: In(supervisedStates.filter((state) => states.includes(state))) }]
    : []

async function near(work: Work, states: readonly string[]): Promise<KnownPostArea[]> {
  const filter = concernedDepartments(work)
  const own = filter ? await desks(work, filter) : []
  const inLine = { departmentId: In(own.map(({ departmentId }) => departmentId)), state: In([...states]) }
  const where = [...(own.length ? [inLine] : []), ...replacingWhere(work, states)]
  return where.length ? withDesks(work, await work.manager.findBy(PostArea, where), own) : []
}

/** Of every year, and nothing while the campaign in force is closed: what was begun under an earlier campaign goes its way to the end, beside what the new one asks for. */
async function open(work: Work, states: readonly string[]): Promise<KnownPostArea[]> {
  const campaign = await findCampaign(work)
  if (campaign && campaign.state !== 'OPEN') return []
  const where = { state: In([...states]) }
  return withDesks(work, await work.manager.find(PostArea, { where, order: { id: 'ASC' } }))
}

/** 「同一人」 and 「本人」 (R11): allowed, and shown on the form. */
function flagsOf({ known: { record, desk }, event, actor }: Taken<KnownPostArea, PostAreaEvent>): string[] {
  if (!actor) return []
  const samePerson = judgingEvents.includes(event) && desk.leadId === actor.personId
  const nominee = record.nomineeId === actor.personId || record.memberIds.includes(actor.personId)
  return [...(samePerson ? ['SAME_PERSON'] : []), ...(nominee ? ['NOMINEE'] : [])]
}

/** A step's signature: who, in what capacity, when, in what words (rules §5.1 rows 6–9). */
const sign = (work: Work, taken: Taken<KnownPostArea, PostAreaEvent>): Promise<void> => {
  const { before, known, event, actor, actedAs, comment } = taken
  return work.insert(PostAreaStep, {
    id: randomUUID(),
    postAreaId: known.record.id,
    attempt: before.record.attempt,
    event,
    state: known.record.state,
    actorId: actor?.personId ?? null,
    actedAs,
    flags: flagsOf(taken),
    comment,
    at: work.now,
  })
}

const nomineeName = ({ record, desk, goneName }: KnownPostArea): string =>
  desk.members.find(({ personId }) => personId === record.nomineeId)?.name ?? goneName ?? ''

export const postAreaFlow: Flow<typeof postAreaSteps, PostArea, KnownPostArea> = {
  table: postArea,
  entity: PostArea,
  load: (work, id) => requirePostArea(work, id),
  open,
  near,
  roles: (actor, known) => postAreaRoles(actor, subjectOf(known)),
  people: peopleIn,
  grants: [...granted.grants, 'HQ_COMMITTEE'],
  face: (known) => ({
    about: [nomineeName(known), `${shortKindNames[known.record.kind]}，${known.desk.name}`].filter(Boolean).join(' '),
    path: `/posts/${known.record.id}`,
    dueDay: null,
    places: known.desk,
  }),
  may: {
    giveOpinion: (work, known) => work.must('supervisePostArea', subjectOf(known)),
    review: (work, known) => work.must('reviewPostArea', subjectOf(known)),
    returnByHead: (work, known) => work.must('reviewPostArea', subjectOf(known)),
    agree: (work, known) => work.must('supervisePostArea', subjectOf(known)),
    disagree: (work, known) => work.must('supervisePostArea', subjectOf(known)),
    returnByBranch: (work, known) => work.must('openPosts', subjectOf(known)),
    suspend: (work, known) => work.must('suspendPostArea', subjectOf(known)),
    resume: (work, known) => work.must('suspendPostArea', subjectOf(known)),
    resumeUnhung: (work, known) => work.must('suspendPostArea', subjectOf(known)),
    void: (work, known) => work.must('suspendPostArea', subjectOf(known)),
  },
  blocked,
  follows: ({ record, desk }, event, state) => ({
    attempt: record.attempt + (beginsAnew(event) ? 1 : 0),
    // A department may have moved to another branch since.
    branchId: desk.branchId,
    ...(isAlive(state) ? {} : { holderKey: null }),
  }),
  sign,
  audit: ({ before, known: { record }, event, changes }) => ({
    change: {
      ...(event === 'start' ? {} : { before: before.record.state }),
      ...changes,
      state: record.state,
      attempt: record.attempt,
    },
  }),
  cards: turnCards,
  after: (work, taken) => afterStep(work, postAreaFlow, taken),
  duplicate: ({ desk }, { nomineeId }) =>
    postAreaHolderTaken({
      name: desk.members.find((member) => member.personId === nomineeId)?.name ?? '这位同志',
    }),
}

export const postAreaHolderTaken = refusal(422, 'postArea.holderTaken', '{name}在本部门已经有一个示范岗，请另选一位。')
