import { randomUUID } from 'node:crypto'
import { filingCard } from '../../../bot/cards/filing'
import { Filing, FilingStep } from '../../../entities'
import { isDuplicate } from '../../database/faults'
import type { Work } from '../../database/work'
import { toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import { forms } from '../../domain/forms'
import { valueText } from '../../domain/forms/fields'
import { type AnyForm, filingStates, filingVerb, tableOf } from '../../domain/forms/form'
import type { Role } from '../../domain/organisation/roles'
import { grantOf } from '../../domain/workflows/doers'
import type { StepTable } from '../../domain/workflows/steps'
import { type AnyWorkflow, turnOf, type Workflow } from '../../domain/workflows/workflow'
import { branchHandRoles } from '../../policy'
import { holds, scopesOf } from '../../policy/actor'
import { recordChanged } from '../../refusals'
import { byGrant, type Flow, type Taken, type TurnCard, take } from '../workflow'
import { checkReadable, filingsIn, findFiling, type KnownFiling, withBranches } from './records'

export type FilingFlow = Flow<StepTable, Filing, KnownFiling>

/** What the cards about one that the branch still has to hand in share, begun or not. */
export const filingDueKey = (form: string, filingId: string) => subjectFor.turn(form, filingId, 'DUE')

const capacities = byGrant(['branchSecretary', 'branchCommittee', 'branchClerk', 'hqOffice'])
const mostTries = 50

/**
 * The next number of the year. The database refuses one taken in the same instant, and then the one after it is tried: no
 * number twice, and none left out, since a step that is not committed gives its number back.
 */
async function giveNumber(work: Work, form: AnyForm, { id }: Filing): Promise<Partial<Filing>> {
  const numberYear = yearOf(work.today)
  const { last } = (await work.manager
    .createQueryBuilder(Filing, 'filing')
    .select('max(filing.numberSerial)', 'last')
    .where({ form: form.name, numberYear })
    .getRawOne<{ last: number | string | null }>()) ?? { last: null }
  for (let serial = Number(last ?? 0) + 1; serial <= Number(last ?? 0) + mostTries; serial += 1) {
    const number = form.number?.(numberYear, serial) ?? String(serial)
    const given = { number, numberYear, numberSerial: serial }
    try {
      await work.change(Filing, { id }, given)
      return given
    } catch (fault) {
      if (!isDuplicate(fault)) throw fault
    }
  }
  throw recordChanged()
}

/** A draft leaves no row: nobody has to know how often it was kept. */
async function sign(work: Work, form: AnyForm, taken: Taken<KnownFiling, string>): Promise<void> {
  if (taken.event === form.way.drafts) return
  const { record } = taken.known
  // Before the audit line and the cards, which tell it. The record of a step is the engine's own copy.
  if (taken.event === form.way.numbers) Object.assign(record, await giveNumber(work, form, record))
  await work.insert(FilingStep, {
    id: randomUUID(),
    filingId: record.id,
    event: taken.event,
    state: record.state,
    actorId: taken.actor?.personId ?? null,
    actedAs: taken.actedAs,
    comment: taken.comment,
    content: taken.event === form.way.files ? record.content : null,
    at: work.now,
  })
}

/** A new version in force: the one before it ends. */
async function endOlder(work: Work, form: AnyForm, { known: { record } }: Taken<KnownFiling, string>): Promise<void> {
  const { inForce } = form.way
  if (!inForce || record.state !== inForce.state || record.supersedesId === null) return
  const older = await work.one(Filing, { id: record.supersedesId })
  if (older?.state !== inForce.state) return
  const flow = flowOf(form)
  const [known] = await withBranches(work, [older])
  if (known) await take(work, flow, known, inForce.ends, { actor: null })
}

const aboutOf = ({ record, branchName }: KnownFiling): string =>
  [branchName, record.subject, record.version > 1 ? `第${record.version}版` : ''].filter(Boolean).join('，')

const pathOf = ({ record }: KnownFiling): string => `/filings/${record.form}/${record.id}`

function factsOf(form: AnyForm, { record, branchName }: KnownFiling) {
  const shown = form.shown.flatMap((name) => {
    const field = form.fields[name]
    const value = field && valueText(field, record.content[name])
    return field && value ? [{ label: field.label, value }] : []
  })
  return [
    { label: '支部', value: branchName },
    ...(record.subject ? [{ label: '事项', value: record.subject }] : []),
    ...shown,
  ]
}

/** The card of whoever the state waits for; of one that is in force, news for whoever handed it in. */
function cardOf(form: AnyForm, known: KnownFiling): TurnCard {
  const { record } = known
  const turn = turnOf(tableOf(form), record.state)
  const urgent = isWithBranch(form, record)
  const matter = {
    title: urgent ? `${form.title}被退回` : (turn?.title ?? `${form.title}${form.way.states[record.state]}`),
    line: urgent ? `退回原因写在页面上，请补正后重新${filingVerb(form)}。` : form.lead,
    urgent,
    facts: factsOf(form, known),
    path: pathOf(known),
  }
  const filers = record.filedById === null ? [] : [record.filedById]
  return { kind: 'filing', card: () => filingCard(matter), ...(turn ? {} : { to: filers, notActor: true as const }) }
}

/** Whether it still lies with whoever hands it in. */
const isWithBranch = (form: AnyForm, { state }: Filing): boolean => filingStates(form).includes(state)

/** Whose turn some state of these forms is. */
const turnRoles = (flows: readonly FilingFlow[], states: readonly string[]): Role[] =>
  flows.flatMap(({ table }) =>
    states.flatMap((state) => turnOf(table as AnyWorkflow, state)?.by.flatMap((role) => grantOf(role) ?? []) ?? []),
  )

/** Filings that may wait for the actor: of branches in which he has a turn, and for 党办 those it has one in. */
export async function nearFilings(
  work: Work,
  all: readonly AnyForm[],
  states: readonly string[],
): Promise<KnownFiling[]> {
  const flows = all.map(flowOf)
  const roles = branchHandRoles.filter((role) => turnRoles(flows, states).includes(role))
  const own = scopesOf(work.who, roles)
  const offices = holds(work.who, ['HQ_OFFICE'])
    ? states.filter((state) => turnRoles(flows, [state]).includes('HQ_OFFICE'))
    : []
  const found = [
    ...(own.length ? await filingsIn(work, all, own, states) : []),
    ...(offices.length ? await filingsIn(work, all, null, offices) : []),
  ]
  return withBranches(work, [...new Map(found.map((filing) => [filing.id, filing])).values()])
}

const bound = new Map<string, FilingFlow>()

/** The binding of a form: one, whoever asks. */
export function flowOf(form: AnyForm): FilingFlow {
  const flow = bound.get(form.name) ?? bind(form)
  bound.set(form.name, flow)
  return flow
}

/** Steps that write no field: whoever the permission refuses; whose step it is, the table says. */
const mayOf = (form: AnyForm): NonNullable<FilingFlow['may']> => {
  const { drafts, files, inForce, events } = form.way
  const may = (work: Work, { record }: KnownFiling) => {
    work.must('takeFilingStep')
    checkReadable(work, form, record)
  }
  const plain = Object.keys(events).filter((event) => ![drafts, files, inForce?.ends].includes(event))
  return Object.fromEntries(plain.map((event) => [event, may]))
}

function bind(form: AnyForm): FilingFlow {
  const table = tableOf(form)
  const told = Object.keys(table.states).filter((state) => turnOf(table, state) || state === form.way.inForce?.state)
  return {
    table: table as Workflow<StepTable>,
    entity: Filing,
    load: (work, id) => findFiling(work, form, id),
    open: async (work, states) => withBranches(work, await filingsIn(work, [form], null, states)),
    near: (work, states) => nearFilings(work, [form], states),
    roles: (actor, { record: { branchId } }) => capacities.of(actor, { branchId }),
    people: (role, { record: { branchId } }, held) => capacities.people(role, { branchId }, held),
    grants: capacities.grants,
    face: (known) => ({
      about: aboutOf(known),
      path: pathOf(known),
      // The day is the branch's: what is handed in has none any more.
      dueDay: isWithBranch(form, known.record) && known.record.dueDay ? toCalendarDay(known.record.dueDay) : null,
      places: { branchId: known.record.branchId },
    }),
    may: mayOf(form),
    sign: (work, taken) => sign(work, form, taken),
    audit: ({ before, known: { record } }) => ({
      subjectKind: 'filing',
      change: {
        before: before.record.state,
        state: record.state,
        version: record.version,
        ...(record.number === null ? {} : { number: record.number }),
      },
    }),
    cards: Object.fromEntries(told.map((state) => [state, async (_work, known) => cardOf(form, known)])),
    ends: ({ record }, state) => (filingStates(form).includes(state) ? [filingDueKey(form.name, record.id)] : []),
    after: (work, taken) => endOlder(work, form, taken),
    duplicate: () => recordChanged(),
  }
}

export const filingFlows: readonly FilingFlow[] = forms.map(flowOf)
