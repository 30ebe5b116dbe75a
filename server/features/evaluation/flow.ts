import type { SelectQueryBuilder } from 'typeorm'
import {
  reportAcceptedCard,
  reportReturnedCard,
  reportWaitingCard,
  reviewDueCard,
  secretaryGradeDueCard,
} from '../../../bot/cards/evaluation'
import { EvaluationRound } from '../../../entities'
import type { Work } from '../../database/work'
import { halfName, toCalendarDay } from '../../domain/calendar/calendarDay'
import { reportingDue } from '../../domain/calendar/workdays'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { LockPlace } from '../../domain/sealing/boundTo'
import {
  evaluationRound,
  type evaluationRoundSteps,
  type RoundEvent,
  type RoundState,
} from '../../domain/workflows/evaluationRound'
import type { StepRole } from '../../domain/workflows/steps'
import { holdsAnywhere, scopesOf } from '../../policy/actor'
import { stepRoles } from '../../policy/stepRoles'
import { type Refusal, refusal } from '../../refusals'
import { holders } from '../organisation'
import { byGrant, type Flow, type Held, type TurnCard } from '../workflow'
import { sheetsMissing } from './collectiveSheets'
import { countDue, innerDue, locksStand, namedInVote } from './countingCards'
import { isVoidAsked, keptBlock, lockBlock, voidBlock } from './lockGuards'
import { isSafeAsked, opensBySafe } from './lostSlips'
import { findRound, type KnownRound, roundsIn } from './records'
import { withFacts } from './roundFacts'
import { leftOf, scrutineerBlock, waitedFor } from './scrutineers'

const noSheets = refusal(409, 'round.noSheets', '没有等着录入的集体评定。')

const granted = byGrant(['branchSecretary', 'branchCommittee', 'hqOffice', 'hqCommittee', 'hqDiscipline'])

/** Whose hand the round waits for, of those who stand in that capacity: only once `withFacts` has looked. */
function isAsked(role: StepRole, personId: string, known: KnownRound): boolean {
  const { record, sheets, reviewing, ownGrade, led } = known
  if (role === 'hqOffice') return isVoidAsked(record) || !led
  if (role === 'hqDiscipline') return isSafeAsked(2, personId, known)
  if (role === 'hqCommittee' && record.state === 'CLOSED') return isSafeAsked(1, personId, known)
  if (role === 'scrutineer') return known.waitsFor?.includes(personId) ?? true
  if (record.state === 'VOTING' && sheets?.length)
    return sheets.some(
      ({ raterGroup, able, voterId, subjectPersonId }) =>
        (role === 'hqCommittee' || raterGroup === 'ORG') &&
        (able ? voterId === personId : subjectPersonId !== personId),
    )
  if (record.state !== 'COMMITTEE_REVIEW' || !reviewing) return true
  if (role === 'hqCommittee') return ownGrade?.alone === true
  return !ownGrade || personId !== record.secretaryId
}

const safeRoles: readonly StepRole[] = ['hqCommittee', 'hqDiscipline']

/** Whoever leads the branch takes no code out of a safe for it (policy.useSafePrint). */
const leads = (held: Held, { record }: KnownRound, personId: string): boolean =>
  held.some(
    (one) =>
      one.personId === personId &&
      one.scopeId === record.branchId &&
      (one.role === 'BRANCH_SECRETARY' || one.role === 'BRANCH_COMMITTEE'),
  )

function peopleIn(role: StepRole, known: KnownRound, held: Held): string[] {
  if (role === 'scrutineer')
    return (waitedFor(known.record) ?? known.record.scrutineerIds).filter(
      (personId) => !leftOf(known).includes(personId),
    )
  const asked = granted.people(role, known.record, held).filter((personId) => isAsked(role, personId, known))
  return opensBySafe(known.record) && safeRoles.includes(role) ? asked.filter((id) => !leads(held, known, id)) : asked
}

