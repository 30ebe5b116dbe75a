import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'

let answered = 0
// Every server of this process tells here what it has answered, whoever asked: a caller of a test or a browser.
subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  const byPerson = request.url?.startsWith('/api/') && request.headers.cookie?.includes('lxq_session=')
  if (byPerson && response.statusCode < 400) answered += 1
})

/** How many requests of logged-in people were answered well in this process. */
export const answeredSoFar = (): number => answered

/** In a test's title: which clauses it walks. The runner reads it back from jest's report (run/walkedClauses.ts). */
const mark = (clauses: readonly string[]) => `[walks ${clauses.join(' ')}]`

/**
 * A test that walks clauses of the notice in the running product: what people do, done by logged-in people over HTTP or in
 * the browser. A clause may be called done only when one names it and passes. Write the numbers out, e.g. ['R07', 'R08'].
 * Fails when no logged-in person was answered by the product meanwhile: then nothing was walked.
 */
export function walk(clauses: readonly `R${number}`[], title: string, body: () => Promise<void>): void {
  it(`${title} ${mark(clauses)}`, async () => {
    const before = answeredSoFar()
    await body()
    if (answeredSoFar() === before)
      throw new Error(`${clauses.join(', ')} not walked: no logged-in person asked the product`)
  })
}
