import { Department, PostReference } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { hasReadableCharacter, tidyText } from '../../domain/wording/characters'
import { recordChanged, recordNotFound, refusal, requestMalformed } from '../../refusals'
import { everyDepartment } from './referenceFor'

const postReferenceTaken = refusal(409, 'postReference.taken', '{post}已经有参考了，请直接修改那一条。')

/** The post as it is compared, and its duties with their line breaks. */
export const tidyReference = (positionTitle: string, content: string) => ({
  positionTitle: tidyText(positionTitle),
  content: content.normalize('NFC').replace(/\r\n?/g, '\n').trim(),
})

/** How a refusal names the place of a reference. */
const placeName = (departmentName: string | null, positionTitle: string): string =>
  departmentName ? `${departmentName}的“${positionTitle}”` : `“${positionTitle}”（不分部门）`

async function departmentNames(work: Work): Promise<Map<string, string>> {
  const departments = await work.manager.find(Department, { order: { code: 'ASC' } })
  return new Map(departments.map(({ id, name }) => [id, name]))
}

/** All references, those for every department first, then by department and post (R17). */
export async function listReferences(work: Work): Promise<Output<'postReference.list'>> {
  work.must('managePostReferences')
  const names = await departmentNames(work)
  const order = new Map([...names.keys()].map((id, at) => [id, at + 1]))
  const rows = await work.manager.find(PostReference, { order: { positionTitle: 'ASC' } })
  rows.sort((one, other) => (order.get(one.departmentId) ?? 0) - (order.get(other.departmentId) ?? 0))
  return {
    references: rows.map(({ id, departmentId, positionTitle, content, revision }) => ({
      referenceId: id,
      departmentId: departmentId || null,
      departmentName: names.get(departmentId) ?? null,
      positionTitle,
      content,
      revision,
    })),
    departments: [...names].map(([departmentId, name]) => ({ departmentId, name })),
  }
}

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
  const taken = await work.one(PostReference, { departmentId: place, positionTitle })
  const takenSentence = () => postReferenceTaken({ post: placeName(department?.name ?? null, positionTitle) })
  if (taken && taken.id !== referenceId) throw takenSentence()
  const stamp = { ...facts, updatedById: work.who.personId, updatedAt: work.now }
  if (known) await orTaken(work.revise(PostReference, { ...known, revision }, stamp), takenSentence)
  else if (!(await work.insertOnce(PostReference, { id: referenceId, ...stamp, revision: 1 }))) throw takenSentence()
  const line = { action: 'postReference.save', subjectKind: 'postReference', subjectId: referenceId }
  await work.audit({ ...line, change: { before: known?.content ?? null, ...facts } })
  return { done: true }
}

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
