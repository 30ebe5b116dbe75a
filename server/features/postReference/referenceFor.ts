import { In } from 'typeorm'
import { PostReference } from '../../../entities'
import type { Work } from '../../database/work'
import { tidyText } from '../../domain/wording/characters'
import type { PlacedPerson } from '../organisation'

/** In no department of its own: for this post everywhere. */
export const everyDepartment = ''

/**
 * 「三岗」 (R17, U4): the duties of this person's post as 党办 wrote them for the department, else for the post anywhere;
 * null when nobody wrote any. Titles are compared in NFC and without blanks around them.
 */
export async function referenceFor(
  work: Work,
  { departmentId, positionTitle }: Pick<PlacedPerson, 'departmentId' | 'positionTitle'>,
): Promise<string | null> {
  const title = tidyText(positionTitle)
  if (!title) return null
  const places = [departmentId ?? everyDepartment, everyDepartment]
  const found = await work.manager.findBy(PostReference, { departmentId: In(places), positionTitle: title })
  const own = found.find((each) => each.departmentId === departmentId)
  return (own ?? found.find((each) => each.departmentId === everyDepartment))?.content ?? null
}
