import type { Input, Output } from '../../../server/contract'
import { newId } from '../../api/newId'
import type { FieldProblem } from '../../api/refused'
import { texts } from './texts'

export type Contact = Output<'visit.contacts'>['contacts'][number]
export type VisitInput = Input<'visit.log'>

/** The choice that stands for a person who is not on one's list. */
export const someoneElse = 'someoneElse'

export interface VisitForm {
  /** Of the visit it will be. */
  entryId: string
  contact: string[]
  contactName: string
  way: VisitInput['way'][]
  purposes: VisitInput['purposes']
  day: string
  content: string
  hasProblem: boolean
  problem: string
}

/** A fresh form begins with today and 面谈, the commonest answers. */
export const emptyVisit = (today: string): VisitForm => ({
  entryId: newId(),
  contact: [],
  contactName: '',
  way: ['FACE'],
  purposes: [],
  day: today,
  content: '',
  hasProblem: false,
  problem: '',
})

const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

/** What is still missing, under the contract's field names; empty means it can be sent, also later without the person. */
export const visitProblems = (form: VisitForm, today: string): FieldProblem[] => {
  const found: FieldProblem[] = []
  if (form.contact.length === 0) found.push(problem('contactId', texts.needContact))
  if (form.contact[0] === someoneElse && form.contactName.trim() === '')
    found.push(problem('contactName', texts.needName))
  if (form.way.length === 0) found.push(problem('way', texts.needWay))
  if (form.purposes.length === 0) found.push(problem('purposes', texts.needPurpose))
  if (form.day === '') found.push(problem('visitedDay', texts.needDay))
  else if (form.day > today) found.push(problem('visitedDay', texts.futureDay))
  if (form.content.trim() === '') found.push(problem('content', texts.needContent))
  if (form.hasProblem && form.problem.trim() === '') found.push(problem('problem', texts.needProblem))
  return found
}

export const nameOf = (form: VisitForm, contacts: readonly Contact[]): string =>
  form.contact[0] === someoneElse
    ? form.contactName.trim()
    : (contacts.find(({ personId }) => personId === form.contact[0])?.name ?? '')

export const toInput = (form: VisitForm): VisitInput => {
  const onList = form.contact[0] !== someoneElse
  return {
    visitId: form.entryId,
    contactId: onList ? (form.contact[0] ?? null) : null,
    ...(onList ? {} : { contactName: form.contactName.trim() }),
    way: form.way[0] ?? 'FACE',
    purposes: form.purposes,
    visitedDay: form.day,
    content: form.content.trim(),
    ...(form.hasProblem ? { problem: form.problem.trim() } : {}),
  }
}