/** Those of a branch one holds a post in, those one counts, and for the committees of the house all. */
async function near(work: Work, states: readonly string[]): Promise<KnownRound[]> {
  const { personId } = work.who
  const own = (query: SelectQueryBuilder<EvaluationRound>) => {
    if (holdsAnywhere(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE', 'HQ_DISCIPLINE'])) return
    const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'])
    const led = branchIds.length ? 'round.branchId in (:...branchIds) or ' : ''
    query.andWhere(`(${led}round.scrutineerIds like :me)`, { branchIds, me: `%"${personId}"%` })
  }
  return withFacts(work, await roundsIn(work, states, own))
}

const toSecretary = async (work: Work, { record }: KnownRound): Promise<string[]> =>
  (await holders(work, ['BRANCH_SECRETARY']))
    .filter(({ scopeId }) => scopeId === record.branchId)
    .map(({ personId }) => personId)

/** Where only the 书记's own grade is left and nobody else sits in the committee, 机关党委 is asked (rules §9.26). */
async function askSuperiors(work: Work, { record, ownGrade }: KnownRound): Promise<TurnCard | null> {
  if (!ownGrade) return null
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_COMMITTEE'])
  if (held.some((each) => each.scopeId === record.branchId && each.personId !== record.secretaryId)) return null
  return {
    kind: 'secretaryGradeDue',
    to: held.flatMap(({ role, personId }) => (role === 'HQ_COMMITTEE' ? [personId] : [])),
    once: (personId) => onceFor.round('secretaryGrade', record.id, personId),
    subject: subjectFor.roundDue(record.id),
    card: () => secretaryGradeDueCard(record.id),
  }
}

const subjectsLeft: Partial<
  Record<RoundState, readonly ((roundId: string) => ReturnType<typeof subjectFor.report>)[]>
> = {
  VOTING: [subjectFor.ballotClosing],
  CLOSED: [subjectFor.tallyDue],
  STRIPPED: [subjectFor.tallyDue],
  COMPLETED: [subjectFor.reportDue, subjectFor.reportOverdue],
  TABLE1_SUBMITTED: [subjectFor.report],
  RETURNED: [subjectFor.reportDue, subjectFor.reportReturned, subjectFor.reportOverdue],
}

/** Locks that no slip is needed for any more. */
const slipsOver = (state: string): LockPlace[] =>
  state === 'STRIPPED' ? [1] : state === 'TALLIED' || state === 'VOIDED' ? [1, 2] : []

/** As the lines of 留痕 have called them from the beginning. */
const actions: Partial<Record<RoundEvent, string>> = {
  freezeRoster: 'freeze',
  openReview: 'confirm',
  confirmPart: 'confirm',
  confirmGrades: 'confirm',
  submitTable1: 'report',
  accept: 'acceptReport',
  return: 'returnReport',
}

type MayTake = (work: Work, record: EvaluationRound) => boolean
const manages: MayTake = (work, record) => work.may('manageRound', record)
const supervises: MayTake = (work, record) => work.may('superviseRound', record)
const grades: MayTake = (work, record) => work.may('confirmGrades', record)
const decides: MayTake = (work) => work.may('decideTable1')

/** The permission its call asks for; a step without one is no button of the page. */
const offered: Partial<Record<RoundEvent, MayTake>> = {
  freezeRoster: manages,
  setLock: supervises,
  openVoting: manages,
  renameScrutineers: (work, record) => work.may('renameScrutineers', record),
  close: supervises,
  strip: supervises,
  confirmBox: supervises,
  tally: supervises,
  takeIn: supervises,
  askVoid: (work, record) => work.may('askVoid', record),
  void: (work) => work.may('decideVoid'),
  keepRound: (work) => work.may('decideVoid'),
  openReview: grades,
  confirmGrades: grades,
  submitTable1: (work, record) => work.may('submitTable1', record),
  accept: decides,
  return: decides,
}

export const isOffered = (work: Work, { record }: KnownRound, event: RoundEvent): boolean =>
  offered[event]?.(work, record) ?? false

function blocked(known: KnownRound, event: RoundEvent): Refusal | null {
  const { sheets } = known
  const voided = voidBlock(known, event)
  if (voided) return voided
  const kept = keptBlock(known, event)
  if (kept) return kept
  if (event === 'close' && sheets?.length) return sheetsMissing(sheets)
  if (event === 'enterSheets') return sheets?.length ? null : noSheets()
  const mended = ['setLock', 'close', 'strip', 'confirmBox', 'tally', 'takeIn', 'renameScrutineers'].includes(event)
  return (mended ? scrutineerBlock(known, event) : null) ?? lockBlock(known, event)
}

/** 评价轮次 (rules §3.9). Ballots are no steps: nothing here knows of one, nor of who has voted (D7). */
export const roundFlow: Flow<typeof evaluationRoundSteps, EvaluationRound, KnownRound> = {
  table: evaluationRound,
  entity: EvaluationRound,
  load: async (work, id) => {
    const found = await findRound(work, id)
    return found && ((await withFacts(work, [found]))[0] ?? null)
  },
  open: async (work, states) => withFacts(work, await roundsIn(work, states)),
  near,
  roles: (actor, known) => {
    const roles = stepRoles(actor, known.record)
    return actor ? roles.filter((role) => isAsked(role, actor.personId, known)) : roles
  },
  people: peopleIn,
  grants: granted.grants,
  face: ({ record, campaign, branchName, sheets }) => ({
    about: `${branchName}${halfName(campaign.half)}评价`,
    path: sheets?.length ? `/ballot/${record.id}` : `/rounds/${record.id}`,
    dueDay: record.completedDay ? reportingDue(toCalendarDay(record.completedDay)) : toCalendarDay(campaign.dueDay),
    places: { branchId: record.branchId },
  }),
  may: {
    accept: (work) => work.must('decideTable1'),
    return: (work) => work.must('decideTable1'),
  },
  blocked,
  audit: ({ known: { record }, event }) => ({
    action: `round.${actions[event] ?? event}`,
    change: { state: record.state },
  }),
  cards: {
    ROSTER_FROZEN: locksStand,
    VOTING: namedInVote,
    CLOSED: countDue,
    STRIPPED: innerDue,
    TALLIED: async (_work, { record }) => ({
      kind: 'reviewDue',
      once: (personId) => onceFor.round('reviewDue', record.id, personId),
      subject: subjectFor.roundDue(record.id),
      card: () => reviewDueCard(record.id),
    }),
    COMMITTEE_REVIEW: askSuperiors,
    TABLE1_SUBMITTED: async (_work, known) => ({
      kind: 'reportWaiting',
      once: (personId) => onceFor.report(known.record.id, known.record.revision, personId),
      subject: subjectFor.report(known.record.id),
      card: (day) => reportWaitingCard(known.record.id, known.branchName, day),
    }),
    ACCEPTED: async (work, known) => ({
      kind: 'reportAccepted',
      to: await toSecretary(work, known),
      once: (personId) => onceFor.reportDecided(known.record.id, known.record.revision, personId),
      card: (day) => reportAcceptedCard(known.record.id, day),
    }),
    RETURNED: async (_work, { record }) => ({
      kind: 'reportReturned',
      once: (personId) => onceFor.reportDecided(record.id, record.revision, personId),
      subject: subjectFor.reportReturned(record.id),
      card: () => reportReturnedCard(record.id),
    }),
  },
  ends: ({ record: { id, state } }, left) => [
    // What a step leaves where it was is asked for as before.
    ...(left === state ? [subjectFor.scrutineersGone] : (subjectsLeft[left as RoundState] ?? [])).map((subject) =>
      subject(id),
    ),
    // Asked for until the last grade is given, by whomever.
    ...(state === 'COMPLETED' ? [subjectFor.roundDue(id)] : []),
    ...(left === state ? [] : slipsOver(state).map((place) => subjectFor.slipLost(id, place))),
  ],
}
