import { LessThan } from 'typeorm'
import { sheetMissingCard } from '../../../bot/cards/evaluation'
import { EvaluationRound } from '../../../entities'
import type { Database, Work } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { RoundState } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { Refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { loadHolidays, sendingTime } from '../calendar'
import { holders } from '../organisation'
import { owedOn } from '../workflow'
import { endVoting, openVoters } from './closeRound'
import { roundFlow } from './flow'
import { findRound, type KnownRound } from './records'
import { withFacts } from './roundFacts'
import { lookIntoBox, type SeenBox } from './sealedRoll'

type Outcome = 'closed' | 'sheetsMissing' | 'closedByOthers' | 'countKept'

/** Whoever can enter a meeting's sheet is told, once; nobody is woken by it. */
async function askForSheets(work: Work, known: KnownRound): Promise<void> {
  const { id } = known.record
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_COMMITTEE'])
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  for (const personId of owedOn(roundFlow, known, held)?.owners ?? [])
    await work.notify({
      dedupeKey: onceFor.round('sheetMissing', id, personId),
      personId,
      kind: 'sheetMissing',
      subjectKeys: [subjectFor.ballot(id, personId)],
      card: sheetMissingCard(id),
      notBefore,
    })
}

/** Closes one vote whose last day is over; while a meeting's sheet is missing, whoever owes it is told once instead. */
async function closeDue(
  work: Work,
  keys: KeyFolder,
  { roundId, day, seen }: { roundId: string; day: CalendarDay; seen: SeenBox | null },
): Promise<Outcome> {
  const found = await findRound(work, roundId)
  const [known] = found?.record.state === due.state ? await withFacts(work, [found], day) : []
  if (!known || known.rests) return 'closedByOthers'
  if (known.sheets?.length) {
    await askForSheets(work, known)
    return 'sheetsMissing'
  }
  // That no 监票人 is left hinders nobody but them.
  const { revision } = known.record
  const voters = await openVoters(work, roundId)
  await endVoting(work, keys, { ...known, unwatched: false }, { revision, voters, seen })
  return 'closed'
}

/** Before the step, so that nobody waits for it. */
const lookFirst = (database: Database, keys: KeyFolder, roundId: string): Promise<SeenBox | null> =>
  database.read(null, 'job', async (work) => {
    const found = await findRound(work, roundId)
    return found?.record.state === due.state ? lookIntoBox(work, keys, found.record) : null
  })

/** A vote that runs, or whose last day is over. */
const due = { state: 'VOTING' } as const satisfies { state: RoundState }

/** The nightly job: votes whose window ended yesterday or earlier are closed without waiting for a scrutineer (rules §3.9). */
export const closeDueVotings =
  (keys: KeyFolder, bundles: BundleFolder) =>
  async (database: Database, day: CalendarDay): Promise<string> => {
    const ended = await database.read(null, 'job', (work) =>
      work.manager.find(EvaluationRound, {
        select: { id: true },
        where: { ...due, votingToDay: LessThan(day) },
      }),
    )
    const outcomes: Outcome[] = []
    for (const { id } of ended) {
      // Counted already: taken in, never closed again.
      if (bundles.has(id)) {
        outcomes.push('countKept')
        continue
      }
      const closing = lookFirst(database, keys, id).then((seen) =>
        database.unitOfWork(null, 'job', (work) => closeDue(work, keys, { roundId: id, day, seen })),
      )
      // A scrutineer or another instance was faster: the vote is closed, which is all that is wanted.
      outcomes.push(
        await closing.catch((fault) => (fault instanceof Refusal ? 'closedByOthers' : Promise.reject(fault))),
      )
    }
    const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length
    return `due ${ended.length}, closed ${count('closed')}, sheets missing ${count('sheetsMissing')}${
      count('countKept') ? `, counted before ${count('countKept')}` : ''
    }`
  }
