import type { HeldReceipts } from '../sealing/receipts'
import type { Keeping } from './keeping'

export interface ReceiptBook {
  read: (roundId: string) => HeldReceipts | null
  /** As they have become meanwhile, in another window perhaps. False where nothing can be kept. */
  change: (roundId: string, to: (before: HeldReceipts) => HeldReceipts) => Promise<boolean>
}

const nothing: HeldReceipts = { rights: {} }

/** Over what is kept for the person of this page: two people of one browser have receipts of their own. They stay after a logout. */
export const createReceiptBook = (keeping: Keeping): ReceiptBook => {
  const idOf = (roundId: string): string => `receipts.${keeping.owner()}.${roundId}`
  return {
    read: (roundId) => keeping.read<HeldReceipts>(idOf(roundId)),
    change: (roundId, to) => {
      const owner = keeping.owner()
      return keeping.change({
        id: idOf(roundId),
        to: (before) => ({ owner, kind: 'receipts', value: to((before?.value as HeldReceipts) ?? nothing) }),
      })
    },
  }
}
