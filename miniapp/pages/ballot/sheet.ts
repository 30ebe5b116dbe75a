import type { Output } from '../../../server/contract'
import { ballotMinutes } from '../../../server/domain/evaluation/ballotMinutes'
import { isCollective } from '../../../server/domain/scoring/collective'
import { fetchNow } from '../../composables/later'
import { rightKey } from '../../sealing/receipts'

export type Sheet = Output<'ballot.sheet'>
export type Subject = Sheet['subjects'][number]
/** One mark per item, '' where none is chosen yet. */
export type Marks = string[]
/** The marks of each ballot: of one subject, from one rater group (one person may rate another from two), of one revision. */
export type Answers = Record<string, Marks>

/** What was chosen for a ballot that lies in the box by now is no answer for the next one. */
export const keyOf = (subject: Pick<Subject, 'subjectId' | 'raterGroup' | 'revision'>): string =>
  `${subject.subjectId}/${subject.raterGroup}/${subject.revision}`

/**
 * Those whose ballot is no longer in the box, to be rated anew. `revisions`: which one this phone had cast of each; the next comes
 * after it, whatever lies there now.
 */
export const toResend = ({ subjects, replaceable }: Sheet, revisions: Readonly<Record<string, number>>): Subject[] =>
  [...subjects, ...replaceable].flatMap((subject) => {
    const before = revisions[rightKey(subject)]
    return before === undefined ? [] : [{ ...subject, revision: Math.max(subject.revision, before) }]
  })

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

/** Beside the marks of single ballots lies what a meeting chose for most (table.ts). */
export const fillPrefix = 'most/'

/** Of what was kept, the marks that still belong to a ballot of this sheet; null where there are none. */
export const answersFor = (sheet: Sheet, kept: Answers): Answers | null => {
  const known = new Set(sheet.subjects.map(keyOf))
  const found = Object.entries(kept).filter(([key]) => known.has(key) || key.startsWith(fillPrefix))
  return found.length > 0 ? Object.fromEntries(found) : null
}

/** The secret ballots of a sheet, or those that a meeting gives, which are a table of their own. */
export const partOf = (sheet: Sheet, collective: boolean): Sheet => {
  const belongs = ({ raterGroup }: Subject): boolean => isCollective(raterGroup) === collective
  return { ...sheet, subjects: sheet.subjects.filter(belongs), replaceable: sheet.replaceable.filter(belongs) }
}

/** What the sheets of meetings among these are called, 组织评定 before 上级评. */
export const sheetName = (subjects: readonly Subject[]): string =>
  [...new Set(subjects.map(({ raterGroup }) => raterGroup))]
    .map((group) => (group === 'ORG' ? '组织评定' : '上级评'))
    .sort()
    .reverse()
    .join('、')

/** The figure that stands on the card, too. */
export const minutesFor = (sheet: Sheet): number => ballotMinutes(sheet.subjects, (kind) => sheet.items[kind].length)

/** In a page that is no secure one the browser seals nothing. */
export const hasCrypto = (): boolean => Boolean(globalThis.crypto?.subtle)
export const canSeal = (sheet: Sheet): boolean => sheet.locks !== null && hasCrypto()

const answersOf = (sheet: Sheet, answers: Answers, subject: Subject): string =>
  marksOf(sheet, answers, subject).join(sheet.inputMode === 'GRADE' ? '' : ',')

/** What seals: 8 kB that come after the page. */
export const sealing = () => import('../../sealing/seal')

/** The ballots of a sheet as they are sent: sealed here where that can be done. */
export const ballotsOf = async (roundId: string, sheet: Sheet, answers: Answers) => {
  const given = sheet.subjects.map((subject) => {
    const { subjectId, raterGroup } = subject
    return { ballot: { subjectId, raterGroup, revision: subject.revision + 1 }, subject }
  })
  const { locks } = sheet
  if (!locks || !canSeal(sheet))
    return given.map(({ ballot, subject }) => ({ ...ballot, answers: answersOf(sheet, answers, subject) }))
  const { sealBallot } = await fetchNow(sealing)
  return Promise.all(
    given.map(async ({ ballot, subject }) => {
      const text = answersOf(sheet, answers, subject)
      const envelope = await sealBallot(locks, { ...ballot, roundId, voterId: subject.voterId }, sheet.inputMode, text)
      return envelope ? { ...ballot, envelope } : { ...ballot, answers: text }
    }),
  )
}
