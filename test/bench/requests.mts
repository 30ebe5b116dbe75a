// The requests of the measured tasks, as the page sends them.
import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Keygrip from 'keygrip'
import type { Statement } from './bare/raw.mts'
import type { Prepared } from './client.mts'
import { type Ground, pledgeTexts, type Voter } from './house.mts'

/** Any secret does: the runs sign the sessions of their persons themselves. */
const sessionSecret = 'bench-session-secret-bench-session-secret'
const keys = new Keygrip([sessionSecret], 'sha256', 'base64')

export const productEnvironment = (databaseUrl: string, folder: string): Record<string, string> => ({
  NODE_ENV: 'test',
  DEMO: 'on',
  DATA_DIR: folder,
  KEYS_DIR: join(folder, 'keys'),
  BUNDLES_DIR: join(folder, 'bundles'),
  DATABASE_URL: databaseUrl,
  SESSION_SECRET: sessionSecret,
})

/** Everybody's session, as cookieOf names it: without its row a cookie opens nothing. */
export const openSessions: Statement = [
  'insert into login_session (id, personId, begunAt) select id, id, ? from person',
  [Date.now()],
]

/** A session of this person, signed as the product signs it. */
export function cookieOf(personId: string): string {
  const pair = `lxq_session=${personId}.${Date.now().toString(36)}.${personId}`
  return `${pair}; lxq_session.sig=${keys.sign(pair)}`
}

export const headersOf = (personId: string, body: string): Record<string, string> => ({
  Cookie: cookieOf(personId),
  'Content-Type': 'application/json',
  'Content-Length': String(Buffer.byteLength(body)),
  'X-Requested-By': 'lianxinqiao',
})

const read = (personId: string, path: string): Prepared => {
  return { method: 'GET', path, headers: { Cookie: cookieOf(personId) }, body: '' }
}

const at = <Item,>(items: readonly Item[], index: number): Item => items[index % items.length] as Item

export const readSheet = ({ voters }: Ground, index: number): Prepared[] => {
  const { personId, roundId } = at(voters, index)
  return [read(personId, `/api/rounds/${roundId}/sheet`)]
}

/** By turns one who has still to write the pledge and one whose pledge is published. */
export const readPledge = ({ voters, published }: Ground, index: number): Prepared[] =>
  [index % 2 ? at(published, index >> 1) : at(voters, index >> 1)].map(({ personId }) =>
    read(personId, '/api/pledges/mine'),
  )

/** The page asks who is there, and then what there is to do. */
export const readHome = ({ voters }: Ground, index: number): Prepared[] => {
  const { personId } = at(voters, index)
  return [read(personId, '/api/session'), read(personId, '/api/tasks')]
}

/** What one person hands in: texts as a member writes them, the phone's own key for the request. */
export function submitPledge({ campaignId, voters }: Ground, index: number): Prepared[] {
  const { personId, photoId } = voters[index] as Voter
  const consents = { publishConsent: true, photoConsent: true }
  const body = JSON.stringify({ campaignId, ...pledgeTexts, photoId, ...consents, revision: 0 })
  const headers = { ...headersOf(personId, body), 'Idempotency-Key': randomUUID() }
  return [{ method: 'POST', path: '/api/pledges/mine', headers, body }]
}

/** Of the size of a sealed ballot; nobody opens it before the count, which is not measured here. */
const envelope = randomBytes(178).toString('base64url')

/**
 * A sheet of so many ballots of one person, as the phone sends it: sealed. `open` as a house takes it that stores the answers as
 * they are.
 */
export function castSheet({ voters }: Ground, index: number, ballotCount: number, open = false): Prepared[] {
  const { personId, roundId, subjectIds } = voters[index] as Voter
  const ballots = subjectIds.slice(0, ballotCount).map((subjectId) => {
    const right = { subjectId, raterGroup: 'PEER' }
    return open ? { ...right, answers: 'AABAA' } : { ...right, revision: 1, envelope }
  })
  const body = JSON.stringify({ ballots })
  return [{ method: 'POST', path: `/api/rounds/${roundId}/ballots`, headers: headersOf(personId, body), body }]
}
