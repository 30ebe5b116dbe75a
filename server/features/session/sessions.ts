import { randomBytes } from 'node:crypto'
import { In } from 'typeorm'
import { LoginSession } from '../../../entities'
import { removeBefore } from '../../database/pieces'
import type { Database, Work } from '../../database/work'

/** How long a login lasts that nobody ends. */
export const sessionLifeMilliseconds = 7 * 24 * 3600 * 1000

/** Returns its id, for the cookie. `now` in UTC milliseconds, by the real clock; `attempt` as LoginSession says. */
export async function beginSession(
  work: Work,
  personId: string,
  now: number,
  attempt: string | null = null,
): Promise<string> {
  const id = randomBytes(18).toString('base64url')
  await work.insert(LoginSession, { id, personId, begunAt: now, attempt })
  return id
}

/** As long as the code of a login lives: after that the same answer is a new one, and no good. */
const attemptLifeMilliseconds = 10 * 60 * 1000

/** The login that this answer of the platform has begun already; null where there is none, it is old, or was ended. */
export async function sessionOfAttempt(work: Work, attempt: string, now: number): Promise<LoginSession | null> {
  const found = await work.one(LoginSession, { attempt })
  return found && now - found.begunAt < attemptLifeMilliseconds ? found : null
}

export async function endSession(work: Work, id: string): Promise<void> {
  await work.manager.delete(LoginSession, { id, personId: work.who.personId })
}

/** On every device: whoever goes on there in these people's names logs in anew. Returns how many there were; 500 people at most. */
export async function endSessionsOf(work: Work, ...personIds: readonly string[]): Promise<number> {
  return (await work.manager.delete(LoginSession, { personId: In(personIds) })).affected ?? 0
}

/** Removes those that have run out by `now`, the real clock. Returns how many. Run it every night. */
export function purgeSessions(database: Database, now: number): Promise<number> {
  return removeBefore(database, LoginSession, { key: 'id', at: 'begunAt', before: now - sessionLifeMilliseconds })
}
