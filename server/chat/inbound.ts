import type {
  Card,
  ChatPlatform,
  InboundEvent,
  Log,
  MessageRef,
  PlatformIdentity,
  Press,
  PressAnswer,
} from '../../bot/port'
import { InboxEvent, OutboxMessage, OutboxSubject } from '../../entities'
import { cleanGiven } from '../contract/cleanGiven'
import { isDuplicate } from '../database/faults'
import type { Database, Work } from '../database/work'
import type { PressHandler, PressHandlers, PressSeries } from '../features/call'
import { closeAccountOf, heardOfDirectory } from '../features/directory'
import { accountUsed, findPersonByAccount, isNewsOf } from '../features/organisation/accounts'
import { loadActor } from '../features/organisation/loadActor'
import type { Actor } from '../policy/actor'
import { Refusal, refusal } from '../refusals'

const cardForeign = refusal(403, 'card.foreign', '这张卡片不是发给您的。')
const cardWordsLost = refusal(422, 'card.wordsLost', '{sentence}。')
const cardUnknown = refusal(422, 'card.unknown', '这个按钮已经不能用了，请打开页面办理。')

type Heard = Extract<InboundEvent, { kind: 'text' }>

export type Inbound = (platform: ChatPlatform, event: InboundEvent) => Promise<PressAnswer | null>

const refused = (text: string): PressAnswer => ({ toast: { kind: 'refused', text } })

const eventKey = (platform: ChatPlatform, event: InboundEvent): string =>
  `${platform.name}:${event.eventId}`.slice(0, 120)

/** With every text in it cleaned, like that of a page (web/checkInput.ts); refuses what has lost a character. */
function cleaned(event: Press): Press {
  const { value, problems } = cleanGiven(event.values)
  const [first] = problems
  if (first) throw cardWordsLost({ sentence: first.sentence })
  return { ...event, values: value as Press['values'] }
}

