import type { FieldProblem } from '../../api/refused'
import { plateTexts } from './formTexts'

/** The plate as it was hung (R15). */
export interface PlateForm {
  day: string
  place: string
  pictureId: string | null
}

export const emptyPlate = (today: string): PlateForm => ({ day: today, place: '', pictureId: null })

const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

export const plateProblems = (form: PlateForm, today: string): FieldProblem[] => [
  ...(form.pictureId ? [] : [problem('pictureId', plateTexts.needPicture)]),
  ...(form.place.trim() === '' ? [problem('place', plateTexts.needPlace)] : []),
  ...(form.day === '' ? [problem('day', plateTexts.needDay)] : []),
  ...(form.day > today ? [problem('day', plateTexts.futureDay)] : []),
]
