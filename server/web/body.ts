import type { IncomingMessage } from 'node:http'

/** The raw body as sent, or null when it is longer than the limit in bytes. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) {
    request.resume()
    return null
  }
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request) {
    length += (piece as Buffer).length
    if (length > limitBytes) {
      request.resume()
      return null
    }
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}
