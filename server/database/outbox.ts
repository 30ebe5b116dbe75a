// What a unit of work leaves in the outbox: messages that are put there once, and the end of cards about what is over.
import { randomUUID } from 'node:crypto'
import { type EntityManager, In } from 'typeorm'
import type { Card } from '../../bot/port'
import { never, OutboxMessage, OutboxSubject } from '../../entities'
import type { OnceKey, SubjectKey } from '../domain/cardKeys'
import { expiryOf } from '../domain/delivery/expiry'
import { isDuplicate } from './faults'
import { insertRows } from './rows'

export interface Notice {
  dedupeKey: OnceKey
  personId: string
  kind: string
  /** What the card is about; when all of it is finished the card ends by itself (finishCards). */
  subjectKeys: SubjectKey[]
  card: Card
  /** Earliest instant of sending; now when not said. */
  notBefore?: number
  /** Not sent at all when it could not be sent by this instant; by its kind when not said (delivery/expiry.ts). */
  expiresAt?: number
}

/** Twenty columns each; servers limit the placeholders of a statement. */
const noticesAStatement = 200

const messageOf = (notice: Notice, now: number): OutboxMessage => ({
  id: randomUUID(),
  dedupeKey: notice.dedupeKey,
  personId: notice.personId,
  kind: notice.kind,
  card: notice.card,
  state: 'PENDING',
  createdAt: now,
  attempts: 0,
  nextAt: notice.notBefore ?? now,
  expiresAt: notice.expiresAt ?? expiryOf(notice.kind, notice.notBefore ?? now),
  leaseOwner: null,
  unsureSince: null,
  waitsOn: null,
  platform: null,
  messageId: null,
  messageRef: null,
  sentAt: null,
  doneState: 'NONE',
  doneCard: null,
  failReason: null,
})

async function put(manager: EntityManager, now: number, notices: readonly Notice[]): Promise<number> {
  const keys = notices.map(({ dedupeKey }) => dedupeKey)
  const found = await manager.find(OutboxMessage, {
    select: { dedupeKey: true },
    where: { dedupeKey: keys.length === 1 && keys[0] ? keys[0] : In(keys) },
  })
  const known = new Set(found.map(({ dedupeKey }) => dedupeKey))
  const fresh = notices
    .filter(({ dedupeKey }) => !known.has(dedupeKey))
    .map((notice) => ({ notice, message: messageOf(notice, now) }))
  if (!fresh.length) return 0
  try {
    const messages = fresh.map(({ message }) => message)
    await insertRows(manager, OutboxMessage, messages)
  } catch (fault) {
    if (!isDuplicate(fault)) throw fault
    // Another put one of them there at this instant.
    if (fresh.length === 1) return 0
    let count = 0
    for (const { notice } of fresh) count += await put(manager, now, [notice])
    return count
  }
  const subjects = fresh.flatMap(({ notice, message: { id: messageId } }) =>
    [...new Set(notice.subjectKeys)].map((subjectKey) => ({ messageId, subjectKey, finished: false })),
  )
  if (subjects.length) await insertRows(manager, OutboxSubject, subjects)
  return fresh.length
}

/** Puts messages there whose key never was: three statements for all of them. Returns how many. */
export async function putNotices(manager: EntityManager, now: number, notices: readonly Notice[]): Promise<number> {
  let count = 0
  for (let at = 0; at < notices.length; at += noticesAStatement)
    count += await put(manager, now, notices.slice(at, at + noticesAStatement))
  return count
}

/** The cards of which every matter is finished turn to their end, at `nextAt` where they were sent: one statement. */
export async function endFinished(
  manager: EntityManager,
  keys: readonly SubjectKey[],
  doneCard: Card,
  nextAt: number,
): Promise<void> {
  const whole = manager
    .createQueryBuilder(OutboxSubject, 'subject')
    .select('subject.messageId')
    .where('subject.subjectKey in (:...keys)', { keys })
    .andWhere((query) => {
      const unfinished = query
        .subQuery()
        .select('1')
        .from(OutboxSubject, 'other')
        .where('other.messageId = subject.messageId and other.finished = :no', { no: false })
      return `not exists ${unfinished.getQuery()}`
    })
  const waiting = "state = 'PENDING' and unsureSince is null"
  await manager
    .createQueryBuilder()
    .update(OutboxMessage)
    // What was not sent is not sent; one under way stays in the hand that has it. Nobody knows of one that was tried whether
    // it arrived: it is tried again, and ended then. The state stands last: MySQL reads the new value of a column set before.
    .set({
      doneState: () => `case when ${waiting} then doneState else 'WANTED' end`,
      doneCard: () => `case when ${waiting} then doneCard else :doneCard end`,
      nextAt: () => `case when ${waiting} then ${never} when state = 'SENT' then :nextAt else nextAt end`,
      waitsOn: () => `case when ${waiting} then null else waitsOn end`,
      state: () => `case when ${waiting} then 'CANCELLED' else state end`,
    })
    .where(`id in (${whole.getQuery()})`)
    .andWhere("(state in ('PENDING', 'LEASED') or (state = 'SENT' and doneState <> 'DONE'))")
    .setParameters({ ...whole.getParameters(), doneCard: JSON.stringify(doneCard), nextAt })
    .execute()
}
