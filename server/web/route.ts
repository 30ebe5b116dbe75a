import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import { RequestKey } from '../../entities'
import { type CallName, type Checked, contract, type Shape } from '../contract'
import { apiPrefix } from '../contract/addresses'
import { isDuplicate } from '../database/faults'
import type { Client, Database, Work } from '../database/work'
import { dayName } from '../domain/calendar/calendarDay'
import { tidyText } from '../domain/wording/cleanText'
import type { Call, FileAnswer, FileFacts } from '../features/call'
import { loadActor } from '../features/organisation/loadActor'
import type { Actor } from '../policy/actor'
import {
  loginExpired,
  loginNeeded,
  refusal,
  requestForged,
  requestKeyReused,
  requestMalformed,
  requestTooLarge,
} from '../refusals'
import { readBody } from './body'
import type { callRouters } from './callRouters'
import { checkInput } from './checkInput'
import { isFromOurPage, sessionOf } from './session'

const dayChanged = refusal(409, 'session.dayChanged', '现在已是{today}，页面上的“今天”还是前一天。请看一下日期再提交。')
const sessionChanged = refusal(409, 'session.changed', '这台设备上已换了人登录，请刷新页面。')

/** The person a page was opened by; what the browser loads by itself (pictures, files) goes without. */
const meantForHeader = 'X-Meant-For'
/** 今天 as the page had it that sent this; only where it stands in the body. */
const meantDayHeader = 'X-Meant-Day'
const fileLimitBytes = 12 * 1024 * 1024
/** Calls that keep no request key: a ballot or an unsigned opinion must not be tied to a time (rules §4.6), a dry run writes nothing. */
const withoutRequestKey = new Set<CallName>(['ballot.cast', 'supervision.submit', 'roster.check'])

/** What makes two requests one. */
type RequestClaim = Pick<RequestKey, 'key' | 'bodyHash'>

export const clientOf = (ctx: Context): Client =>
  /Mobile|Android|iPhone/i.test(ctx.get('User-Agent')) ? 'phone' : 'pc'

export async function readInput(ctx: Context, shape: Shape): Promise<{ input: unknown; file: FileFacts }> {
  const file = {
    fileName: '',
    mediaType: ctx.get('Content-Type'),
    sha256: ctx.get('X-File-Sha256').slice(0, 64),
    range: ctx.get('Range').slice(0, 64),
    ifRange: ctx.get('If-Range').slice(0, 80),
    answers: ctx.get('X-Answers').slice(0, 8192),
    requestKey: ctx.get('Idempotency-Key').slice(0, 200),
  }
  if (shape.in === 'file') {
    const body = await readBody(ctx.req, fileLimitBytes)
    if (!body) throw requestTooLarge({ limit: '12 MB' })
    if (!body.length) throw requestMalformed({ problems: '没有收到文件，请重新选择后再传' })
    try {
      file.fileName = [...tidyText(decodeURIComponent(ctx.get('X-File-Name')))].slice(0, 120).join('')
    } catch {
      throw requestMalformed({ problems: '文件名不对' })
    }
    return { input: body, file }
  }
  const body = ctx.method === 'GET' ? {} : (ctx.request.body ?? {})
  if (typeof body !== 'object' || Array.isArray(body)) throw requestMalformed({ problems: '内容应是一组字段' })
  return { input: checkInput(shape.in, { ...ctx.query, ...body, ...ctx.params }), file }
}

