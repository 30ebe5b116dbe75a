import { type SignOrder, SignOrderExport, SignOrderItem, SignOrderLine } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { signKinds } from '../../domain/signOrder/kinds'
import { fieldsOf } from '../../domain/signOrder/plates'
import { recordChanged, refusal } from '../../refusals'
import { requireSameEntry } from '../requireSameEntry'
import { moveOf, requireRecord, take } from '../workflow'
import { hashOf, zipOf } from './exportZip'
import { orderFlow } from './flow'
import { endProofs } from './orderNews'
import { changed, itemsOf, linesOf } from './records'
import { signOrderNothingToOrder } from './refusals'
import { plateKey, platesByKey, todaysPlates } from './todaysPlates'

const signOrderUntilDay = refusal(422, 'signOrder.untilDay', '使用期限{day}早于今天{today}，请改晚一些。')

type ExportInput = Checked<'signOrder.export'>

/** An export as it was computed outside the transaction. */
export interface ReadyExport {
  input: ExportInput
  lines: SignOrderLine[]
  sha256: string
}

/**
 * The lines with the texts of today: what a department found wrong has been put right at its source, and who left or took
 * the consent back is no longer handed over (R28, R29).
 */
async function renewedLines(work: Work, order: SignOrder): Promise<SignOrderLine[]> {
  const lines = await linesOf(work, order.id)
  const kinds = signKinds.filter((kind) => lines.some((line) => line.kind === kind))
  const today = platesByKey(await todaysPlates(work, order.campaignId, kinds))
  return lines.flatMap((line) => {
    const plate = today.get(plateKey(line))
    return plate ? [{ ...line, ...plate }] : []
  })
}

/** The export of this id, if it is there already; an id belongs to its order and to whoever wrote it first. */
async function knownExport(work: Work, input: ExportInput): Promise<SignOrderExport | null> {
  const { exportId, orderId, recipient, signedForBy, purpose, untilDay } = input
  const known = await work.one(SignOrderExport, { id: exportId })
  if (known && (known.byId !== work.who.personId || known.orderId !== orderId)) throw recordChanged()
  if (known) requireSameEntry(known, { recipient, signedForBy, purpose, untilDay })
  return known
}

async function prepare(work: Work, input: ExportInput): Promise<ReadyExport> {
  work.must('handleSignOrders')
  const known = await requireRecord(work, orderFlow, input.orderId)
  if (await knownExport(work, input)) return { input, lines: [], sha256: '' }
  moveOf(orderFlow, known, 'export', work.actor)
  if (input.untilDay < work.today) throw signOrderUntilDay({ day: input.untilDay, today: work.today })
  const lines = await renewedLines(work, known.record)
  if (!lines.length) throw signOrderNothingToOrder()
  return { input, lines, sha256: hashOf(await zipOf(work, lines)) }
}

/** Brings lines and quantities up to what is handed over now; answers how many lines fell away. */
async function keepLines(work: Work, orderId: string, lines: readonly SignOrderLine[]): Promise<number> {
  const before = await linesOf(work, orderId)
  const kept = new Map(lines.map((line) => [line.id, line]))
  for (const old of before) {
    const line = kept.get(old.id)
    if (!line) await work.manager.delete(SignOrderLine, { id: old.id })
    else if (JSON.stringify(old) !== JSON.stringify(line)) {
      const { branchId, departmentId, name, texts, photoId } = line
      await work.change(SignOrderLine, { id: line.id }, { branchId, departmentId, name, texts, photoId })
    }
  }
  for (const { id, kind } of await itemsOf(work, orderId)) {
    const quantity = lines.filter((line) => line.kind === kind).length
    await work.change(SignOrderItem, { id }, { quantity })
  }
  return before.length - lines.length
}

const fieldsIn = (lines: readonly SignOrderLine[]): string[] => [
  ...new Set(signKinds.filter((kind) => lines.some((line) => line.kind === kind)).flatMap(fieldsOf)),
]

async function run(work: Work, { input, lines, sha256 }: ReadyExport): Promise<Output<'signOrder.export'>> {
  work.must('handleSignOrders')
  const { orderId, exportId, revision, recipient, signedForBy, purpose, untilDay } = input
  const known = await requireRecord(work, orderFlow, orderId)
  if (await knownExport(work, input)) return changed(known)
  const facts = { exportId, sha256, recipient, lineCount: lines.length }
  const after = await take(work, orderFlow, { ...known, facts }, 'export', { revision })
  const gone = await keepLines(work, orderId, lines)
  await work.insert(SignOrderExport, {
    id: exportId,
    orderId,
    at: work.now,
    byId: work.who.personId,
    recipient,
    signedForBy,
    purpose,
    untilDay,
    fields: fieldsIn(lines),
    lineCount: lines.length,
    sha256,
    deletedDay: null,
    deletionConfirmedById: null,
  })
  if (gone)
    await work.audit({
      action: 'signOrder.dropPlates',
      subjectKind: 'signOrder',
      subjectId: orderId,
      change: { plates: gone },
    })
  await endProofs(work, orderId, lines, '资料已重新导出，请等新样稿。')
  return changed(after)
}

/**
 * Hands the fewest possible data to the agency (R28, PIPL 21): who signed for what, for which purpose and how long, how
 * many plates, and the checksum of the file. Made outside the transaction, since drawing up the file takes a while.
 */
export const exportPlates = { prepare, run }
