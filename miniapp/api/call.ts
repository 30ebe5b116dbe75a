import type { CallName, Input, Output } from '../../server/contract'
import { apiPrefix } from '../../server/contract/addresses'
import { answeredBy, house } from '../../server/contract/answeredBy'
import { readings } from '../../server/contract/readings'
import { meantDay, meantFor, setOnline, tellDayChanged, tellLoggedOut, tellSessionChanged } from './connection'
import { dropFirst, takeFirst } from './first'
import { newId } from './newId'
import { faultOf, Intercepted, Unreachable } from './refused'
import { writings } from './writings'

export interface CallOptions {
  /** One per action of the person: every retry, also after a reload, carries the same. */
  key?: string
  /** For calls whose body is a file. */
  fileName?: string
  headers?: Record<string, string>
  /** For whom it is, where that is not simply the person of this page. */
  meantFor?: string
  /** The day that 今天 stands for in it; '' where it was written on another day. */
  meantDay?: string
  /** Waits between tries, in milliseconds; [] tries once. */
  delays?: readonly number[]
  timeoutMilliseconds?: number
}

interface Outgoing {
  method: string
  url: string
  headers: Record<string, string>
  body?: Blob | string
}

const defaultDelays = [500, 1500, 4000] as const
const defaultTimeout = 15_000

const fillPath = (pattern: string, rest: Record<string, unknown>): string =>
  pattern.replace(/:(\w+)/g, (_whole, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value ?? ''))
  })

const toQuery = (rest: Record<string, unknown>): string => {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null)
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return query ? `?${query}` : ''
}

/** The request to an address of the contract: its path filled, the rest of the input as query or JSON body. */
export const toRequest = (address: string, input: unknown, options: CallOptions): Outgoing => {
  const [method = 'GET', pattern = ''] = address.split(' ')
  const headers: Record<string, string> = { Accept: 'application/json', ...options.headers }
  const person = options.meantFor ?? meantFor()
  if (person) headers['X-Meant-For'] = person
  const isFile = typeof Blob !== 'undefined' && input instanceof Blob
  const rest = isFile ? {} : { ...(input as Record<string, unknown>) }
  const url = apiPrefix + fillPath(pattern, rest)
  if (method === 'GET') return { method, url: url + toQuery(rest), headers }
  headers['X-Requested-By'] = house
  headers['Idempotency-Key'] = options.key ?? newId()
  if (!isFile) {
    headers['Content-Type'] = 'application/json'
    const body = JSON.stringify(rest)
    const day = options.meantDay ?? meantDay()
    if (day && body.includes(`"${day}"`)) headers['X-Meant-Day'] = day
    return { method, url, headers, body }
  }
  headers['Content-Type'] = input.type || 'application/octet-stream'
  headers['X-File-Name'] = encodeURIComponent(options.fileName ?? 'file')
  return { method, url, headers, body: input }
}

/** Every call is answered in JSON, by us; files are links. Null for anything else: what blocks on the way speaks JSON, too. */
const readBody = async (response: Response): Promise<unknown> => {
  const { headers, ok } = response
  const isJson = (headers.get('Content-Type') ?? '').includes('json')
  return isJson && (!ok || headers.get(answeredBy) === house) ? response.json() : null
}

const tryOnce = async (request: Outgoing, timeoutMilliseconds: number): Promise<unknown> => {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMilliseconds)
  try {
    const { url, ...rest } = request
    const response = await fetch(url, { ...rest, credentials: 'same-origin', signal: abort.signal })
    const body = await readBody(response)
    if (!response.ok) throw faultOf(response.status, body)
    // The login page of a network comes with 200: nothing was taken, whatever it looks like.
    if (!body) throw new Intercepted()
    return body
  } catch (fault) {
    // fetch reports every network trouble as a TypeError and the timeout as an AbortError; a broken body is a SyntaxError.
    if (fault instanceof TypeError || (fault as Error).name === 'AbortError' || fault instanceof SyntaxError)
      throw new Unreachable()
    throw fault
  } finally {
    clearTimeout(timer)
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** A phone that knows it has no network need not be asked to try again. */
const delaysNow = (): readonly number[] => (globalThis.navigator?.onLine === false ? [] : defaultDelays)

const withRetries = async (request: Outgoing, options: CallOptions): Promise<unknown> => {
  const delays = options.delays ?? delaysNow()
  for (let tries = 0; ; tries++) {
    try {
      return await tryOnce(request, options.timeoutMilliseconds ?? defaultTimeout)
    } catch (fault) {
      const delay = delays[tries]
      if (!(fault instanceof Unreachable) || delay === undefined) throw fault
      await wait(delay)
    }
  }
}

/**
 * Asks the server, by the name in the contract; what came with the page is not asked for again the first time. Throws
 * Refused (the server said no) or Unreachable (nobody answered, after all retries).
 */
export const call = async <Name extends CallName>(
  name: Name,
  input: Input<Name>,
  options: CallOptions = {},
): Promise<Output<Name>> => {
  const first = takeFirst(name, input)
  if (first) return first.answer as Output<Name>
  const reading = readings[name]
  if (!reading) dropFirst()
  try {
    const address = reading ?? (await writings())[name] ?? ''
    const answer = await withRetries(toRequest(address, input, options), options)
    setOnline(true)
    return answer as Output<Name>
  } catch (fault) {
    setOnline(!(fault instanceof Unreachable) || fault.said !== '')
    const { status, code } = fault as { status?: number; code?: string }
    if (status === 401) tellLoggedOut()
    if (code === 'session.dayChanged') tellDayChanged()
    if (code !== 'session.changed') throw fault
    // Whatever waits to be sent stays the first person's: it was neither taken nor refused.
    tellSessionChanged()
    throw new Unreachable()
  }
}

/** The address of a file to show or download, e.g. `fileUrl('photo.read', { photoId })`. */
export const fileUrl = (name: CallName, input: Record<string, string> = {}): string =>
  toRequest(readings[name] ?? '', input, {}).url
