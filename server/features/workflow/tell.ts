import { doneCard } from '../../../bot/cards/done'
import type { Card } from '../../../bot/port'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { grantOf } from '../../domain/workflows/doers'
import type { EventOf, StepRole, StepTable } from '../../domain/workflows/steps'
import { nextStep, plainYes, returners } from '../../domain/workflows/wayBack'
import { type AnyWorkflow, turnOf } from '../../domain/workflows/workflow'
import { loadHolidays, sendingTime } from '../calendar'
import { holders } from '../organisation'
import { answersOf } from './answers'
import type { AnyFlow, Flow, FlowRow, Held, Known, Owing, Taken, TurnCard } from './flow'

/** What the cards about a record turn to: what was done, by whom, when, and what comes next. */
export function endedCard<K extends Known<FlowRow>>(work: Work, flow: AnyFlow, taken: Taken<K, string>): Card {
  const { record } = taken.known
  const { table } = flow
  const { state: left } = taken.before.record
  const next = record.state === left ? null : nextStep(table, record.state)
  const back = plainYes(table, left)?.answer.event === taken.event ? returners(table, record.state) : []
  const { about, path } = flow.face(taken.known)
  return doneCard({
    title: table.events[taken.event]?.done ?? `已${table.events[taken.event]?.name ?? '办理'}`,
    line: about,
    who: taken.actor?.name ?? '系统',
    at: work.now,
    ...(next ? { next } : {}),
    ...(back.length ? { back: back.join('、') } : {}),
    path,
  })
}

/** Only the grants these capacities stand for are read, none where they are facts of the record. */
async function loadHeld(work: Work, flow: AnyFlow, roles: readonly StepRole[]): Promise<Held> {
  const asked = roles.flatMap((role) => grantOf(role) ?? []).filter((role) => flow.grants.includes(role))
  return asked.length ? holders(work, [...new Set(asked)]) : []
}

export const peopleOf = (flow: Owing, known: unknown, roles: readonly StepRole[], held: Held): string[] => [
  ...new Set(roles.flatMap((role) => flow.people(role, known, held))),
]

/** Whose turn the record's state is, of those who hold the posts. */
export function turnHolders<K extends Known<FlowRow>>(flow: Owing, known: K, held: Held): string[] {
  const turn = turnOf(flow.table, known.record.state)
  return turn ? peopleOf(flow, known, turn.by, held) : []
}

async function send(work: Work, flow: AnyFlow, known: Known<FlowRow>, asked: TurnCard): Promise<void> {
  const { id, state, revision } = known.record
  const { name } = flow.table
  const asks = turnOf(flow.table, state)?.by ?? []
  const people = asked.to ?? turnHolders(flow, known, await loadHeld(work, flow, asks))
  const told = [...new Set(people)].filter((personId) => !asked.notActor || personId !== work.actor?.personId)
  if (!told.length) return
  const { notBefore, day } = sendingTime(work, await loadHolidays(work))
  const card: Card = { ...asked.card(day), ...answersOf(flow, known, asked.wordsAt) }
  // An end is never left: news of it is about nothing that could still be finished.
  const own = state in flow.table.turn ? [subjectFor.turn(name, id, state)] : []
  await work.notifyAll(
    told.map((personId) => ({
      dedupeKey: asked.once?.(personId) ?? onceFor.turn(name, id, state, revision, personId),
      personId,
      kind: asked.kind ?? name,
      subjectKeys: asked.subject ? [asked.subject] : own,
      card,
      notBefore,
    })),
  )
}

/**
 * After a step, in its unit of work: the cards about the states it has left end, wherever it was taken, and whoever acts
 * next is told. So nobody is told of what was not written.
 */
export async function tell<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  binding: Flow<Steps, Row, K>,
  taken: Taken<K, EventOf<Steps>>,
  left: readonly string[],
): Promise<void> {
  const flow = binding as unknown as AnyFlow & { table: AnyWorkflow }
  const { id } = taken.known.record
  const subjects = [...new Set(left)].flatMap((state) => [
    // Where it was nobody's turn and no card is sent, nobody was asked.
    ...(turnOf(flow.table, state) || flow.cards?.[state] ? [subjectFor.turn(flow.table.name, id, state)] : []),
    ...(flow.ends?.(taken.known, state) ?? []),
  ])
  if (subjects.length) await work.finishCards(subjects, endedCard(work, flow, taken as Taken<K, string>))
  const asked = await flow.cards?.[taken.known.record.state]?.(work, taken.known, taken.event)
  if (asked) await send(work, flow, taken.known, asked)
}
