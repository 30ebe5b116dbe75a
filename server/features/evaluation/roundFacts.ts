import { EvaluationRound, Person, RoundAssignment, RoundSubject, SubjectResult } from '../../../entities'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { collectiveGroups } from '../../domain/scoring/collective'
import { evaluationRound, watchedStates } from '../../domain/workflows/evaluationRound'
import { holders } from '../organisation'
import { type Held, heldBy } from '../workflow'
import { grantsEnter, type OpenSheet } from './collectiveSheets'
import { isVoidAsked } from './lockGuards'
import { opensBySafe } from './lostSlips'
import { type KnownRound, type MissingSheet, roundsIn } from './records'
import { isWithoutScrutineers, waitedFor } from './scrutineers'

type SheetRow = OpenSheet & { roundId: string; subjectPersonId: string | null }

/** Sheets of meetings not entered yet, of all these rounds. */
const loadSheets = (work: Work, roundIds: readonly string[]): Promise<SheetRow[]> =>
  work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .innerJoin(RoundSubject, 'subject', 'subject.id = roll.subjectId')
    .select('roll.roundId', 'roundId')
    .addSelect('roll.voterId', 'voterId')
    .addSelect('roll.subjectId', 'subjectId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('subject.personId', 'subjectPersonId')
    .where("roll.status = 'ISSUED' and roll.raterGroup in (:...collective)", { collective: [...collectiveGroups] })
    .andWhere('roll.roundId in (:...roundIds)', { roundIds })
    .getRawMany<SheetRow>()

interface OpenGrades {
  roundId: string
  own: number | string
  others: number | string
}

/** How many grades are still to be given: the 书记's own, and others'. */
const loadOpenGrades = (work: Work, roundIds: readonly string[]): Promise<OpenGrades[]> =>
  work.manager
    .createQueryBuilder(SubjectResult, 'result')
    .innerJoin(RoundSubject, 'subject', 'subject.id = result.subjectId and subject.graded = :graded', { graded: true })
    .innerJoin(EvaluationRound, 'round', 'round.id = result.roundId')
    .select('result.roundId', 'roundId')
    .addSelect('sum(case when subject.personId = round.secretaryId then 1 else 0 end)', 'own')
    .addSelect('sum(case when subject.personId = round.secretaryId then 0 else 1 end)', 'others')
    .where('result.confirmedGrade is null and result.totalHundredths is not null')
    .andWhere('result.roundId in (:...roundIds)', { roundIds })
    .groupBy('result.roundId')
    .getRawMany<OpenGrades>()

/** Scrutineers who are no longer here: they can neither close nor count. */
export async function loadGone(work: Work, known: readonly KnownRound[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(known.flatMap(({ record }) => record.scrutineerIds))]
  if (!ids.length) return new Set()
  const rows = await work.manager
    .createQueryBuilder(Person, 'person')
    .select('person.id', 'id')
    .where("person.id in (:...ids) and person.dutyStatus in ('LEFT', 'RETIRED')", { ids })
    .getRawMany<{ id: string }>()
  return new Set(rows.map(({ id }) => id))
}

/** Whether the one asked at the freeze can still enter it (edge case 28). */
const isAble = ({ voterId, raterGroup }: OpenSheet, branchId: string, held: Held): boolean =>
  grantsEnter(
    held.filter(({ personId }) => personId === voterId),
    raterGroup,
    branchId,
  )

/** Nobody but the 书记 sits in the committee, so that 机关党委 gives his grade (rules §9.26). */
const isAlone = ({ record }: KnownRound, held: Held): boolean =>
  !held.some(({ scopeId, personId }) => scopeId === record.branchId && personId !== record.secretaryId)

/**
 * What decides whose turn rounds are, in a fixed number of statements, none for states that ask nothing: a vote rests until
 * its last day is over or nobody watches it, then the sheets of meetings come first; nobody gives his own grade.
 */
export async function withFacts(
  work: Work,
  rounds: readonly KnownRound[],
  today: string = work.today,
): Promise<KnownRound[]> {
  const inState = (state: string) => rounds.filter(({ record }) => record.state === state)
  const over = inState('VOTING').filter(({ record }) => (record.votingToDay ?? '') < today && !record.countKept)
  const reviews = inState('COMMITTEE_REVIEW')
  const ids = (some: readonly KnownRound[]) => some.map(({ record }) => record.id)
  const sheets = over.length ? await loadSheets(work, ids(over)) : []
  const grades = reviews.length ? await loadOpenGrades(work, ids(reviews)) : []
  const watched = watchedStates.flatMap(inState)
  const gone = await loadGone(work, watched)
  const unwatched = watched.filter((known) => isWithoutScrutineers({ ...known, goneIds: gone }))
  const asked = sheets.length + reviews.length + unwatched.length > 0
  const held: Held = asked ? await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_COMMITTEE']) : []
  return rounds.map((known): KnownRound => {
    const { id, state, branchId, votingToDay, countKept } = known.record
    const alone = unwatched.includes(known)
    const running =
      state === 'VOTING' && (votingToDay ?? '') >= today && !alone && !countKept && !isVoidAsked(known.record)
    const left = grades.find(({ roundId }) => roundId === id)
    const ownOnly = left !== undefined && Number(left.own) > 0 && Number(left.others) === 0
    const missing = sheets
      .filter(({ roundId }) => roundId === id)
      .map((sheet): MissingSheet => ({ ...sheet, able: isAble(sheet, branchId, held) }))
    return {
      ...known,
      goneIds: gone,
      waitsFor: waitedFor(known.record),
      unwatched: alone,
      led: alone && heldBy(held, 'BRANCH_SECRETARY', branchId).length > 0,
      sheets: missing,
      ownGrade: ownOnly ? { alone: isAlone(known, held) } : undefined,
      reviewing: reviews.includes(known),
      ...(running ? { rests: `${evaluationRound.states.VOTING}，截止日${dayName(votingToDay)}` } : {}),
    }
  })
}

/** What a round waits for its 监票人 for: nobody of them is left, or each of these has his part to do. */
export interface ScrutineersTurn {
  unwatched: boolean
  /** Nobody where the round says nothing of its own of whom it waits for. */
  askedIds: string[]
}

/** Where the print in the safe is to be used its keeper is asked. */
const askedOf = (record: EvaluationRound): string[] =>
  opensBySafe(record) ? [] : (waitedFor(record) ?? (record.countKept ? record.scrutineerIds : []))

/** Rounds that their 监票人 have something to do about, by id: three statements. */
export async function scrutineersTurns(work: Work): Promise<ReadonlyMap<string, ScrutineersTurn>> {
  const rounds = (await roundsIn(work, watchedStates)).filter(({ record }) => !isVoidAsked(record))
  const goneIds = await loadGone(work, rounds)
  return new Map(
    rounds.map((known) => {
      const unwatched = isWithoutScrutineers({ ...known, goneIds })
      return [known.record.id, { unwatched, askedIds: askedOf(known.record).filter((id) => !goneIds.has(id)) }]
    }),
  )
}
