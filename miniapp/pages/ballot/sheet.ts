import type { Output } from '../../../server/contract'

export type Sheet = Output<'ballot.sheet'>
export type Subject = Sheet['subjects'][number]
/** One mark per item, '' where none is chosen yet. */
export type Marks = string[]
/** The marks of each subject, by subject and rater group: one person may rate another from two groups. */
export type Answers = Record<string, Marks>

export const keyOf = (subject: Pick<Subject, 'subjectId' | 'raterGroup'>): string =>
  `${subject.subjectId}/${subject.raterGroup}`

export const itemsFor = (sheet: Sheet, subject: Subject): Sheet['items']['MEMBER'] => sheet.items[subject.kind]

/** The marks given so far, always one place for each item. */
export const marksOf = (sheet: Sheet, answers: Answers, subject: Subject): Marks => {
  const given = answers[keyOf(subject)] ?? []
  return itemsFor(sheet, subject).map((_item, index) => given[index] ?? '')
}

export const itemsLeft = (sheet: Sheet, answers: Answers, subject: Subject): number =>
  marksOf(sheet, answers, subject).filter((mark) => mark === '').length

/** Subjects whose every item is marked. */
export const subjectsDone = (sheet: Sheet, answers: Answers): number =>
  sheet.subjects.filter((subject) => itemsLeft(sheet, answers, subject) === 0).length

/** Where to go on: the first person not finished, or the last one. */
export const firstOpen = (sheet: Sheet, answers: Answers): number => {
  const index = sheet.subjects.findIndex((subject) => itemsLeft(sheet, answers, subject) > 0)
  return index < 0 ? sheet.subjects.length - 1 : index
}

/** Five items take a practised reader about a third of a minute. */
export const minutesFor = (subjects: number): number => Math.max(1, Math.ceil(subjects / 3))

export const ballotsOf = (sheet: Sheet, answers: Answers) =>
  sheet.subjects.map((subject) => ({
    subjectId: subject.subjectId,
    raterGroup: subject.raterGroup,
    answers: marksOf(sheet, answers, subject).join(''),
  }))
