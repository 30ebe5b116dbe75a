import type { Context } from 'koa'

/** Whose link this browser has opened: the login that follows within ten minutes is that person's. The code itself is not kept. */
const cookieName = 'lxq_invite'
const lifeMilliseconds = 10 * 60 * 1000
const cookieWays = { signed: true, httpOnly: true, sameSite: 'lax' } as const

export function keepInvite(ctx: Context, inviteId: string): void {
  ctx.cookies.set(cookieName, `${inviteId}.${Date.now().toString(36)}`, { ...cookieWays, maxAge: lifeMilliseconds })
}

export function dropInvite(ctx: Context): void {
  ctx.cookies.set(cookieName, null, cookieWays)
}

/** The link's id; null without one, or when it was opened longer ago. */
export function invitedOf(ctx: Context): string | null {
  const [inviteId, begun] = ctx.cookies.get(cookieName, { signed: true })?.split('.') ?? []
  return inviteId && begun && Date.now() - Number.parseInt(begun, 36) < lifeMilliseconds ? inviteId : null
}
