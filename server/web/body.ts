import type { IncomingMessage } from 'node:http'

const cutOff = 'the request ended before its body'

/**
 * The raw body as sent, or null when it is longer than the limit in bytes. What is too much is read to its end and dropped:
 * whoever is answered early may send the next request on the same connection, and a proxy does so for somebody else.
 */
export const readBody = (request: IncomingMessage, limitBytes: number): Promise<Buffer | null> =>
  new Promise((resolve, reject) => {
    // Read to its end already, by whoever took it for JSON: no event says so again.
    if (request.readableEnded) return resolve(Buffer.alloc(0))
    if (request.destroyed) return reject(new Error(cutOff))
    const pieces: Buffer[] = []
    let length = Number(request.headers['content-length'] ?? 0) > limitBytes ? limitBytes : 0
    request.on('data', (piece: Buffer) => {
      length += piece.length
      if (length <= limitBytes) return void pieces.push(piece)
      pieces.length = 0
      resolve(null)
    })
    request.once('end', () => resolve(Buffer.concat(pieces)))
    request.once('error', reject)
    request.once('close', () => reject(new Error(cutOff)))
  })
