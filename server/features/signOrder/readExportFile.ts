import { SignOrderExport } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound, refusal } from '../../refusals'
import type { FileAnswer } from '../call'
import { hashOf, zipOf } from './exportZip'
import { linesOf, requireOrder } from './records'
import { signOrderDeletionKnown } from './refusals'

const signOrderExportRenewed = refusal(
  409,
  'signOrder.exportRenewed',
  '这次导出之后资料更新过，请下载最近一次导出的文件。',
)

/**
 * The very file that was handed over, and none other: made anew and compared with the checksum of its export. Once the
 * agency has deleted it, it is not handed over again (PIPL 21).
 */
export async function readExportFile(
  work: Work,
  { orderId, exportId }: Checked<'signOrder.exportFile'>,
): Promise<FileAnswer> {
  work.must('handleSignOrders')
  const order = await requireOrder(work, orderId)
  const row = await work.one(SignOrderExport, { id: exportId, orderId })
  if (!row) throw recordNotFound({ what: '导出记录' })
  const content = await zipOf(work, await linesOf(work, orderId))
  if (hashOf(content) !== row.sha256) throw signOrderExportRenewed()
  if (row.deletedDay) throw signOrderDeletionKnown({ day: row.deletedDay })
  return { mediaType: 'application/zip', fileName: `${order.title}资料.zip`, content }
}
