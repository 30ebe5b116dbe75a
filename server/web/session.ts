import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'koa'

/**
 * The login session is a signed httpOnly cookie; it names the person and nothing else. Roles and standing are read anew
 * with every request, so a person who left or lost a role is out at once.
 */
const cookieName = 'lxq_session'
const lifeMilliseconds = 7 * 24 * 3600 * 1000

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

export function startSession(ctx: Context, personId: string, now: number): void {
  const value = `${personId}.${now.toString(36)}.${randomBytes(9).toString('base64url')}`
  ctx.cookies.set(cookieName, value, { signed: true, httpOnly: true, sameSite: 'lax', maxAge: lifeMilliseconds })
}

export function endSession(ctx: Context): void {
  ctx.cookies.set(cookieName, null, { signed: true, httpOnly: true, sameSite: 'lax' })
}

/** The person id of a valid session; null without one. The real clock counts, not the demo's. */
export function sessionPerson(ctx: Context): string | null {
  // Asked more than once a request, and checking a signature is not cheap.
  ctx.state.sessionPerson ??= { personId: readSession(ctx) }
  return ctx.state.sessionPerson.personId
}

function readSession(ctx: Context): string | null {
  const [personId, begun] = ctx.cookies.get(cookieName, { signed: true })?.split('.') ?? []
  if (!personId || !begun) return null
  return Date.now() - Number.parseInt(begun, 36) < lifeMilliseconds ? personId : null
}

/**
 * A page of another site can send a form with our cookie but can neither add this header nor read an answer; together
 * with SameSite=Lax that keeps forged requests out. Checked on everything that is not a GET.
 */
export const isFromOurPage = (ctx: Context): boolean => {
  const site = ctx.get('Sec-Fetch-Site')
  return ctx.get('X-Requested-By') === 'lianxinqiao' && (site === '' || site === 'same-origin' || site === 'none')
}