function send(ctx: Context, shape: Shape, answer: unknown): void {
  if (shape.out === 'file') {
    const {
      mediaType,
      fileName,
      content,
      keepSeconds = 0,
      status = 200,
      headers = {},
    } = answer as FileAnswer | FileAnswer<Readable>
    ctx.set('Content-Type', mediaType)
    ctx.set('Cache-Control', keepSeconds ? `private, max-age=${keepSeconds}` : 'no-store')
    // What a browser keeps of it is for this login alone: the next person at it is judged anew.
    if (keepSeconds) ctx.vary('Cookie')
    ctx.set(
      'Content-Disposition',
      `${mediaType.startsWith('image/') ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    )
    ctx.status = status
    ctx.body = content
    ctx.set(headers)
    return
  }
  ctx.set('Cache-Control', 'no-store')
  ctx.body = listed(shape, answer)
}

/** What leaves is listed: a field the shape does not name is a fault, not an answer. */
const listed = ({ out }: Shape, answer: unknown): unknown => (out === 'file' ? answer : out.parse(answer))

/**
 * Does the body under the key, which is written first: of two copies of one request at the same instant the second waits
 * here for the first one's commit and never gets to see a half of what it did.
 */
async function claimed<Result>(
  work: Work,
  name: CallName,
  { key, bodyHash }: RequestClaim,
  body: () => Promise<Result>,
): Promise<Result> {
  await work.insert(RequestKey, { key, personId: work.who.personId, route: name, bodyHash, answer: '', at: work.now })
  const answer = await body()
  await work.change(RequestKey, { key }, { answer: JSON.stringify(answer) })
  return answer
}

/** What this request was answered the first time; the same key for something else, or with another body, is refused. */
async function firstAnswer(
  work: Work,
  name: CallName,
  { key, bodyHash }: RequestClaim,
): Promise<{ answer: unknown } | null> {
  const known = await work.manager.findOneBy(RequestKey, { key })
  if (known && (known.route !== name || (known.bodyHash && known.bodyHash !== bodyHash))) throw requestKeyReused()
  return known && { answer: JSON.parse(known.answer) }
}

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** The key the phone gave, bound to the person: nobody can read another's answer by guessing one. */
function requestClaimOf(ctx: Context, actor: Actor, input: unknown): RequestClaim | null {
  const given = ctx.get('Idempotency-Key')
  if (!given) return null
  // As sent, not as understood: a newer version may read more into the same body, and an entry may wait over an update.
  const sent = Buffer.isBuffer(input) ? input : (ctx.request.rawBody ?? '')
  return { key: sha256(`${actor.personId}:${given}`), bodyHash: sha256(`${ctx.url}\n`, sent, ctx.get('X-Answers')) }
}

/** Whose the session is; null where there is none, it was ended, or the person has left. */
export async function actorInSession(ctx: Context, database: Database): Promise<Actor | null> {
  const session = sessionOf(ctx)
  if (!session) return null
  const { personId, sessionId } = session
  return database.read(null, clientOf(ctx), (work) => loadActor(work, personId, sessionId))
}

/**
 * Reads the actor of the session anew; a person who left is out at once, and so is an ended session. A page says whose it is: after another person has
 * logged in beside it, nothing is shown or done in their name that was meant for the first.
 */
export async function requireActor(ctx: Context, database: Database): Promise<Actor> {
  const session = sessionOf(ctx)
  if (!session) throw loginNeeded()
  const meant = ctx.get(meantForHeader)
  if (meant && meant !== session.personId) throw sessionChanged()
  const actor = await actorInSession(ctx, database)
  if (!actor) throw loginExpired()
  return actor
}

const noFile: FileFacts = { fileName: '', mediaType: '', sha256: '', range: '', ifRange: '', requestKey: '' }

/**
 * Answers a GET call for a page that is being written, with the checks and the list of what leaves that its own address has.
 * Throws what the call itself would refuse with.
 */
export async function readCall<Name extends CallName>(
  { database, actor, client }: { database: Database; actor: Actor; client: Client },
  name: Name,
  { run: verb }: Call<Name>,
  given: unknown,
): Promise<unknown> {
  const shape: Shape = contract[name]
  if (
    !contract[name].address.startsWith('GET ') ||
    shape.in === 'file' ||
    shape.out === 'file' ||
    typeof verb !== 'function'
  )
    throw new Error(`${name} is no call of one reading`)
  const input = checkInput(shape.in, given)
  return listed(shape, await database.read(actor, client, (work) => verb(work, input as Checked<Name>, noFile)))
}

/** Registers one call of the contract: who is it, is the input right, do it in one unit of work, list what leaves. */
export function route<Name extends CallName>(
  { routerOf }: Pick<ReturnType<typeof callRouters>, 'routerOf'>,
  database: Database,
  name: Name,
  { asks, run: verb }: Call<Name>,
): void {
  const [method, path] = contract[name].address.split(' ') as ['GET' | 'POST', string]
  const shape: Shape = contract[name]
  const {
    prepare,
    run,
    isOneStatement = () => false,
  } = typeof verb === 'function' ? { prepare: null, run: verb } : verb
  const readFirst = (actor: Actor, client: Client, claim: RequestClaim) =>
    database.read(actor, client, (work) => firstAnswer(work, name, claim))
  const serve = async (ctx: Context) => {
    ctx.state.routeName = name
    if (method === 'POST' && !isFromOurPage(ctx)) throw requestForged()
    const actor = asks === 'anyone' ? null : await requireActor(ctx, database)
    const { input, file } = await readInput(ctx, shape)
    const client = clientOf(ctx)
    const claim = method === 'GET' || !actor || withoutRequestKey.has(name) ? null : requestClaimOf(ctx, actor, input)
    /** What this request was answered when it came before; what it fails with now, where it did not. */
    const asBefore = async (fault: unknown): Promise<unknown> => {
      const first = claim && actor ? await readFirst(actor, client, claim) : null
      if (!first) throw fault
      return first.answer
    }
    const readied = async () =>
      prepare ? database.read(actor, client, (work) => prepare(work, input as Checked<Name>, file)) : input
    // What has been done already cannot be prepared once more: whoever asks again hears what he was told.
    const outcome = await readied().then(
      (ready) => ({ ready }),
      async (fault) => ({ answer: await asBefore(fault) }),
    )
    if ('answer' in outcome) return send(ctx, shape, outcome.answer as never)
    const { ready } = outcome
    const meantDay = ctx.get(meantDayHeader)
    const body = (work: Work) => {
      if (meantDay && meantDay !== work.today) throw dayChanged({ today: dayName(work.today) })
      return run(work, ready as never, file)
    }
    if (method === 'GET' || !actor) {
      send(ctx, shape, await database.read(actor, client, body))
      return
    }
    const perform = (work: Work) => (claim ? claimed(work, name, claim, () => body(work)) : body(work))
    // With a request key there are two statements more.
    const unit = !claim && isOneStatement(ready as never) ? 'oneStatement' : 'unitOfWork'
    const answer = await database[unit](actor, client, perform).catch((fault) => {
      if (claim && isDuplicate(fault)) return asBefore(fault)
      throw fault
    })
    send(ctx, shape, answer)
  }
  const address = `${apiPrefix}${path}`
  const router = routerOf(address)
  if (method === 'GET') router.get(name, address, serve)
  else router.post(name, address, serve)
}
