import { In } from 'typeorm'
import { PostReference } from '../../../entities'
import type { Work } from '../../database/work'
import { foldText } from '../../domain/wording/foldText'
import type { PlacedPerson } from '../organisation'

/** In no department of its own: for this post everywhere. */
export const everyDepartment = ''

/** The references of these departments for a post of this title, however it is typed; without their texts. */
export async function referencesOf(
  work: Work,
  departmentIds: readonly string[],
  positionTitle: string,
): Promise<Pick<PostReference, 'id' | 'departmentId'>[]> {
  const title = foldText(positionTitle)
  if (!title) return []
  const written = await work.manager.find(PostReference, {
    select: { id: true, departmentId: true, positionTitle: true },
    where: { departmentId: In(departmentIds) },
  })
  return written.filter((each) => foldText(each.positionTitle) === title)
}

/**
 * 「三岗」 (R17, U4): the duties of this person's post as 党办 wrote them for the department, else for the post anywhere;
 * null when nobody wrote any.
 */
export async function referenceFor(
  work: Work,
  { departmentId, positionTitle }: Pick<PlacedPerson, 'departmentId' | 'positionTitle'>,
): Promise<string | null> {
  const found = await referencesOf(work, [departmentId ?? everyDepartment, everyDepartment], positionTitle)
  const own = found.find((each) => each.departmentId === departmentId) ?? found[0]
  return own ? ((await work.one(PostReference, { id: own.id }))?.content ?? null) : null
}
