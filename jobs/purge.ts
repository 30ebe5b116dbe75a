import { type EntityTarget, In, type ObjectLiteral } from 'typeorm'
import { InboxEvent, never, OutboxMessage, OutboxSubject, RequestKey } from '../entities'
import type { Database, Work } from '../server/database/work'
import { purgeUnusedFiles } from '../server/features/attachments/purgeUnusedFiles'
import { purgeSessions } from '../server/features/session/sessions'

const dayMilliseconds = 86_400_000
/** Other people write meanwhile: a unit of work stays short. */
const rowsAWork = 500

/** Pieces until a piece finds less than a whole one; answers how many rows. */
async function inPieces(database: Database, piece: (work: Work) => Promise<number>): Promise<number> {
  let sum = 0
  for (;;) {
    const rows = await database.unitOfWork(null, 'job', piece)
    sum += rows
    if (rows < rowsAWork) return sum
  }
}

/** The oldest rows from before `days` ago, by the index of that column. */
const oldRows =
  <Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    key: keyof Row & string,
    at: keyof Row & string,
    days: number,
  ) =>
  async (work: Work): Promise<number> => {
    const old = await work.manager
      .createQueryBuilder(entity, 'old')
      .select(`old.${key}`, 'id')
      .where(`old.${at} < :before`, { before: work.now - days * dayMilliseconds })
      .orderBy(`old.${at}`)
      .limit(rowsAWork)
      .getRawMany<{ id: string }>()
    if (old.length) await work.manager.delete(entity, { [key]: In(old.map(({ id }) => id)) } as object)
    return old.length
  }

/** Messages that nothing is left to do about; the ledger of a year and a month stays. */
async function oldMessages(work: Work): Promise<number> {
  const old = await work.manager
    .createQueryBuilder(OutboxMessage, 'old')
    .select('old.id', 'id')
    .where('old.createdAt < :before and old.nextAt = :never', { before: work.now - 400 * dayMilliseconds, never })
    .orderBy('old.createdAt')
    .limit(rowsAWork)
    .getRawMany<{ id: string }>()
  const ids = old.map(({ id }) => id)
  if (!ids.length) return 0
  await work.manager.delete(OutboxSubject, { messageId: In(ids) })
  await work.manager.delete(OutboxMessage, { id: In(ids) })
  return ids.length
}

/**
 * Removes what has served: request keys after 14 days, platform events after 3 (retries end after 6 h), messages after 400;
 * logins that have run out; and files that no record came to use in 30 days.
 */
export async function purge(database: Database): Promise<string> {
  const keys = await inPieces(database, oldRows(RequestKey, 'key', 'at', 14))
  const events = await inPieces(database, oldRows(InboxEvent, 'id', 'receivedAt', 3))
  const messages = await inPieces(database, oldMessages)
  const [sessions, files] = await database.unitOfWork(null, 'job', async (work) => [
    await purgeSessions(work, Date.now()),
    await purgeUnusedFiles(work),
  ])
  return `keys ${keys}, events ${events}, messages ${messages}, sessions ${sessions}, files ${files}`
}
