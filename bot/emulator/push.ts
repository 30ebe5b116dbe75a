import http from 'node:http'
import https from 'node:https'
import type { Frame, PushOutcome } from './frame'

/** Requests of the platform to the product: own sockets, no redirects, no proxy, a hard deadline. */
export const push: Frame['push'] = (url, { method, headers = {}, body, timeoutMs }) =>
  new Promise<PushOutcome>((resolve) => {
    const target = URL.canParse(url) ? new URL(url) : undefined
    if (!target) return resolve({ failure: 'address' })
    const client = target.protocol === 'https:' ? https : http
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const request = client.request(target, { method, headers: { ...headers, ...length }, agent: false })
    const timer = setTimeout(() => {
      resolve({ failure: 'timeout' })
      request.destroy()
    }, timeoutMs)
    const end = (outcome: PushOutcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('error', () => end({ failure: 'connection' }))
    request.on('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', () => end({ failure: 'connection' }))
      response.on('end', () =>
        end({ reply: { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) } }),
      )
    })
    request.end(body)
  })