/** The verb behind a press, and what it is told. */
function verbOf({ action }: Press, handlers: PressHandlers): [verb: PressHandlers[string], argument: string] {
  const [name = '', argument = ''] = action.split(/:(.*)/s)
  const verb = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (!verb) throw cardUnknown()
  return [verb, argument]
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

/** Whoever writes, presses, opens the chat or was let in can be reached there. */
async function heard(
  database: Database,
  { name }: ChatPlatform,
  { kind, identity }: Extract<InboundEvent, { kind: 'press' | 'text' | 'opened' }>,
): Promise<void> {
  const isUse = kind !== 'opened'
  const isNews = await database.read(null, 'card', (work) => isNewsOf(work, name, identity, isUse))
  if (isNews) await database.unitOfWork(null, 'card', (work) => accountUsed(work, name, identity, isUse))
}

interface InboundParts {
  database: Database
  verbs: InboundVerbs
  log: Log
}

/** The platform has our answer before a call of ours changes the card. */
const answerFirstMilliseconds = 300
/** Where the answer carries the card: a change that overtakes it is taken back by the client (feishu §4.6). */
const afterAnswerMilliseconds = 2000

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

/** Whoever left is out at once, after the platform was asked for him by itself; anything else is seen by the next reading. */
async function changedThere(
  database: Database,
  platform: ChatPlatform,
  event: Extract<InboundEvent, { kind: 'left' | 'directory' }>,
  id: string,
): Promise<null> {
  const isGone = event.kind === 'left' && (await platform.askAccount(event.identity.userId)) === 'gone'
  const body = async (work: Work) => {
    await remember(work, id, event.kind, null)
    if (isGone) await closeAccountOf(work, platform.name, event.identity)
    else await heardOfDirectory(work, [platform.name])
  }
  await database
    .unitOfWork(null, 'job', body)
    .catch((fault) => (isDuplicate(fault) ? undefined : Promise.reject(fault)))
  return null
}

async function answered(database: Database, id: string): Promise<PressAnswer | null> {
  const known = await database.read(null, 'card', (work) => work.manager.findOneBy(InboxEvent, { id }))
  return known && (known.answer as PressAnswer)
}

/** The message whose card was pressed; null while our send call has not been answered yet. */
const messageOf = (work: Work, { messageId }: Press): Promise<OutboxMessage | null> =>
  work.manager.findOneBy(OutboxMessage, { messageId })

/** The message behind a press; refuses whoever it was not sent to. */
async function ownMessage(work: Work, event: Press): Promise<OutboxMessage | null> {
  const message = await messageOf(work, event)
  if (message && message.personId !== work.who.personId) throw cardForeign()
  return message
}

interface Pressing {
  parts: InboundParts
  platform: ChatPlatform
  event: Press
  /** As the inbox knows it. */
  id: string
  actor: Actor
  argument: string
}

function inOne({ parts, platform, event, id, actor, argument }: Pressing, verb: PressHandler): Promise<PressAnswer> {
  return parts.database.unitOfWork(actor, 'card', async (work) => {
    const message = await ownMessage(work, event)
    const answer = await verb(work, event, argument)
    if (message && answer.card?.tone === 'done' && !platform.abilities.cardInAnswer)
      await changeCardLater(work, message, event, answer.card)
    await remember(work, id, event.kind, answer)
    return answer
  })
}

/** Whether a message is about anything open besides these. */
async function isOpenBesides(work: Work, message: OutboxMessage, subjects: readonly string[]): Promise<boolean> {
  const open = await work.manager.findBy(OutboxSubject, { messageId: message.id, finished: false })
  return open.some(({ subjectKey }) => !subjects.includes(subjectKey))
}

/**
 * Each part in a unit of work of its own, then the answer in one more: what was taken stays, whatever becomes of the rest.
 * A part remembers itself that it was taken, so a press that broke off half way can be made again.
 */
async function inParts<Part>(pressing: Pressing, series: PressSeries<Part>): Promise<PressAnswer> {
  const { parts: house, platform, event, id, actor, argument } = pressing
  const { database } = house
  await database.read(actor, 'card', (work) => ownMessage(work, event))
  const parts = series.parts(event, argument)
  const reasons: (string | null)[] = []
  for (const part of parts) {
    const taken = database.unitOfWork(actor, 'card', (work) => series.one(work, part))
    reasons.push(await taken.catch((fault) => series.reason(fault) ?? Promise.reject(fault)))
  }
  return database.unitOfWork(actor, 'card', async (work) => {
    const message = await messageOf(work, event)
    const goesOn = message ? await isOpenBesides(work, message, parts.map(series.subject)) : false
    const done = { parts, reasons, sent: message && (message.card as Card), goesOn }
    const answer = await series.answer(work, event, argument, done)
    // The last of the records has ended this card with what became of that one alone, so both platforms get it here.
    const pause = platform.abilities.cardInAnswer ? afterAnswerMilliseconds : 0
    if (message && answer.card?.tone === 'done') await changeCardLater(work, message, event, answer.card, pause)
    await remember(work, id, event.kind, answer)
    return answer
  })
}

async function press(parts: InboundParts, platform: ChatPlatform, event: Press, id: string): Promise<PressAnswer> {
  const { database, verbs } = parts
  const earlier = await answered(database, id)
  if (earlier) return earlier
  const actor = await actorOf(database, platform, event.identity)
  if (!actor) return refused('您还不在名册中，请联系机关党办登记。')
  try {
    const [verb, argument] = verbOf(event, verbs.press)
    const pressing = { parts, platform, event: cleaned(event), id, actor, argument }
    const answer = await (typeof verb === 'function' ? inOne(pressing, verb) : inParts(pressing, verb))
    const { card } = answer
    if (card && card.tone !== 'done') await showSoon(parts, platform, event, () => card)
    return answer
  } catch (fault) {
    // Delivered twice at the same instant: the other one has just done it.
    const first = isDuplicate(fault) ? await answered(database, id) : null
    if (first) return first
    if (!(fault instanceof Refusal)) throw fault
    const text = fault.problems[0]?.sentence ?? fault.message
    // WeCom shows no short message after a press, so the reason goes into the card, which can then be pressed again.
    if (fault.code !== 'card.foreign')
      await showSoon(parts, platform, event, (sent) => ({ ...sent, tone: 'attention', summary: text, lines: [text] }))
    return refused(text)
  }
}

/**
 * A platform whose answer cannot carry the card's new look gets it through the outbox, right after the answer. WeCom:
 * every press brings a new one-time code to change the card with (wecom §4.4); else the send's own code serves.
 */
async function changeCardLater(
  work: Work,
  message: OutboxMessage,
  { updateCode }: Press,
  card: Card,
  pause = 0,
): Promise<void> {
  const messageRef = { ...(message.messageRef as MessageRef), ...(updateCode ? { updateCode } : {}) } as object
  const done = { doneState: 'WANTED' as const, doneCard: card as object, messageRef, nextAt: work.now + pause }
  await work.change(OutboxMessage, { id: message.id }, done)
}

/**
 * A card that was pressed and goes on, where the answer cannot carry its new look. Not through the outbox: the end of the
 * matter is still to come there, with the code of the sending; and whoever misses this look presses once more.
 */
async function showSoon(
  { database, log }: InboundParts,
  platform: ChatPlatform,
  event: Press,
  lookOf: (sent: Card) => Card,
) {
  if (platform.abilities.cardInAnswer) return
  const message = await database.read(null, 'card', (work) => messageOf(work, event))
  if (!message) return
  const { messageId, updateCode } = event
  const ref = { messageId, sentAt: message.sentAt ?? 0, ...(updateCode ? { updateCode } : {}) }
  const card = lookOf(message.card as Card)
  setTimeout(() => {
    platform
      .update(event.identity, ref, card)
      .catch((fault) => log.warn({ platform: platform.name, name: (fault as Error).name }, 'pressed card not changed'))
  }, answerFirstMilliseconds).unref()
}

/**
 * A checked platform event becomes a verb of the product. Every event counts once: its key is written in the same unit
 * of work as what it causes, so a second delivery hears the first answer again.
 */
export function createInbound(database: Database, verbs: InboundVerbs, log: Log): Inbound {
  return async (platform, event) => {
    const id = eventKey(platform, event)
    if (event.kind === 'left' || event.kind === 'directory') return changedThere(database, platform, event, id)
    if (event.kind !== 'other') await heard(database, platform, event)
    if (event.kind === 'press') return press({ database, verbs, log }, platform, event, id)
    if (event.kind === 'text') return hear(database, platform, event, id, verbs)
    return null
  }
}
