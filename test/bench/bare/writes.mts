// Bare Koa and the raw driver: the rows the product writes for a pledge and for a ballot sheet, in one transaction, with
// no check of anything. Who asks is taken from the cookie unseen.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import Koa from 'koa'
import { openRaw, type Statement } from './raw.mts'

const { run, close } = await openRaw(process.env.DATABASE_URL ?? '')
const today = '2026-09-07'

interface PledgeBody {
  campaignId: string
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
  photoId: string
  publishConsent: boolean
  photoConsent: boolean
}

interface SheetBody {
  ballots: { subjectId: string; raterGroup: string; answers: string }[]
}

const places = (count: number): string => Array(count).fill('?').join(', ')
const insert = (table: string, row: Record<string, unknown>): Statement => [
  `insert into ${table} (${Object.keys(row).join(', ')}) values (${places(Object.keys(row).length)})`,
  Object.values(row),
]

function pledgeRows(personId: string, key: string, body: PledgeBody): { answer: object; statements: Statement[] } {
  const now = Date.now()
  const { campaignId, ...texts } = body
  const stored = { ...texts, publishConsent: Number(texts.publishConsent), photoConsent: Number(texts.photoConsent) }
  const facts = { limitMode: 'TOTAL', submittedAt: now, late: 0, returnReason: null }
  const pledge = { id: randomUUID(), campaignId, personId, dueDay: '2026-09-20', publishedAt: null, revision: 1 }
  const answer = { pledgeId: pledge.id, state: 'SUBMITTED', revision: 1, late: false }
  const line = {
    id: randomUUID(),
    at: now,
    actorId: personId,
    actorRole: 'MEMBER',
    client: 'pc',
    action: 'pledge.submit',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    change: JSON.stringify(texts),
    reason: null,
  }
  const requestKey = { key, personId, route: 'pledge.submit', answer: JSON.stringify(answer), at: now }
  const quoted = Object.entries(line)
  return {
    answer,
    statements: [
      [
        'insert into request_key (`key`, personId, route, answer, at) values (?, ?, ?, ?, ?)',
        Object.values(requestKey),
      ],
      insert('pledge', { ...pledge, ...stored, ...facts, state: 'SUBMITTED' }),
      [
        `insert into audit_entry (${quoted.map(([name]) => `\`${name}\``).join(', ')}) values (${places(quoted.length)})`,
        Object.values(line),
      ],
    ],
  }
}

function ballotRows(
  personId: string,
  roundId: string,
  { ballots }: SheetBody,
): { answer: object; statements: Statement[] } {
  const subjectIds = ballots.map((ballot) => ballot.subjectId)
  const group = ballots[0]?.raterGroup
  const rows = ballots.map((one) => [randomUUID(), roundId, one.subjectId, one.raterGroup, one.answers, 'APP'])
  return {
    answer: { cast: ballots.length, left: 0 },
    statements: [
      [
        `update round_assignment set status = 'VOTED', votedDay = ? where roundId = ? and voterId = ? and raterGroup = ?
        and status = 'ISSUED' and subjectId in (${places(subjectIds.length)})`,
        [today, roundId, personId, group, ...subjectIds],
      ],
      [
        `insert into ballot (id, roundId, subjectId, raterGroup, answers, source)
        values ${rows.map((row) => `(${places(row.length)})`).join(', ')}`,
        rows.flat(),
      ],
    ],
  }
}

async function readJson<Body>(request: IncomingMessage): Promise<Body> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return JSON.parse(Buffer.concat(pieces).toString())
}

const app = new Koa()
app.use(async (ctx) => {
  if (ctx.method === 'GET') {
    ctx.body = 'ready'
    return
  }
  const personId = ctx.get('Cookie').slice('lxq_session='.length).split('.')[0] ?? ''
  const roundId = /^\/api\/rounds\/([^/]+)\/ballots$/.exec(ctx.path)?.[1]
  const { answer, statements } = roundId
    ? ballotRows(personId, roundId, await readJson(ctx.req))
    : pledgeRows(personId, ctx.get('Idempotency-Key'), await readJson(ctx.req))
  await run(statements)
  ctx.body = answer
})
const server = app.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close(() => void close().then(() => process.exit(0)))
})
