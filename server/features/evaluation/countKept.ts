import { In } from 'typeorm'
import { countedBeforeCard, takeInDueCard } from '../../../bot/cards/scrutineers'
import { EvaluationRound, RoundAssignment } from '../../../entities'
import type { Database, Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { watchedStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { loadHolidays, sendingTime } from '../calendar'
import { countKept } from './lockGuards'

type Standing = Pick<EvaluationRound, 'id' | 'state'>

/** Counted, and the database is of before that: only the bundle knows what was counted (rules §4.6.11). */
export const isCountKept = (bundles: BundleFolder, { id, state }: Standing): boolean =>
  (watchedStates as readonly string[]).includes(state) && bundles.has(id)

/** The round as its bundle has it stand, also before the job has looked. */
export const withCountKept = (bundles: BundleFolder, round: EvaluationRound): EvaluationRound => ({
  ...round,
  countKept: isCountKept(bundles, round),
})

/** Nothing that leads to a second count is done to such a round. */
export function refuseKept(bundles: BundleFolder, round: Standing): void {
  if (isCountKept(bundles, round)) throw countKept()
}

/** What was asked for before the backup is asked for no more; both 监票人 hear what is, and voters that they are not. */
async function askToTakeIn(work: Work, { id, scrutineerIds }: EvaluationRound): Promise<void> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('distinct roll.voterId', 'voterId')
    .where("roll.roundId = :id and roll.status = 'ISSUED'", { id })
    .getRawMany<{ voterId: string }>()
  const asked = [
    subjectFor.tallyDue(id),
    subjectFor.ballotClosing(id),
    ...scrutineerIds.map((personId) => subjectFor.lockDue(id, personId)),
    ...rows.map(({ voterId }) => subjectFor.ballot(id, voterId)),
  ]
  await work.finishCards(asked, countedBeforeCard(id))
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  await work.notifyAll(
    scrutineerIds.map((personId) => ({
      dedupeKey: onceFor.round('takeInDue', id, personId),
      personId,
      kind: 'tallyDue',
      subjectKeys: [subjectFor.tallyDue(id)],
      card: takeInDueCard(id),
      notBefore,
    })),
  )
}

/**
 * Looks whether this house was restored from a backup of before a count, by the bundles that lie there, and says so in the round: from
 * then on its 监票人 owe taking the count in, and nobody owes an older step. Where a bundle was put there by mistake and is gone again,
 * the round goes on. Answers how many changed.
 */
export async function noteKeptCounts(database: Database, bundles: BundleFolder): Promise<number> {
  const rounds = await database.read(null, 'job', (work) =>
    work.manager.find(EvaluationRound, {
      select: { id: true, state: true, countKept: true },
      where: { state: In([...watchedStates]) },
    }),
  )
  const changed = rounds.filter((round) => round.countKept !== isCountKept(bundles, round))
  for (const { id, countKept: before } of changed)
    await database.unitOfWork(null, 'job', async (work) => {
      // Of several instances that look at once one tells.
      if (!(await work.change(EvaluationRound, { id, countKept: before }, { countKept: !before })) || before) return
      await askToTakeIn(work, await work.manager.findOneByOrFail(EvaluationRound, { id }))
    })
  return changed.length
}
