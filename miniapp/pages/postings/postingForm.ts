import type { Input, Output } from '../../../server/contract'
import { newId } from '../../api/newId'
import type { FieldProblem } from '../../api/refused'
import { texts } from './texts'

export type PostingDepartment = Output<'posting.list'>['departments'][number]

export interface PostingForm {
  /** Of the record it will be: kept with the words, so that pressed again after a lost answer it is the same one. */
  entryId: string
  place: string
  day: string
  pictureId: string | null
}

/** Someone who posts again begins with the place of the last time. */
export const newPosting = (department: PostingDepartment, today: string): PostingForm => ({
  entryId: newId(),
  place: department.posted?.place ?? '',
  day: today,
  pictureId: null,
})

export const postingProblems = ({ place, day, pictureId }: PostingForm, today: string): FieldProblem[] => {
  const found: [boolean, string, string][] = [
    [place.trim() === '', 'place', texts.problems.place],
    [day === '' || day > today, 'day', texts.problems.day],
    [pictureId === null, 'pictureId', texts.problems.photo],
  ]
  return found.flatMap(([wrong, field, sentence]) => (wrong ? [{ field, code: 'missing', sentence }] : []))
}

export const postingInput = (
  { entryId, place, day, pictureId }: PostingForm,
  departmentId: string,
): Input<'posting.record'> => ({
  postingId: entryId,
  departmentId,
  day,
  place: place.trim(),
  pictureId: pictureId ?? '',
})

/** What the clerk should look at: nothing published, not yet put up, put up, or no longer true. */
export type PostingState = 'nothing' | 'missing' | 'current' | 'outdated'
export const postingState = ({ published, posts, posted }: PostingDepartment): PostingState => {
  if (posted) return posted.outdated ? 'outdated' : 'current'
  return published + posts > 0 ? 'missing' : 'nothing'
}
