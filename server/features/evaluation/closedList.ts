import { ClosedListPart } from '../../../entities'
import type { Work } from '../../database/work'

const receiptLength = 32
/** A piece fits the column and every server's packet limit. */
const receiptsAPiece = 1800

/** Keeps the list that was fixed: receipts of 64 hexadecimal digits, in their own order. */
export async function storeClosedList(work: Work, roundId: string, receipts: readonly string[]): Promise<void> {
  const bytes = Buffer.from([...receipts].sort().join(''), 'hex')
  const size = receiptsAPiece * receiptLength
  for (let part = 0; part * size < bytes.length; part += 1)
    await work.insert(ClosedListPart, { roundId, part, receipts: bytes.subarray(part * size, (part + 1) * size) })
}

/** All receipts one behind the other, 32 bytes each; nothing of a round that was closed before lists were kept. */
export async function readClosedList(work: Work, roundId: string): Promise<Buffer> {
  const parts = await work.manager.find(ClosedListPart, { where: { roundId }, order: { part: 'ASC' } })
  return Buffer.concat(parts.map(({ receipts }) => receipts))
}
