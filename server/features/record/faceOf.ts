import { Person } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { chainFrom, goesBack, type Link } from '../../domain/workflows/chain'
import { capacityName } from '../../domain/workflows/doers'
import type { StepRole } from '../../domain/workflows/steps'
import { restingStates, turnOf } from '../../domain/workflows/workflow'
import { holders, namesOf } from '../organisation'
import {
  type AnyFlow,
  allowedOf,
  type FlowRow,
  type Held,
  type Known,
  type Owed,
  owedOn,
  type Places,
  peopleOf,
} from '../workflow'

export type RecordFace = Output<'record.read'>
export type TakenStep = RecordFace['history'][number]
type Names = ReadonlyMap<string, string>

const offices = (roles: readonly StepRole[]): string[] => roles.flatMap((role) => capacityName(role) ?? [])

const named = (ids: readonly string[], names: Names) =>
  ids.flatMap((personId) => {
    const name = names.get(personId)
    return name === undefined ? [] : [{ personId, name }]
  })

/** Who would be asked where the record is going: it may depend on where it stands. */
function ownersAt(flow: AnyFlow, known: Known<FlowRow>, { state, by }: Link, held: Held): string[] {
  return peopleOf(flow, { ...known, record: { ...known.record, state } }, by, held)
}

/** Behind 'system' stands nobody: a job does it. */
const isPersons = ({ by }: Link): boolean => by.some((role) => role !== 'system')

const answersIn = ({ table }: AnyFlow, { state, event }: Owed) => {
  const { owes, answers = {} } = turnOf(table, state) ?? {}
  const asked = owes === event ? Object.values(answers) : []
  return asked.map((each) => ({ event: each.event, label: each.label, words: each.words ?? null, done: each.done }))
}

function turnIn(work: Work, flow: AnyFlow, owed: Owed | null, names: Names): RecordFace['turn'] {
  if (!owed) return null
  const mine = owed.owners.includes(work.who.personId)
  return {
    event: owed.event,
    title: owed.title,
    mine,
    answers: mine ? answersIn(flow, owed) : [],
    people: named(owed.owners, names),
    vacant: offices(owed.vacant),
    instead: owed.instead,
  }
}

const allowedIn = (work: Work, flow: AnyFlow, known: Known<FlowRow>): RecordFace['allowed'] =>
  allowedOf(flow as never, known as never, work.who)
    .filter((event) => !flow.blocked?.(known, event))
    .map((event: string) => {
      const { name = event, done, reason } = flow.table.events[event] ?? {}
      return {
        event,
        name,
        done: done ?? `已${name}`,
        reason: reason !== undefined,
        plain: Object.hasOwn(flow.may ?? {}, event),
        returns: goesBack(flow.table, known.record.state, event),
      }
    })

/** Posts at the record's own places and those of the whole house: of no other branch is anybody asked. */
const scopesOf = ({ branchId, departmentId }: Places): string[] => [
  '',
  ...[branchId, departmentId].flatMap((id) => id ?? []),
]

/**
 * The one face of a record: state, turn with people, what follows, what the reader may do, and how it came, as the part it
 * belongs to knows it. Two statements besides. Whoever asks has seen to the permission.
 */
export async function faceOf(
  work: Work,
  flow: AnyFlow,
  known: Known<FlowRow>,
  history: TakenStep[],
): Promise<RecordFace> {
  const { id: recordId, state, revision } = known.record
  const { table } = flow
  const { about, path, dueDay, places } = flow.face(known)
  const held = await holders(work, [...flow.grants], places && scopesOf(places))
  const owed = owedOn(flow, known, held)
  const links = chainFrom(table, state)
    .slice(owed ? 1 : 0)
    .filter(isPersons)
    .map((link) => ({ link, owners: ownersAt(flow, known, link, held) }))
  const names = await namesOf(work, Person, [...(owed?.owners ?? []), ...links.flatMap(({ owners }) => owners)])
  return {
    workflow: table.name,
    what: table.what,
    recordId,
    about,
    path,
    state,
    stateName: table.states[state] ?? state,
    revision,
    dueDay: dueDay && toCalendarDay(dueDay),
    turn: turnIn(work, flow, owed, names),
    rests: known.rests ?? restingStates(table).find(([resting]) => resting === state)?.[1] ?? null,
    ahead: links.map(({ link, owners }) => ({
      title: link.title,
      people: named(owners, names),
      vacant: owners.length ? [] : offices(link.by),
    })),
    allowed: allowedIn(work, flow, known),
    history,
  }
}
