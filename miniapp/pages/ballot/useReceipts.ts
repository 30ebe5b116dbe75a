import { onBeforeUnmount, shallowRef } from 'vue'
import { receiptCode } from '../../../server/domain/sealing/shortHash'
import { call } from '../../api/call'
import { Refused } from '../../api/refused'
import { keptLater } from '../../keeping/later'
import type { ReceiptBook } from '../../keeping/receiptBook'
import { compared, type HeldReceipts, type Line, listHashOf, receiptsIn, type Told } from '../../sealing/receipts'
import { hasCrypto } from './sheet'

/** What this phone says of the ballots it has cast in a round. */
export interface ReceiptsView {
  code: string
  /** How many receipts it is of. */
  held: number
  lines: Line[]
  told: Told | null
  /** Another list than the one this phone saw first, or one that is not what its hash says. */
  otherList: boolean
}

const isEmpty = ({ rights }: HeldReceipts): boolean => Object.keys(rights).length === 0

const codeOf = async (lines: readonly { receipt: string }[]): Promise<string> =>
  lines.length ? receiptCode(await listHashOf(lines.map(({ receipt }) => receipt))) : ''

/** Whoever was taken off the roll altogether has nothing in the box. */
const offTheRoll: Told = { stage: 'OPEN', rights: [], refused: false, list: null, checksum: null }

const ask = async (roundId: string, whole: boolean): Promise<Told | null> => {
  try {
    return await call('ballot.receipts', { roundId, ...(whole ? { whole: 'yes' as const } : {}) })
  } catch (fault) {
    return fault instanceof Refused && fault.code === 'ballot.notOnRoll' ? offTheRoll : null
  }
}

/** Looks for this phone's receipts in the whole list, by itself: only that the list is the one that was fixed it takes from the hash. */
async function search(roundId: string, held: HeldReceipts): Promise<HeldReceipts['list'] | 'other' | null> {
  const list = (await ask(roundId, true))?.list
  if (!list?.receipts) return null
  const all = receiptsIn(list.receipts)
  if (all.length !== list.envelopes || (await listHashOf(all)) !== list.hash) return 'other'
  const there = new Set(all)
  const found = Object.entries(held.rights).flatMap(([key, right]) =>
    there.has(right.held?.receipt ?? '') ? [key] : [],
  )
  return { hash: list.hash, found }
}

async function look(book: ReceiptBook, roundId: string): Promise<ReceiptsView | null> {
  const before = book.read(roundId)
  if (!before || isEmpty(before)) return null
  const told = await ask(roundId, false)
  if (!told) {
    const held = Object.values(before.rights).flatMap((right) => right.held ?? [])
    return { code: await codeOf(held), held: held.length, lines: [], told: null, otherList: false }
  }
  // What is newer on the roll is taken over first, while it can still be read there.
  const { held } = compared(before, told, null)
  const fixed = told.list
  const seen = held.list
  const searched = fixed && seen?.hash !== fixed.hash ? await search(roundId, held) : seen
  // Once it is fixed there is no other list and no way back to voting, but to declare the round void.
  const otherList = searched === 'other' || (seen !== undefined && told.stage !== 'VOIDED' && seen.hash !== fixed?.hash)
  const list = searched && searched !== 'other' ? searched : undefined
  const { lines } = compared(held, told, list ? new Set(list.found) : null)
  const kept = seen ?? list
  await book.change(roundId, (now) => ({ ...compared(now, told, null).held, ...(kept ? { list: kept } : {}) }))
  const code = await codeOf(lines.map(({ receipt }) => receipt))
  return { code, held: lines.length, lines, told, otherList }
}

/** Whenever the page is opened, and once more after something was cast from it. Asks the house nothing where no receipt is held. */
export const useReceipts = (roundId: string) => {
  const view = shallowRef<ReceiptsView | null>(null)
  let gone = false
  const renew = async (): Promise<void> => {
    if (!hasCrypto()) return
    const { receiptBook } = await keptLater()
    const found = await look(receiptBook, roundId)
    if (!gone) view.value = found
  }
  void renew()
  onBeforeUnmount(() => {
    gone = true
  })
  return { view, renew }
}
