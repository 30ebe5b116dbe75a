import { StoredFile } from '../../../entities'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'

const what = { PICTURE: '照片', DOCUMENT: '附件' }

/**
 * A file that may be named in a record: one the actor has sent up himself, or the one that stands there already
 * (`standing`). Knowing an id must not make another's file part of one's own record, where one could read it.
 */
export async function requireAttachable(
  work: Work,
  fileId: string,
  purpose: keyof typeof what,
  standing: string | null = null,
): Promise<void> {
  if (fileId === standing) return
  const ownerId = work.who.personId
  if (!(await work.one(StoredFile, { id: fileId, purpose, ownerId }))) throw recordNotFound({ what: what[purpose] })
}
