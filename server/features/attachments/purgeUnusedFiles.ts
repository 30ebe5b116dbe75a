import { In, MoreThan, type ObjectLiteral } from 'typeorm'
import {
  CampaignBasis,
  FilingFile,
  Fulfilment,
  Pledge,
  PledgeVersion,
  PostArea,
  SignOrder,
  SignOrderLine,
  StoredFile,
  StoredFilePart,
  VisitPicture,
  WallPosting,
} from '../../../entities'
import { othersFirst } from '../../database/pieces'
import type { Database, Work } from '../../database/work'

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
  [CampaignBasis, 'fileId'],
  [VisitPicture, 'fileId'],
]

const keptMilliseconds = 30 * 86_400_000
/** Files looked at in one reading, and deleted in one unit of work: nobody notices either. */
const filesALook = 200
const filesADeletion = 10
const bytesADeletion = 512 * 1024

type Facts = Pick<StoredFile, 'id' | 'createdAt' | 'byteCount'>

/** Those of the files that no record names; each column is asked by its index. */
async function unnamed(work: Work, files: readonly Facts[]): Promise<Facts[]> {
  const named = new Set<string>()
  for (const [entity, column] of fileReferences) {
    const ids = files.map(({ id }) => id).filter((id) => !named.has(id))
    if (!ids.length) break
    const rows = await work.manager
      .createQueryBuilder(entity, 'record')
      .select(`record.${column}`, 'id')
      .where(`record.${column} in (:...ids)`, { ids })
      .getRawMany<{ id: string }>()
    for (const { id } of rows) named.add(id)
  }
  return files.filter(({ id }) => !named.has(id))
}

/** The next files in the order of their ids, of any age. */
const filesAfter = (work: Work, id: string): Promise<Facts[]> =>
  work.manager.find(StoredFile, {
    select: { id: true, createdAt: true, byteCount: true },
    where: { id: MoreThan(id) },
    order: { id: 'ASC' },
    take: filesALook,
  })

/** The first few of them, by number and by bytes; at least one. */
function firstPart(files: readonly Facts[]): Facts[] {
  let bytes = 0
  const count = files.findIndex(({ byteCount }, index) => {
    bytes += byteCount
    return index > 0 && (index >= filesADeletion || bytes > bytesADeletion)
  })
  return files.slice(0, count < 0 ? files.length : count)
}

/** Asked once more in the unit of work that deletes them: a record may have come to name one meanwhile. */
async function remove(work: Work, files: readonly Facts[]): Promise<number> {
  const ids = (await unnamed(work, files)).map(({ id }) => id)
  if (!ids.length) return 0
  await work.manager.delete(StoredFilePart, { fileId: In(ids) })
  await work.manager.delete(StoredFile, { id: In(ids) })
  return ids.length
}

/** Goes through all files once, from piece to piece. */
async function removeUnused(database: Database): Promise<number> {
  let removed = 0
  let last = ''
  for (;;) {
    const { files, unused } = await database.read(null, 'job', async (work) => {
      const files = await filesAfter(work, last)
      const old = files.filter(({ createdAt }) => createdAt < work.now - keptMilliseconds)
      return { files, unused: await unnamed(work, old) }
    })
    for (let rest = unused; rest.length; ) {
      const part = firstPart(rest)
      removed += await database.unitOfWork(null, 'job', (work) => remove(work, part))
      rest = rest.slice(part.length)
      await othersFirst()
    }
    if (files.length < filesALook) return removed
    last = files.at(-1)?.id ?? last
    await othersFirst()
  }
}

/**
 * Removes uploaded photos, pictures and documents that no record names 30 days after they were sent: nobody's face is kept
 * for nothing (PIPL 19). Answers how many. In pieces between which everybody else has a turn: the work grows with the number
 * of files, and nobody waits for it. Run it every night.
 */
export async function purgeUnusedFiles(database: Database): Promise<number> {
  const first = await removeUnused(database)
  // Once more: with an unused copy gone, its original is unused as well.
  return first ? first + (await removeUnused(database)) : 0
}
