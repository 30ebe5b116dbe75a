import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { checkForm, isMeasurable, type PostAreaForm, tidyForm } from '../../../server/domain/postArea/form'
import type { FieldProblem } from '../../api/refused'
import { fillTexts } from './fillTexts'
import { toCount } from './meetingForm'
import type { Kind, PostArea } from './postSteps'

/** The words of 推荐表 or 确定表 as they are typed (R09, R10; rules §5.1, §5.2). */
export interface FillForm {
  title: string
  goal: string
  content: string
  grounds: string
  scope: string
  coveredPeople: string
  checking: string
  termToDay: string
}
export type LongField = 'goal' | 'content' | 'grounds'

/** As the contract has it; the field itself takes no more. */
export const shortLimits = { title: 60, scope: 200, checking: 200 } as const

export const longFields = (kind: Kind): LongField[] =>
  kind === 'POST' ? ['goal', 'content', 'grounds'] : ['goal', 'content']

export const fillFormOf = (record: PostArea): FillForm => ({
  title: record.title,
  goal: record.goal,
  content: record.content,
  grounds: record.grounds,
  scope: record.scope,
  coveredPeople: record.coveredPeople === null ? '' : String(record.coveredPeople),
  checking: record.checking,
  termToDay: record.termToDay ?? '',
})

/** The input of postArea.fill without the record itself; a 岗 has none of the fields of a 区. */
export const fillInput = (form: FillForm, kind: Kind): PostAreaForm =>
  tidyForm(kind, {
    ...form,
    coveredPeople: toCount(form.coveredPeople),
    termToDay: kind === 'AREA' && form.termToDay !== '' ? form.termToDay : null,
  })

const countProblem = (form: FillForm, kind: Kind): FieldProblem[] =>
  kind === 'AREA' && form.coveredPeople.trim() !== '' && toCount(form.coveredPeople) === null
    ? [{ field: 'coveredPeople', code: 'page.missing', sentence: fillTexts.needCount }]
    : []

/** What keeps the form from being handed in, by the server's own rules and sentences; empty when it can be sent. */
export const fillProblems = (form: FillForm, kind: Kind, today: string, limit: number): FieldProblem[] => [
  ...checkForm(kind, fillInput(form, kind), toCalendarDay(today), limit),
  ...countProblem(form, kind),
]

/** R10: at least one measurable goal is advised, never demanded. */
export const goalHint = (goal: string): string => (goal.trim() !== '' && !isMeasurable(goal) ? fillTexts.goalHint : '')
