import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'
import { sessionLifeMilliseconds } from '../features/session/sessions'

/**
 * The login session is a signed httpOnly cookie; it names the person, when it began, and its row (entities/loginSession.ts),
 * without which it opens nothing. Roles and standing are read anew with every request, so a person who left, lost a role or
 * ended the session is out at once.
 */
const cookieName = 'lxq_session'

/**
 * Signs cookies with the first secret and takes those signed with any of them. What Koa brings for this makes the key anew
 * and signs three times over for one check, which every request would pay.
 */
export function cookieKeys(secrets: readonly string[]) {
  const keys = secrets.map((secret) => createSecretKey(secret, 'utf8'))
  const digestOf = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest('base64url')
  const index = (text: string, given: string): number =>
    keys.findIndex((key) => {
      const expected = Buffer.from(digestOf(key, text))
      const claimed = Buffer.from(given)
      return expected.length === claimed.length && timingSafeEqual(expected, claimed)
    })
  return {
    sign: (text: string) => digestOf(keys[0] as KeyObject, text),
    index,
    verify: (text: string, given: string) => index(text, given) >= 0,
  }
}

interface Session {
  personId: string
  sessionId: string
}

/** `begun` by the real clock, as the row has it. */
export function keepSession(ctx: Context, { personId, sessionId }: Session, begun: number): void {
  ctx.cookies.set(cookieName, `${personId}.${begun.toString(36)}.${sessionId}`, {
    signed: true,
    httpOnly: true,
    sameSite: 'lax',
    maxAge: sessionLifeMilliseconds,
  })
}

export function dropSession(ctx: Context): void {
  ctx.cookies.set(cookieName, null, { signed: true, httpOnly: true, sameSite: 'lax' })
}

/** What the cookie says, where it is ours and has not run out; whether it was ended, its row says. */
export function sessionOf(ctx: Context): Session | null {
  // Asked more than once a request, and checking a signature is not cheap.
  ctx.state.session ??= { found: readSession(ctx) }
  return ctx.state.session.found
}

/** The person id of a session; null without one. The real clock counts, not the demo's. */
export const sessionPerson = (ctx: Context): string | null => sessionOf(ctx)?.personId ?? null

function readSession(ctx: Context): Session | null {
  const [personId, begun, sessionId] = ctx.cookies.get(cookieName, { signed: true })?.split('.') ?? []
  if (!personId || !begun || !sessionId) return null
  return Date.now() - Number.parseInt(begun, 36) < sessionLifeMilliseconds ? { personId, sessionId } : null
}

/**
 * A page of another site can send a form with our cookie but can neither add this header nor read an answer; together
 * with SameSite=Lax that keeps forged requests out. Checked on everything that is not a GET.
 */
export const isFromOurPage = (ctx: Context): boolean => {
  const site = ctx.get('Sec-Fetch-Site')
  return ctx.get('X-Requested-By') === 'lianxinqiao' && (site === '' || site === 'same-origin' || site === 'none')
}
