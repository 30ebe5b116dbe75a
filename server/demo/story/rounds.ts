import { EvaluationRound, RoundAssignment } from '../../../entities'
import type { Output } from '../../contract'
import { halfName, halfOf, yearOf } from '../../domain/calendar/calendarDay'
import { castApart } from '../../domain/scoring/collective'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { Refusal, recordNotFound } from '../../refusals'
import { storyBranch, type Telling } from './cast'
import { demoCode, setDemoCode } from './codes'

/** Different marks for different people, so that no two totals need be alike. */
const marks = ['AABAA', 'ABABA', 'AAAAA', 'BABAB', 'AAABA', 'BBABB']

/** The round of the branch in the half-year's evaluation, which 党办 opens unless it is open. */
async function roundId({ act, cast, today }: Telling): Promise<string> {
  const half = halfOf(today())
  const known = async () => {
    const { rounds } = await act(cast.secretary, 'evaluation.rounds', {})
    return rounds.find((one) => one.branchId === storyBranch.branchId && one.half === half)?.roundId
  }
  const found = await known()
  if (found) return found
  const basisNumber = `江岳机委发〔${yearOf(today())}〕9号`
  await act(cast.office, 'evaluation.open', { half, title: `${halfName(half)}“三评”`, basisNumber })
  return (await known()) ?? ''
}

async function readRound({ database }: Telling, id: string): Promise<EvaluationRound> {
  const round = await database.read(null, 'job', (work) => work.one(EvaluationRound, { id }))
  if (!round) throw recordNotFound({ what: '评价' })
  return round
}

/** Does the step when the round stands there, and nothing when it is further. */
async function stepFrom(
  telling: Telling,
  id: string,
  state: EvaluationRound['state'],
  step: (target: { roundId: string; revision: number }, round: EvaluationRound) => Promise<unknown>,
): Promise<void> {
  const round = await readRound(telling, id)
  if (round.state === state) await step({ roundId: id, revision: round.revision }, round)
}

/** The half-year's evaluation is open, the list is frozen, and the branch votes; answers the id of its round. */
export async function openVoting(telling: Telling): Promise<string> {
  const { act, cast } = telling
  const id = await roundId(telling)
  const read = () => act(cast.secretary, 'round.read', { roundId: id })
  await stepFrom(telling, id, 'PREPARING', async (target) => {
    const { committeeCandidates } = await read()
    const may = committeeCandidates.map(({ personId }) => personId).filter((personId) => personId !== cast.scrutineer)
    // Somebody whom the demo's page can be opened as, since both have a part.
    const other = may.find((personId) => personId === cast.member) ?? may[0] ?? ''
    await act(cast.secretary, 'round.freeze', { ...target, scrutineerIds: [cast.scrutineer, other] })
  })
  await stepFrom(telling, id, 'ROSTER_FROZEN', async (_target, { scrutineerIds, locks }) => {
    for (const [at, personId] of scrutineerIds.entries())
      if (locks?.holders?.[at] === null) await setDemoCode(telling, personId, id, at === 0 ? 1 : 2)
  })
  await stepFrom(telling, id, 'ROSTER_FROZEN', async (target) => {
    const { earliestVotingEnd: votingToDay } = await read()
    await act(cast.secretary, 'round.openVoting', { ...target, votingToDay })
  })
  return id
}

type Subjects = Output<'ballot.sheet'>['subjects']

/** Nothing for whoever has come too late. */
async function subjectsFor({ act }: Telling, voterId: string, id: string): Promise<Subjects> {
  try {
    return (await act(voterId, 'ballot.sheet', { roundId: id })).subjects
  } catch (fault) {
    if (fault instanceof Refusal) return []
    throw fault
  }
}

const votersLeft = ({ database }: Telling, id: string): Promise<string[]> =>
  database.read(null, 'job', async ({ manager }) => {
    const rows = await manager.findBy(RoundAssignment, { roundId: id, status: 'ISSUED' })
    return [...new Set(rows.map(({ voterId }) => voterId))].sort()
  })

/** Whoever has not voted yet does, the sheets of meetings included; the vote stays open until a 监票人 closes it. */
export async function everybodyVotes(telling: Telling): Promise<string> {
  const id = await openVoting(telling)
  await stepFrom(telling, id, 'VOTING', async () => {
    for (const [number, voterId] of (await votersLeft(telling, id)).entries()) {
      const ballots = (await subjectsFor(telling, voterId, id)).map(({ subjectId, raterGroup }, at) => {
        return { subjectId, raterGroup, answers: marks[(number + at) % marks.length] ?? '' }
      })
      for (const part of castApart(ballots))
        await telling.act(voterId, 'ballot.cast', { roundId: id, ballots: part, minutesNumber: '信支委〔2026〕7号' })
    }
  })
  return id
}

/** A 监票人 closes the vote and opens the outer envelopes, the other one the inner ones. */
export async function countVotes(telling: Telling): Promise<string> {
  const id = await everybodyVotes(telling)
  const { act } = telling
  await stepFrom(telling, id, 'VOTING', (target, { scrutineerIds }) =>
    act(scrutineerIds[0] ?? '', 'round.close', target),
  )
  const give = (personId: string, place: LockPlace) => demoCode(telling, personId, id, place)
  await stepFrom(telling, id, 'CLOSED', async (target, { scrutineerIds: [first = ''] }) =>
    act(first, 'round.strip', { ...target, ...(await give(first, 1)) }),
  )
  await stepFrom(telling, id, 'STRIPPED', async (target, { scrutineerIds: [, second = ''] }) =>
    act(second, 'round.tally', { ...target, ...(await give(second, 2)) }),
  )
  return id
}

const isUnderReview = (state: EvaluationRound['state']) => state === 'TALLIED' || state === 'COMMITTEE_REVIEW'

/** 支委会 gives the grades as they are proposed: the 书记 for the others, another member of it for the 书记. */
export async function confirmGrades(telling: Telling): Promise<string> {
  const id = await countVotes(telling)
  const { act, cast, today } = telling
  for (const personId of [cast.secretary, cast.committee]) {
    const { state, revision } = await readRound(telling, id)
    if (!isUnderReview(state)) break
    const { results } = await act(personId, 'round.read', { roundId: id })
    const open = (results ?? []).filter((one) => one.mayConfirm && one.confirmedGrade === null)
    const decisions = open.map(({ subjectId, kind, suggestedGrade }) => {
      const proposed = suggestedGrade === 'COMMITTEE_DECIDES' ? 'QUALIFIED' : suggestedGrade
      const grade = proposed ?? (kind === 'MEMBER' ? 'QUALIFIED' : 'FAIR')
      return { subjectId, grade, reason: '支委会集体研究决定' }
    })
    const meeting = { heldDay: today(), dueCount: 3, presentCount: 3, minutesNumber: '财支委〔2026〕9号' }
    if (decisions.length) await act(personId, 'round.confirm', { roundId: id, revision, meeting, decisions })
  }
  return id
}
