import { outcomeLines, type PartDone, severalDoneCard, severalOnCard } from '../../../bot/cards/several'
import type { Card, Press, PressAnswer } from '../../../bot/port'
import { InboxEvent } from '../../../entities'
import type { Work } from '../../database/work'
import { type SubjectKey, subjectFor } from '../../domain/cardKeys'
import { nextStep, plainYes, returners } from '../../domain/workflows/wayBack'
import { leadsTo, turnOf } from '../../domain/workflows/workflow'
import { cardStale, Refusal, refusal } from '../../refusals'
import type { PressSeries } from '../call'
import { type AnyFlow, type FlowRow, type Known, requireRecord, step } from '../workflow'

const nothingTicked = refusal(422, 'card.nothingTicked', '没有勾选任何一份，请勾选后再按。')

/** The first word of what such a card sends. */
export const severalAction = 'steps'

const withRevision = ({ id, revision }: FlowRow): string => `${id}.${revision}`

/** The list as the card shows it, each record with the revision it had then: nothing else can be answered by the press. */
export const actionOfSeveral = (workflow: string, state: string, answer: string, records: readonly FlowRow[]): string =>
  [severalAction, workflow, state, answer, records.map(withRevision).join(',')].join(':')

interface Part {
  flow: AnyFlow
  state: string
  event: string
  id: string
  revision: number
  position: number
}

/** Who has answered which record as it was, in place of an event of the platform: a second press hears of the first. */
const receiptId = ({ id, revision }: Part, personId: string): string => `answered:${id}:${revision}:${personId}`

const asked = (flows: ReadonlyMap<string, AnyFlow>, argument: string) => {
  const [name = '', state = '', answer = '', list = ''] = argument.split(':')
  const flow = flows.get(name)
  const yes = flow && plainYes(flow.table, state)
  if (!flow || yes?.name !== answer || !list) throw cardStale()
  const { event } = yes.answer
  const records = list.split(',').map((each, position): Part => {
    const [id = '', revision = ''] = each.split('.')
    return { flow, state, event, id, revision: Number(revision), position }
  })
  return { flow, state, event, records }
}

/** What stayed ticked, of as many as were listed; all where the platform shows no ticks. */
const isTicked = ({ values: { ticked } }: Press, { position }: Part): boolean =>
  ticked === undefined || ticked.split(',').includes(String(position))

/** Why it is not his to answer now, in words; null when it is. */
function hindrance(work: Work, { flow, state, revision }: Part, known: Known<FlowRow>): string | null {
  const by = turnOf(flow.table, state)?.by ?? []
  const roles = flow.roles(work.who, known)
  if (!by.some((role) => roles.includes(role))) return '现在不由您办理'
  const { record } = known
  if (record.state !== state) return `已有变动，现在是“${flow.table.states[record.state] ?? record.state}”`
  return record.revision === revision ? null : '内容改过了，请打开页面看新的'
}

async function answerOne(work: Work, part: Part): Promise<string | null> {
  const { flow, id, revision, event } = part
  const receipt = { id: receiptId(part, work.who.personId), receivedAt: work.now, kind: 'answered', answer: null }
  // First, so that of two presses at once the second waits here and then finds it done.
  if (!(await work.insertOnce(InboxEvent, receipt))) return null
  const known = (await requireRecord(work, flow as never, id)) as Known<FlowRow>
  const reason = hindrance(work, part, known)
  if (reason) throw new NotTaken(reason)
  await step(work, flow as never, { id, revision, event, comment: '' } as never)
  return null
}

/** Undoes the unit of work of one record and says why, without a full stop. */
class NotTaken extends Error {}

const reasonOf = (fault: unknown): string | null => {
  if (fault instanceof NotTaken) return fault.message
  return fault instanceof Refusal ? (fault.problems[0]?.sentence ?? fault.message).replace(/。$/, '') : null
}

/** '许青禾 示范岗，质量部', as the card listed it; as it is now where the card is not known. */
async function labelsOf(work: Work, parts: readonly Part[], sent: Card | null): Promise<string[]> {
  const labels: string[] = []
  for (const { flow, id, position } of parts) {
    const known = sent ? null : ((await flow.load(work, id).catch(() => null)) as Known<FlowRow> | null)
    labels.push(sent?.answers?.listed?.[position]?.label ?? (known ? flow.face(known).about : `第${position + 1}份`))
  }
  return labels
}

/**
 * One press answers several records alike (rules §6.3): each by the step of its page, with the permission, the table and
 * the revision asked anew, in a unit of work of its own with its own audit line and cards. Those listed and no others; those
 * that have moved, or are not his any more, are named with the reason. Pressed again it answers nothing twice and says the same.
 */
export function severalOf(flows: readonly AnyFlow[]): PressSeries<Part> {
  const byName = new Map(flows.map((flow) => [flow.table.name, flow]))
  return {
    parts: (press, argument) => {
      const chosen = asked(byName, argument).records.filter((part) => isTicked(press, part))
      if (!chosen.length) throw nothingTicked()
      return chosen
    },
    one: answerOne,
    reason: reasonOf,
    subject: ({ flow, id, state }): SubjectKey => subjectFor.turn(flow.table.name, id, state),
    answer: async (work, press, argument, { parts, reasons, sent, goesOn }): Promise<PressAnswer> => {
      const { flow, state, event, records } = asked(byName, argument)
      const labels = await labelsOf(work, parts, sent)
      const done = parts.map((_part, at): PartDone => ({ label: labels[at] ?? '', reason: reasons[at] ?? null }))
      const taken = done.filter(({ reason }) => reason === null).length
      const failed = done.length - taken
      const title = flow.table.events[event]?.done ?? `已${flow.table.events[event]?.name ?? '办理'}`
      const reached = leadsTo(flow.table, state, event) ?? state
      const next = taken ? nextStep(flow.table, reached) : null
      const back = taken ? returners(flow.table, reached).join('、') : ''
      const facts = { title, who: work.who.name, at: work.now, ...(next ? { next } : {}), ...(back ? { back } : {}) }
      const left = records.filter((part) => !isTicked(press, part))
      const leftLabels = left.map(({ position }) => sent?.answers?.listed?.[position]?.label ?? '')
      const said = taken ? `${title}（${taken}份）${failed ? `，${failed}份没有办理` : ''}。` : outcomeLines(done)[0]
      return {
        toast: { kind: taken ? 'done' : 'refused', text: said ?? '' },
        card: sent && goesOn ? severalOnCard(sent, done, leftLabels) : severalDoneCard(done, { ...facts, path: '/' }),
      }
    },
  }
}
