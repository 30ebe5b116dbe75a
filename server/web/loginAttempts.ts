import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'koa'

/** A login through the platform's page that a window has begun. */
interface LoginAttempt {
  /** Proves that the code is handed in by who has asked for it (PKCE). */
  codeVerifier: string
  /** Where the person wanted to go. */
  path: string
}

/** One cookie a window, named by its state: two cards opened at once log in beside each other. */
const cookiePrefix = 'lxq_login_'
const lifeMilliseconds = 10 * 60 * 1000
/** Further ones push out the oldest: a browser sends no more than some kilobytes of cookies. */
const mostAtOnce = 8
const cookieFolder = { signed: true, httpOnly: true, sameSite: 'lax', path: '/login' } as const

/**
 * Only a path of our own may follow a login: an address elsewhere would make us a springboard for a fraud. With every sign that
 * the pages leave as it is in what somebody has looked for (a space becomes a +).
 */
const safeReturnPath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])(?!.*%[01])[\w\-./?=&%+~!*'(),:;@$]*$/.test(path) ? path : '/'

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Browsers send the older ones first (RFC 6265 §5.4). */
const underWay = (ctx: Context): string[] => [
  ...(ctx.get('Cookie').match(new RegExp(`${cookiePrefix}[0-9a-f]{32}(?==)`, 'g')) ?? []),
]

/** Keeps the attempt with the browser; returns what the platform's page is asked with. */
export function beginAttempt(ctx: Context, returnPath: unknown): { state: string; codeChallenge: string } {
  for (const name of underWay(ctx).slice(0, 1 - mostAtOnce)) ctx.cookies.set(name, null, cookieFolder)
  // WeCom allows letters and digits only in `state`.
  const state = randomBytes(16).toString('hex')
  const codeVerifier = randomBytes(32).toString('hex')
  const memory = Buffer.from(JSON.stringify([codeVerifier, safeReturnPath(returnPath), Date.now()]))
  ctx.cookies.set(`${cookiePrefix}${state}`, memory.toString('base64url'), {
    ...cookieFolder,
    maxAge: lifeMilliseconds,
  })
  return { state, codeChallenge: challengeOf(codeVerifier) }
}

/**
 * The attempt whose answer this is; null where this browser has begun none of this state within ten minutes. It is kept to its
 * end, for the same answer may come again: the first reply was lost, or the page is loaded anew.
 */
export function attemptOf(ctx: Context): LoginAttempt | null {
  const { state } = ctx.query
  if (typeof state !== 'string' || !/^[0-9a-f]{32}$/.test(state)) return null
  const memory = ctx.cookies.get(`${cookiePrefix}${state}`, { signed: true })
  if (!memory) return null
  const [codeVerifier, path, begun] = JSON.parse(Buffer.from(memory, 'base64url').toString()) as [
    string,
    string,
    number,
  ]
  return Date.now() - begun < lifeMilliseconds ? { codeVerifier, path } : null
}
