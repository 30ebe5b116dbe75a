import type { Input, Output } from '../../../server/contract'
import { newId } from '../../api/newId'
import type { FieldProblem } from '../../api/refused'
import { texts } from './texts'

export type Contact = Output<'visit.contacts'>['contacts'][number]
export type VisitInput = Input<'visit.log'>

/** Of one visit, as the server takes them. */
export const mostPictures = 9
/** Of those met together. */
const mostContacts = 10
/** Who went, besides the author. */
export const mostCompanions = 10

export interface Companion {
  personId: string
  name: string
}

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
  place: string
  topic: string
  outcome: NonNullable<VisitInput['outcome']>[]
  /** Ids of photos that are kept on this phone. */
  pictures: string[]
  /** With their names: the list they were chosen from may not be there without a network. */
  companions: Companion[]
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
  place: '',
  topic: '',
  outcome: [],
  pictures: [],
  companions: [],
  content: '',
  hasProblem: false,
  problem: '',
})

const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

/** What is still missing, under the contract's field names; empty means it can be sent, also later without the person. */
export const visitProblems = (form: VisitForm, today: string): FieldProblem[] => {
  const found: FieldProblem[] = []
  if (form.contact.length === 0) found.push(problem('contactId', texts.needContact))
  if (form.contact.length > mostContacts) found.push(problem('contactId', texts.tooManyContacts))
  if (form.contact.includes(someoneElse) && form.contactName.trim() === '')
    found.push(problem('contactName', texts.needName))
  if (form.way.length === 0) found.push(problem('way', texts.needWay))
  if (form.purposes.length === 0) found.push(problem('purposes', texts.needPurpose))
  if (form.purposes.includes('DISPUTE') && form.outcome.length === 0) found.push(problem('outcome', texts.needOutcome))
  if (form.day === '') found.push(problem('visitedDay', texts.needDay))
  else if (form.day > today) found.push(problem('visitedDay', texts.futureDay))
  if (form.content.trim() === '') found.push(problem('content', texts.needContent))
  if (form.hasProblem && form.problem.trim() === '') found.push(problem('problem', texts.needProblem))
  return found
}

/** Who was met, by name. */
export const nameOf = (form: VisitForm, contacts: readonly Contact[]): string =>
  form.contact
    .map((one) =>
      one === someoneElse ? form.contactName.trim() : contacts.find(({ personId }) => personId === one)?.name,
    )
    .filter(Boolean)
    .join('、')

/** Those chosen who stand in the records for that day already: said, and taken all the same. */
export const alreadyThatDay = (form: VisitForm, contacts: readonly Contact[]): string =>
  contacts
    .filter(({ personId, lastDay }) => form.contact.includes(personId) && lastDay === form.day)
    .map(({ name }) => name)
    .join('、')

export const toInput = (form: VisitForm): VisitInput => {
  const [first = null, ...more] = form.contact.filter((one) => one !== someoneElse)
  const byName = form.contact.includes(someoneElse)
  return {
    visitId: form.entryId,
    contactId: byName ? null : first,
    ...(byName && { contactName: form.contactName.trim() }),
    moreContactIds: byName && first ? [first, ...more] : more,
    way: form.way[0] ?? 'FACE',
    purposes: form.purposes,
    visitedDay: form.day,
    ...(form.companions.length > 0 && { jointMemberIds: form.companions.map(({ personId }) => personId) }),
    ...(form.place.trim() && { place: form.place.trim() }),
    ...(form.purposes.includes('STUDY_PUBLICITY') && form.topic.trim() && { topic: form.topic.trim() }),
    ...(form.purposes.includes('DISPUTE') && form.outcome[0] && { outcome: form.outcome[0] }),
    content: form.content.trim(),
    ...(form.hasProblem ? { problem: form.problem.trim() } : {}),
  }
}
