import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import type { Logger } from 'pino'
import type { ChatPlatform, PlatformIdentity, PlatformName } from '../../bot/port'
import { Person } from '../../entities'
import type { Database } from '../database/work'
import { platformNames } from '../domain/organisation/platforms'
import { enterByInvite } from '../features/account/invites'
import type { PlatformTenants } from '../features/call'
import { noteWayIn, type WayIn } from '../features/doctor/noteWayIn'
import { accountUsed, findPersonByAccount } from '../features/organisation/accounts'
import { beginSession, sessionOfAttempt } from '../features/session/sessions'
import { refusal } from '../refusals'
import { describeFault } from './errorDoor'
import { dropInvite, invitedOf } from './inviteCookie'
import type { Limits } from './limits'
import { clientOf } from './route'
import { dropSession, keepSession } from './session'

const loginPlatformDown = refusal(
  503,
  'login.platformDown',
  '{platform}现在没有应答，暂时登录不了。请过几分钟再试，已经登录的不受影响。',
)

export type Platforms = Partial<Record<PlatformName, ChatPlatform>>

export interface LoginParts {
  database: Database
  platforms: Platforms
  settings: {
    publicUrl: string
    tenants: PlatformTenants
    contact: string
    demo: boolean
  }
  limits: Limits
  log: Logger
}

interface Answer {
  code: string
  redirectUri?: string
  codeVerifier?: string
  way: WayIn
}

/** Logged in as this person; the code was no good; the roster knows nobody of this account. */
type LoginOutcome = { kind: 'in'; name: string } | { kind: 'badCode' } | { kind: 'notOnRoster' }

/** Refuses with login.platformDown where the platform does not answer, or not as agreed. */
async function identityOf(platform: ChatPlatform, answer: Answer, log: Logger): Promise<PlatformIdentity | null> {
  try {
    return await platform.identify(answer)
  } catch (fault) {
    log.error({ platform: platform.name, fault: describeFault(fault) }, 'login: the platform gave no answer')
    throw loginPlatformDown({ platform: platformNames[platform.name] })
  }
}

/** The same login once more: its cookie was lost on the way. */
async function again(ctx: Context, database: Database, attempt: string): Promise<LoginOutcome | null> {
  const found = await database.read(null, clientOf(ctx), async (work) => {
    const session = await sessionOfAttempt(work, attempt, Date.now())
    const person = session && (await work.one(Person, { id: session.personId }))
    return session && person && { session, name: person.name }
  })
  if (!found) return null
  const { session, name } = found
  keepSession(ctx, { personId: session.personId, sessionId: session.id }, session.begunAt)
  return { kind: 'in', name }
}

async function exchange(
  ctx: Context,
  { database, limits, log, settings: { tenants } }: LoginParts,
  platform: ChatPlatform,
  answer: Answer,
  attempt: string | null,
): Promise<LoginOutcome> {
  const first = attempt && (await again(ctx, database, attempt))
  if (first) return first
  const identity = await identityOf(platform, answer, log)
  if (!identity) {
    // The other copy may have been exchanged in this very moment.
    const other = attempt && (await again(ctx, database, attempt))
    if (other) return other
    await limits.badCode(ctx)
    return { kind: 'badCode' }
  }
  const client = clientOf(ctx)
  const inviteId = invitedOf(ctx)
  const known = await database.read(null, client, (work) => findPersonByAccount(work, platform.name, identity))
  // Good for one login, whatever comes of it.
  if (inviteId) dropInvite(ctx)
  else if (!known) {
    // Whoever is at this browser now is not the one whose login it may still hold.
    dropSession(ctx)
    return { kind: 'notOnRoster' }
  }
  const begun = Date.now()
  const { personId, name, sessionId } = await database.unitOfWork(null, client, async (work) => {
    const person =
      inviteId || !known ? await enterByInvite(work, inviteId ?? '', platform.name, identity, tenants) : known
    await accountUsed(work, platform.name, identity)
    await noteWayIn(work, platform.name, answer.way, person.personId)
    return { ...person, sessionId: await beginSession(work, person.personId, begun, attempt) }
  })
  keepSession(ctx, { personId, sessionId }, begun)
  return { kind: 'in', name }
}

/** Answers that this process is just exchanging, by attempt. */
const underWay = new Map<string, Promise<LoginOutcome>>()

/**
 * Exchanges the platform's answer for a session. A code is good once, but its answer may come twice: `secret` is what only the
 * browser that has asked for it knows, and with it the same code leads into the same session for ten minutes. While the platform
 * has not said who it is, a second copy waits for the first, which has spent the code.
 */
export async function exchangeCode(
  ctx: Context,
  parts: LoginParts,
  platform: ChatPlatform,
  answer: Answer,
  secret: string,
): Promise<LoginOutcome> {
  if (!secret) return exchange(ctx, parts, platform, answer, null)
  const attempt = createHash('sha256').update(`${platform.name}:${answer.code}:${secret}`).digest('hex')
  // What became of it the second copy finds for itself.
  await underWay.get(attempt)?.catch(() => undefined)
  const own = exchange(ctx, parts, platform, answer, attempt)
  underWay.set(attempt, own)
  try {
    return await own
  } finally {
    if (underWay.get(attempt) === own) underWay.delete(attempt)
  }
}
