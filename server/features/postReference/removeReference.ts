import { PostReference } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'

/** Removes a reference; what it said stays in the 留痕. */
export async function removeReference(
  work: Work,
  { referenceId, revision }: Checked<'postReference.remove'>,
): Promise<Output<'postReference.remove'>> {
  work.must('managePostReferences')
  const known = await work.one(PostReference, { id: referenceId })
  if (!known) throw recordNotFound({ what: '岗位参考' })
  // Whoever changed it at this instant is told, instead of losing the text.
  await work.revise(PostReference, { ...known, revision }, {})
  await work.manager.delete(PostReference, { id: referenceId })
  const { departmentId, positionTitle, content } = known
  const line = { action: 'postReference.remove', subjectKind: 'postReference', subjectId: referenceId }
  await work.audit({ ...line, change: { departmentId, positionTitle, content } })
  return { done: true }
}
