import { createHash, createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** One write of a person: a visit of several rows, or a leader's activity. */
export interface Write {
  kind: 'visit' | 'linkActivity'
  id: string
  personId: string
  key: string
  body: Record<string, unknown>
}

export interface Cast {
  memberId: string
  companionId: string
  leaderId: string
  targetId: string
}

const paths = { visit: '/api/visits', linkActivity: '/api/three-links/activities' }
const day = '2026-09-04'
/** From the beginning of the year to `day`: the same place has one activity a day. */
const daysBefore = 240
const dayOfYear = (number: number): string => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)

/** The row of request_key that belongs to this write (server/web/route.ts). */
export const keyRow = ({ personId, key }: Write): string =>
  createHash('sha256').update(`${personId}:${key}`).digest('hex')

/** A session as the server itself would begin it; the drill knows the secret, and has written the row (openSessions). */
export function cookieOf(personId: string, secret: string): string {
  const session = `lxq_session=${personId}.${Date.now().toString(36)}.${personId}`
  return `${session}; lxq_session.sig=${createHmac('sha256', secret).update(session).digest('base64url')}`
}

/** `days`: those on which the leader's place has no activity yet; when all have one, visits alone are written. */
function newWrite(turn: number, { memberId, companionId, leaderId, targetId }: Cast, days: string[]): Write {
  const id = randomUUID()
  const key = randomUUID()
  const heldDay = turn % 3 === 2 ? days.pop() : undefined
  if (heldDay) {
    const body = {
      activityId: id,
      targetId,
      heldDay,
      place: `门店${turn}`,
      problem: '到货不够及时',
      help: '已协调配送',
    }
    return { kind: 'linkActivity', id, personId: leaderId, key, body }
  }
  // A name of its own each time: the same visit twice in a day is refused.
  const visit = { visitId: id, contactId: null, contactName: `走访${id.slice(0, 18)}`, way: 'FACE', purposes: ['CARE'] }
  return {
    kind: 'visit',
    id,
    personId: memberId,
    key,
    body: { ...visit, visitedDay: day, content: '了解情况', jointMemberIds: [companionId] },
  }
}

export interface Load {
  /** Answered with 200. */
  acknowledged: Write[]
  /** Sent, and no answer came: may be there or not. */
  uncertain: Write[]
  /** Answered with anything else; there must be none. */
  refused: string[]
}

export function createWriters(url: string, secret: string, width = 8) {
  const agent = new Agent({ keepAlive: true, maxSockets: width })
  const days = Array.from({ length: daysBefore }, (_, number) => dayOfYear(number))

  /** The status, or null when the connection broke. */
  const send = ({ kind, personId, key, body }: Write): Promise<number | null> =>
    new Promise((resolve) => {
      const headers = {
        cookie: cookieOf(personId, secret),
        'X-Requested-By': 'lianxinqiao',
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      }
      const outgoing = request(`${url}${paths[kind]}`, { agent, method: 'POST', headers }, (answer) => {
        answer.resume()
        // Acknowledged is what the client has read to the end.
        answer.on('end', () => resolve(answer.statusCode ?? null))
        answer.on('error', () => resolve(null))
        answer.on('aborted', () => resolve(null))
      })
      outgoing.on('error', () => resolve(null))
      outgoing.end(JSON.stringify(body))
    })

  /** Writes without pause until stopped; `stop` waits for what is under way. */
  const begin = (cast: Cast): { load: Load; stop: () => Promise<void> } => {
    const load: Load = { acknowledged: [], uncertain: [], refused: [] }
    let stopped = false
    let turn = 0
    const writer = async () => {
      while (!stopped) {
        const write = newWrite(turn++, cast, days)
        const status = await send(write)
        if (status === 200) load.acknowledged.push(write)
        else if (status === null) load.uncertain.push(write)
        else load.refused.push(`${write.kind} ${status}`)
        // The server is dead: no use in knocking a thousand times.
        if (status === null) return
      }
    }
    const running = Array.from({ length: width }, writer)
    const stop = async () => {
      stopped = true
      await Promise.all(running)
    }
    return { load, stop }
  }

  return { begin, send, close: () => agent.destroy() }
}
