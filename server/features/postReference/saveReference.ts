import { Department, PostReference } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { hasReadableCharacter } from '../../domain/wording/characters'
import { recordChanged, recordNotFound, refusal, requestMalformed } from '../../refusals'
import { tidyReference } from './records'
import { everyDepartment, referencesOf } from './referenceFor'

const postReferenceTaken = refusal(409, 'postReference.taken', '{post}已经有参考了，请直接修改那一条。')

/** How a refusal names the place of a reference. */
const placeName = (departmentName: string | null, positionTitle: string): string =>
  departmentName ? `${departmentName}的“${positionTitle}”` : `“${positionTitle}”（不分部门）`

const alike = (one: PostReference, other: Pick<PostReference, 'departmentId' | 'positionTitle' | 'content'>): boolean =>
  one.departmentId === other.departmentId && one.positionTitle === other.positionTitle && one.content === other.content

/** Writes or changes one reference. The id is the caller's: the same text sent twice is one reference. */
export async function saveReference(
  work: Work,
  { referenceId, departmentId, revision, ...texts }: Checked<'postReference.save'>,
): Promise<Output<'postReference.save'>> {
  work.must('managePostReferences')
  const facts = { departmentId: departmentId ?? everyDepartment, ...tidyReference(texts.positionTitle, texts.content) }
  if (!hasReadableCharacter(facts.content)) throw requestMalformed({ problems: '岗位职责只有标点符号' })
  const department = departmentId ? await work.one(Department, { id: departmentId }) : null
  if (departmentId && !department) throw recordNotFound({ what: '部门' })
  const known = await work.one(PostReference, { id: referenceId })
  if (revision === 0 && known) {
    if (alike(known, facts) && known.updatedById === work.who.personId) return { done: true }
    throw recordChanged()
  }
  if (revision > 0 && !known) throw recordNotFound({ what: '岗位参考' })
  const { departmentId: place, positionTitle } = facts
  const [taken] = (await referencesOf(work, [place], positionTitle)).filter(({ id }) => id !== referenceId)
  const takenSentence = () => postReferenceTaken({ post: placeName(department?.name ?? null, positionTitle) })
  if (taken) throw takenSentence()
  const stamp = { ...facts, updatedById: work.who.personId, updatedAt: work.now }
  if (known) await orTaken(work.revise(PostReference, { ...known, revision }, stamp), takenSentence)
  else if (!(await work.insertOnce(PostReference, { id: referenceId, ...stamp, revision: 1 }))) throw takenSentence()
  const line = { action: 'postReference.save', subjectKind: 'postReference', subjectId: referenceId }
  await work.audit({ ...line, change: { before: known?.content ?? null, ...facts } })
  return { done: true }
}
