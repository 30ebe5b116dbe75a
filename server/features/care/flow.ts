import { EmergencyCare } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { secretaryAfter } from '../../domain/visits/care'
import { emergencyCare, type emergencyCareSteps } from '../../domain/workflows/emergencyCare'
import type { Flow, Taken } from '../workflow'
import { isOwedBy, peopleIn, rolesOf } from './people'
import { caresIn, caresNear, type KnownCare, withPeople } from './records'
import { carePath, tellCare } from './tell'

type CareEvent = (typeof emergencyCareSteps)[number]['event']

/** Whom each step tells of it. */
const told: readonly CareEvent[] = ['raise', 'tellSecretary', 'tellOffice', 'tellUnlogged']

const after = async (work: Work, { known, event }: Taken<KnownCare, CareEvent>): Promise<void> => {
  if (told.includes(event)) await tellCare(work, known)
}

const ended = (work: Work, contactId: string | null): Partial<EmergencyCare> =>
  contactId === null ? { openFor: null, endedAt: work.now } : { openFor: contactId, endedAt: null, visitId: null }

export const careFlow: Flow<typeof emergencyCareSteps, EmergencyCare, KnownCare> = {
  table: emergencyCare,
  entity: EmergencyCare,
  load: async (work, id) => {
    const record = await work.one(EmergencyCare, { id })
    return (record && (await withPeople(work, [record]))[0]) ?? null
  },
  open: caresIn,
  near: async (work, states) => {
    if (!work.may('handleCare')) return []
    return (await caresNear(work, states)).filter((known) => isOwedBy(work.who, known))
  },
  roles: rolesOf,
  people: peopleIn,
  grants: ['BRANCH_SECRETARY'],
  // Neither who it is nor what has happened: the face is what cards and lists say (rules §6.3).
  face: ({ record }) => ({
    about: '一条关怀任务',
    path: carePath(record.id),
    dueDay: record.logDueDay ? toCalendarDay(record.logDueDay) : dayOfInstant(Number(record.raisedAt) + secretaryAfter),
    places: { branchId: record.branchId },
  }),
  may: { cancelCare: () => undefined },
  follows: ({ record }, event, _state, work) => {
    if (event === 'logCare' || event === 'cancelCare') return ended(work, null)
    return event === 'takeVisitBack' ? ended(work, record.contactId) : {}
  },
  // What kind it was and whom it is about stands in the record alone.
  audit: ({ before, known: { record } }) => ({ change: { before: before.record.state, state: record.state } }),
  after,
}
