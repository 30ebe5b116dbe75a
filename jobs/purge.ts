import { LessThan } from 'typeorm'
import { InboxEvent, RequestKey } from '../entities'
import type { Database } from '../server/database/work'
import { purgeUnusedFiles } from '../server/features/attachments/purgeUnusedFiles'
import { purgeSessions } from '../server/features/session/sessions'

const dayMilliseconds = 86_400_000

/**
 * Removes what only guards against repeats: request keys after 14 days, platform events after 3 (retries end after 6 h);
 * logins that have run out; and files that no record came to use in 30 days.
 */
export async function purge(database: Database): Promise<string> {
  return database.unitOfWork(null, 'job', async (work) => {
    const keys = await work.manager.delete(RequestKey, { at: LessThan(work.now - 14 * dayMilliseconds) })
    const events = await work.manager.delete(InboxEvent, { receivedAt: LessThan(work.now - 3 * dayMilliseconds) })
    const sessions = await purgeSessions(work, Date.now())
    const files = await purgeUnusedFiles(work)
    return `keys ${keys.affected ?? 0}, events ${events.affected ?? 0}, sessions ${sessions}, files ${files}`
  })
}
