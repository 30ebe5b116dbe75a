import { In } from 'typeorm'
import { AccountInvite, InboxEvent, never, OutboxMessage, OutboxSubject, RequestKey } from '../entities'
import { inPieces, removeBefore, rowsAPiece } from '../server/database/pieces'
import type { Database, Work } from '../server/database/work'
import { purgeUnusedFiles } from '../server/features/attachments/purgeUnusedFiles'
import { purgeSessions } from '../server/features/session/sessions'

const dayMilliseconds = 86_400_000

/** Messages that nothing is left to do about; the ledger of a year and a month stays. */
async function oldMessages(work: Work): Promise<number> {
  const old = await work.manager
    .createQueryBuilder(OutboxMessage, 'old')
    .select('old.id', 'id')
    .where('old.createdAt < :before and old.nextAt = :never', { before: work.now - 400 * dayMilliseconds, never })
    .orderBy('old.createdAt')
    .limit(rowsAPiece)
    .getRawMany<{ id: string }>()
  const ids = old.map(({ id }) => id)
  if (!ids.length) return 0
  await work.manager.delete(OutboxSubject, { messageId: In(ids) })
  await work.manager.delete(OutboxMessage, { id: In(ids) })
  return ids.length
}

/**
 * Removes what has served: request keys after 14 days, platform events after 3 (retries end after 6 h), messages after 400;
 * logins and login links that have run out, used or not; and files that no record came to use in 30 days. All of it in pieces: nobody waits for it.
 */
export async function purge(database: Database): Promise<string> {
  const ago = (days: number) => database.clock.now() - days * dayMilliseconds
  const keys = await removeBefore(database, RequestKey, { key: 'key', at: 'at', before: ago(14) })
  const events = await removeBefore(database, InboxEvent, { key: 'id', at: 'receivedAt', before: ago(3) })
  const messages = await inPieces(database, oldMessages)
  const sessions = await purgeSessions(database, Date.now())
  const invites = await removeBefore(database, AccountInvite, { key: 'id', at: 'expiresAt', before: ago(1) })
  const files = await purgeUnusedFiles(database)
  return `keys ${keys}, events ${events}, messages ${messages}, sessions ${sessions}, links ${invites}, files ${files}`
}
