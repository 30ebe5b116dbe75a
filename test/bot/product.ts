import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChatPlatform, InboundEvent, Log, PressAnswer, ReadOutcome } from '../../bot/port'

/** The product as a platform sees it: one address that reads whatever arrives with the adapter under test. */
export interface Product {
  url: string
  outcomes: ReadOutcome[]
  /** What presses are answered with. */
  pressAnswer: PressAnswer | null
  events(): InboundEvent[]
  /** Posts bytes the platform never sent. */
  post(body: Buffer, headers?: Record<string, string>): Promise<number>
  stop(): Promise<void>
}

export const callbackPath = '/chat/callback'

/** `now` is the platform's clock, so that a test may let hours pass. */
export async function startProduct(platform: () => ChatPlatform, now: () => number): Promise<Product> {
  const product: Product = {
    url: '',
    outcomes: [],
    pressAnswer: null,
    events: () => product.outcomes.flatMap((one) => (one.kind === 'event' ? [one.event] : [])),
    post: async (body, headers = {}) =>
      (await fetch(`${product.url}${callbackPath}`, { method: 'POST', body: new Uint8Array(body), headers })).status,
    stop: async () => undefined,
  }
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const query = Object.fromEntries(new URL(request.url ?? '/', 'http://product').searchParams)
    const headers = request.headers as Record<string, string | undefined>
    const raw = { method: request.method ?? '', query, headers, body: Buffer.concat(parts) }
    const outcome = platform().read(raw, now())
    product.outcomes.push(outcome)
    const answer = outcome.kind === 'event' ? platform().answer(outcome.event, product.pressAnswer) : outcome.answer
    response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  product.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  product.stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return product
}

/** Keeps what would be printed, to look for secrets in it. */
export function keepingLog(): Log & { printed(): string } {
  const lines: string[] = []
  const keep = (level: string) => (fields: object, message: string) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`)
  return { info: keep('info'), warn: keep('warn'), error: keep('error'), printed: () => lines.join('\n') }
}
