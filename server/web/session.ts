import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'

/**
 * The login session is a signed httpOnly cookie; it names the person and nothing else. Roles and standing are read anew
 * with every request, so a person who left or lost a role is out at once.
 */
const cookieName = 'lxq_session'
const lifeMilliseconds = 7 * 24 * 3600 * 1000

export function startSession(ctx: Context, personId: string, now: number): void {
  const value = `${personId}.${now.toString(36)}.${randomBytes(9).toString('base64url')}`
  ctx.cookies.set(cookieName, value, {
    signed: true,
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    maxAge: lifeMilliseconds,
  })
}

export function endSession(ctx: Context): void {
  ctx.cookies.set(cookieName, null, { signed: true, httpOnly: true, sameSite: 'lax' })
}

/** The person id of a valid session; null without one. The real clock counts, not the demo's. */
export function sessionPerson(ctx: Context): string | null {
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
