// Bare Koa and the raw driver: reads and writes what the product reads and writes, a write in one transaction, with no check
// of anything. Who asks is taken from the cookie unseen. From now on this may be made faster, never slower: what the product
// is measured against must not be moved.
import type { IncomingMessage } from 'node:http'
import Koa from 'koa'
import { openRaw } from './raw.mts'
import { createReads } from './reads.mts'
import { ballotRows, pledgeRows } from './writes.mts'

const { run, all, close } = await openRaw(process.env.DATABASE_URL ?? '')
const reads = createReads(all)

async function readJson<Body>(request: IncomingMessage): Promise<Body> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return JSON.parse(Buffer.concat(pieces).toString())
}

function read(path: string, personId: string): Promise<object> | string {
  if (path === '/api/session') return reads.session(personId)
  if (path === '/api/tasks') return reads.tasks(personId)
  if (path === '/api/pledges/mine') return reads.pledge(personId)
  const roundId = /^\/api\/rounds\/([^/]+)\/sheet$/.exec(path)?.[1]
  return roundId ? reads.sheet(personId, roundId) : 'ready'
}

const app = new Koa()
app.use(async (ctx) => {
  const personId = ctx.get('Cookie').slice('lxq_session='.length).split('.')[0] ?? ''
  if (ctx.method === 'GET') {
    ctx.body = await read(ctx.path, personId)
    return
  }
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
