import { createHash, randomUUID } from 'node:crypto'
import { StoredFile, StoredFilePart } from '../../entities'
import type { Work } from '../database/work'

const partBytes = 60_000

export interface FileToStore {
  ownerId: string
  purpose: StoredFile['purpose']
  mediaType: string
  width: number
  height: number
  content: Buffer
  /** For an ID_PHOTO: the original it was cut from. */
  originalId?: string
}

/** Puts a file into the database, in the unit of work of the record that needs it. Returns its id. */
export async function storeFile(work: Work, file: FileToStore): Promise<string> {
  const { content, originalId = null, ...facts } = file
  const id = randomUUID()
  const sha256 = createHash('sha256').update(content).digest('hex')
  await work.insert(StoredFile, {
    id,
    ...facts,
    originalId,
    byteCount: content.length,
    sha256,
    createdAt: work.now,
  })
  for (let part = 0; part * partBytes < content.length; part += 1) {
    const piece = content.subarray(part * partBytes, (part + 1) * partBytes)
    await work.insert(StoredFilePart, { fileId: id, part, content: piece })
  }
  return id
}

/** Contents of these files by id, in one statement: a sheet of paper shows a department's at once, some megabytes. */
export async function readFiles(work: Work, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  if (!ids.length) return new Map()
  const parts = await work.manager
    .createQueryBuilder(StoredFilePart, 'part')
    .where('part.fileId in (:...ids)', { ids })
    .orderBy('part.fileId')
    .addOrderBy('part.part')
    .getMany()
  const pieces = new Map<string, Buffer[]>()
  for (const { fileId, content } of parts) pieces.set(fileId, [...(pieces.get(fileId) ?? []), content])
  return new Map([...pieces].map(([fileId, contents]) => [fileId, Buffer.concat(contents)]))
}

/** Written out: a bulk download reads thousands, and building the query would cost and litter more than running it. */
export async function readFile(work: Work, id: string): Promise<Buffer> {
  const parts: { content: Buffer }[] = await work.manager.query(
    'select content from stored_file_part where fileId = ? order by part',
    [id],
  )
  const [first] = parts
  return parts.length === 1 && first ? first.content : Buffer.concat(parts.map((part) => part.content))
}
