import { InboxEvent, OutboxMessage } from '../entities'
import { isDuplicate } from '../server/database/faults'
import type { Database, Work } from '../server/database/work'
import { findPersonByAccount } from '../server/features/organisation/accounts'
import { loadActor } from '../server/features/organisation/loadActor'
import type { Actor } from '../server/policy/actor'
import { Refusal, refuse } from '../server/refusals'
import type { Card, ChatPlatform, InboundEvent, MessageRef, PlatformIdentity, PressAnswer } from './port'

export type Press = Extract<InboundEvent, { kind: 'press' }>
type Heard = Extract<InboundEvent, { kind: 'text' }>

/** What a pressed button does, by the first word of its action (`visit.log:…`). */
export type PressHandlers = Record<string, (work: Work, press: Press, argument: string) => Promise<PressAnswer>>

export type Inbound = (platform: ChatPlatform, event: InboundEvent) => Promise<PressAnswer | null>

const refused = (text: string): PressAnswer => ({ toast: { kind: 'refused', text } })

const eventKey = (platform: ChatPlatform, event: InboundEvent): string =>
  `${platform.name}:${event.eventId}`.slice(0, 120)

async function act(work: Work, press: Press, handlers: PressHandlers): Promise<PressAnswer> {
  const [name = '', argument = ''] = press.action.split(/:(.*)/s)
  const handler = handlers[name]
  if (!handler) throw refuse('card.unknown')
  return handler(work, press, argument)
}

/** Whoever stands behind a platform identity, as of today; null when the roster knows nobody. */
async function actorOf(database: Database, platform: ChatPlatform, identity: PlatformIdentity): Promise<Actor | null> {
  return database.read(null, 'card', async (work) => {
    const person = await findPersonByAccount(work, platform.name, identity)
    return person && loadActor(work, person.personId)
  })
}

export interface InboundVerbs {
  press: PressHandlers
  /** Somebody wrote something to the bot. */
  text: (work: Work, eventId: string) => Promise<void>
}

/** Written in the same unit of work as what the event causes: a second delivery finds it. */
const remember = (work: Work, id: string, kind: string, answer: PressAnswer | null) =>
  work.insert(InboxEvent, { id, receivedAt: work.now, kind, answer })

async function hear(
  database: Database,
  platform: ChatPlatform,
  event: Heard,
  id: string,
  verbs: InboundVerbs,
): Promise<null> {
  const actor = await actorOf(database, platform, event.identity)
  if (!actor) return null
  const body = async (work: Work) => {
    await remember(work, id, event.kind, null)
    await verbs.text(work, id)
  }
  await database
    .unitOfWork(actor, 'card', body)
    .catch((fault) => (isDuplicate(fault) ? undefined : Promise.reject(fault)))
  return null
}

async function press(
  database: Database,
  platform: ChatPlatform,
  event: Press,
  id: string,
  verbs: InboundVerbs,
): Promise<PressAnswer> {
  const earlier = await database.read(null, 'card', (work) => work.manager.findOneBy(InboxEvent, { id }))
  if (earlier) return earlier.answer as PressAnswer
  const actor = await actorOf(database, platform, event.identity)
  if (!actor) return refused('您还不在名册中,请联系机关党办登记。')
  try {
    return await database.unitOfWork(actor, 'card', async (work) => {
      await keepUpdateCode(work, event)
      const answer = await act(work, event, verbs.press)
      if (answer.card && !platform.abilities.cardInAnswer) await changeCardLater(work, event.messageId, answer.card)
      await remember(work, id, event.kind, answer)
      return answer
    })
  } catch (fault) {
    if (fault instanceof Refusal) return refused(fault.problems[0]?.sentence ?? fault.message)
    if (isDuplicate(fault)) return refused('已经收到,正在办理。')
    throw fault
  }
}

/**
 * WeCom: every press brings a new one-time code, the only way to change the card afterwards (wecom.md §4.4). Nothing to do
 * when our send call has not been answered yet: then the row has no message id, and the send's own code still serves.
 */
async function keepUpdateCode(work: Work, { messageId, updateCode }: Press): Promise<void> {
  if (!updateCode) return
  const sent = await work.manager.findOneBy(OutboxMessage, { messageId })
  if (!sent) return
  const messageRef = { ...(sent.messageRef as MessageRef), updateCode }
  await work.change(OutboxMessage, { id: sent.id }, { messageRef: messageRef as object })
}

/** A platform whose answer cannot carry the card's new look gets it through the outbox, right after the answer. */
async function changeCardLater(work: Work, messageId: string, card: Card): Promise<void> {
  const done = { doneState: 'WANTED' as const, doneCard: card as object, nextAt: work.now }
  await work.change(OutboxMessage, { messageId }, done)
}

/**
 * A checked platform event becomes a verb of the product. Every event counts once: its key is written in the same unit
 * of work as what it causes, so a second delivery hears the first answer again.
 */
export function createInbound(database: Database, verbs: InboundVerbs): Inbound {
  return async (platform, event) => {
    const id = eventKey(platform, event)
    if (event.kind === 'press') return press(database, platform, event, id, verbs)
    if (event.kind === 'text') return hear(database, platform, event, id, verbs)
    return null
  }
}
