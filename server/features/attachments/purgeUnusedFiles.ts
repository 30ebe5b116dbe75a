import { In, type ObjectLiteral } from 'typeorm'
import {
  FilingFile,
  Fulfilment,
  Pledge,
  PledgeVersion,
  PostArea,
  SignOrder,
  SignOrderLine,
  StoredFile,
  StoredFilePart,
  WallPosting,
} from '../../../entities'
import type { Work } from '../../database/work'

/** Every column in which a record names a file. A file named by none of them is nobody's. */
export const fileReferences: readonly (readonly [entity: new () => ObjectLiteral, column: string])[] = [
  [Pledge, 'photoId'],
  [PledgeVersion, 'photoId'],
  // An original is kept as long as a copy cut from it.
  [StoredFile, 'originalId'],
  [Fulfilment, 'pictureId'],
  [PostArea, 'meetingPictureId'],
  [PostArea, 'platePictureId'],
  [WallPosting, 'pictureId'],
  [SignOrder, 'quoteFileId'],
  [SignOrder, 'minutesFileId'],
  [SignOrderLine, 'photoId'],
  [FilingFile, 'fileId'],
]

const keptMilliseconds = 30 * 86_400_000
/** Files a run; what is left over goes the next night. */
const mostFiles = 200

async function unusedFiles(work: Work, limit: number): Promise<string[]> {
  const query = work.manager
    .createQueryBuilder(StoredFile, 'file')
    .select('file.id', 'id')
    .where('file.createdAt < :before', { before: work.now - keptMilliseconds })
  for (const [entity, column] of fileReferences) {
    const named = query.subQuery().select('1').from(entity, 'record').where(`record.${column} = file.id`)
    query.andWhere(`not exists ${named.getQuery()}`)
  }
  const rows = await query.orderBy('file.createdAt').limit(limit).getRawMany<{ id: string }>()
  return rows.map(({ id }) => id)
}

/**
 * Removes uploaded photos, pictures and documents that no record names 30 days after they were sent: nobody's face is kept
 * for nothing (PIPL 19). At most 200 a call; answers how many. Run it every night.
 */
export async function purgeUnusedFiles(work: Work): Promise<number> {
  let removed = 0
  for (;;) {
    const ids = await unusedFiles(work, mostFiles - removed)
    if (!ids.length) return removed
    await work.manager.delete(StoredFilePart, { fileId: In(ids) })
    await work.manager.delete(StoredFile, { id: In(ids) })
    removed += ids.length
    // Once more: with an unused copy gone, its original is unused as well.
    if (removed >= mostFiles) return removed
  }
}
