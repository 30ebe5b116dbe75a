import { printKeptCard } from '../../../bot/cards/safePrints'
import { SafePrint } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { safeNames } from '../../domain/sealing/safePrint'
import { recordNotFound, refusal } from '../../refusals'
import { isHandledBy, otherSafe } from './records'

const printReplaced = refusal(409, 'safePrint.replaced', '后来又做了一份新的备份码，这一份不用了，请撕碎。')

/** 已放进保险柜: from now on codes are sealed to it. Said twice it is said once. */
export async function keepPrint(work: Work, input: Checked<'safePrint.keep'>): Promise<Output<'safePrint.keep'>> {
  await work.takeTurn('safePrints')
  const print = await work.manager.findOneBy(SafePrint, { id: input.printId })
  if (!print) throw recordNotFound({ what: '备份码' })
  const { id, half } = print
  const place = print.place as LockPlace
  work.must('keepSafePrint', { place })
  if (print.keptDay) return { done: true }
  const prints = await work.manager.findBy(SafePrint, { half })
  if (prints.some((other) => other.place === place && other.attempt > print.attempt)) throw printReplaced()
  const { personId } = work.who
  if (prints.some((other) => other.place !== place && isHandledBy(other, personId)))
    throw otherSafe({ safe: safeNames[place] })
  await work.change(SafePrint, { id }, { keptById: personId, keptDay: work.today })
  await work.finishCards(subjectFor.printDue(half, place), printKeptCard(half, place))
  await work.audit({ action: 'safePrint.keep', subjectKind: 'safePrint', subjectId: id, change: { half, place } })
  return { done: true }
}
