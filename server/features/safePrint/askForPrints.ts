import { printDueCard } from '../../../bot/cards/safePrints'
import { SafePrint } from '../../../entities'
import type { Notice, Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { loadHolidays, sendingTime } from '../calendar'
import { holders } from '../organisation'
import { owedPrints } from './records'

const keeperOf = { 1: 'HQ_COMMITTEE', 2: 'HQ_DISCIPLINE' } as const

/**
 * The keepers of a safe whose print of this half-year is missing hear of it: when locks are going to be set, and again when a print is
 * used up. Once for each print that there was; the card ends when the next one lies in the safe.
 */
export async function askForPrints(work: Work, half: string): Promise<void> {
  const owed = (await owedPrints(work)).filter((one) => one.half === half)
  if (!owed.length) return
  const keepers = await holders(work, ['HQ_COMMITTEE', 'HQ_DISCIPLINE'])
  const made = await work.manager.find(SafePrint, { select: { place: true }, where: { half } })
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  const notices = owed.flatMap(({ place }): Notice[] => {
    const own = keepers.filter(({ role }) => role === keeperOf[place]).map(({ personId }) => personId)
    const before = made.filter((print) => print.place === place).length
    return [...new Set(own)].map((personId) => ({
      dedupeKey: onceFor.printDue(half, place, before, personId),
      personId,
      kind: 'printDue',
      subjectKeys: [subjectFor.printDue(half, place)],
      card: printDueCard(half, place),
      notBefore,
    }))
  })
  await work.notifyAll(notices)
}
