import { randomUUID } from 'node:crypto'
import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import { answeredBy, house } from '../contract/answeredBy'
import { isConflict, isDuplicate, isMissingReference } from '../database/faults'
import { DatabaseUnwell } from '../database/unwell'
import {
  Refusal,
  recordChanged,
  recordNotFound,
  refusal,
  requestMalformed,
  requestTooLarge,
  serverBusy,
} from '../refusals'
import { isNavigation, sentencePage } from './sentencePage'

const serverFault = refusal(
  500,
  'server.fault',
  '系统出了点问题，请稍后再试。如仍不行，请把编号{requestId}告诉管理员。',
)
/** When to try again what passes by itself. */
const busySeconds = 30

/** Faults of the HTTP layer in our own words. */
function asRefusal(fault: unknown): Refusal | null {
  if (fault instanceof Refusal) return fault
  const { status, type } = (fault ?? {}) as { status?: number; type?: string }
  if (status === 413 || type === 'entity.too.large') return requestTooLarge({ limit: '1 MB' })
  if (status === 400 || status === 415) return requestMalformed({ problems: '内容不是有效的JSON' })
  if (isConflict(fault)) return serverBusy()
  // Somebody else made the same record in the same moment.
  if (isDuplicate(fault)) return recordChanged()
  // An id of the right shape that names nothing, and that no rule looked up before.
  if (isMissingReference(fault)) return recordNotFound({ what: '相关记录' })
  return null
}

/**
 * Every refusal leaves as JSON from the one table, or as a page where a window itself has asked; anything else is a 500 with a request id and no detail. The log gets
 * the fault's kind and stack, never a body or a bound value.
 */
export const errorDoor = (log: Logger) => async (ctx: Context, next: Next) => {
  const requestId = randomUUID()
  ctx.state.requestId = requestId
  // A file of the pages is named by its content and pays for every header on a weak network.
  if (!ctx.path.startsWith('/assets/')) ctx.set({ 'X-Request-Id': requestId, [answeredBy]: house })
  try {
    await next()
  } catch (fault) {
    const known = asRefusal(fault)
    const refusal = known ?? serverFault({ requestId })
    if (!known || fault instanceof DatabaseUnwell)
      log.error({ requestId, route: ctx.state.routeName, fault: describeFault(fault) }, 'request failed')
    const wait = refusal.details.seconds ?? (refusal.status === 503 ? busySeconds : undefined)
    if (wait !== undefined) ctx.set('Retry-After', String(wait))
    ctx.status = refusal.status
    if (isNavigation(ctx)) {
      ctx.set('Cache-Control', 'no-store')
      ctx.type = 'html'
      ctx.body = sentencePage(ctx, refusal)
    } else ctx.body = { code: refusal.code, sentence: refusal.message, problems: refusal.problems, requestId }
  }
}

/**
 * Name, code and stack frames; a database message can quote values, so messages of others stay out. Of an unwell database
 * what the driver said, and our sentence for whoever runs the house.
 */
export function describeFault(fault: unknown): { name: string; code: string; stack: string; sentence?: string } {
  if (fault instanceof DatabaseUnwell) return { ...describeFault(fault.fault), sentence: fault.operator }
  const known = (fault ?? {}) as { name?: string; code?: string; stack?: string }
  const frames = (known.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { name: known.name ?? 'unknown', code: known.code ?? '', stack: frames.slice(0, 8).join('\n') }
}
