import { SafePrint } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordChanged } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import { numberOf } from '../safePrint'
import { requireSafeTurn } from './giveCode'
import { copyAt } from './lostSlips'
import { requireRound } from './records'

/** What the keeper of a safe opens with his print, and what the code in it is sealed to on its way (rules §4.6.13). */
export const readCopy =
  (door: LockKeys) =>
  async (work: Work, { roundId }: Checked<'round.safeCopy'>): Promise<Output<'round.safeCopy'>> => {
    const { record: round } = await requireRound(work, roundId)
    const place = requireSafeTurn(work, round)
    const { box, locks } = round
    const copy = copyAt(round, place)
    const print = copy && (await work.manager.findOneBy(SafePrint, { id: copy.printId }))
    if (!box || !locks || !print) throw recordChanged()
    return {
      place,
      printId: print.id,
      number: numberOf(print.publicKey),
      printLock: print.publicKey,
      lock: place === 1 ? locks.first : locks.second,
      sealed: copy.sealed,
      door: door.publicKey.toString('base64'),
      listHash: box.listHash,
    }
  }
