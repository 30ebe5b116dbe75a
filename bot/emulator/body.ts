import type { Context } from 'koa'

const LIMIT_BYTES = 40 * 1024 * 1024
const kept = new WeakMap<object, Promise<Buffer>>()

async function collect(ctx: Context): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of ctx.req) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part))
    size += bytes.length
    if (size > LIMIT_BYTES) throw new Error('request body too large')
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}

/** The whole request body; may be asked for more than once. */
export function readRawBody(ctx: Context): Promise<Buffer> {
  const known = kept.get(ctx.req)
  if (known) return known
  const reading = collect(ctx)
  kept.set(ctx.req, reading)
  return reading
}

/** The body as JSON; undefined when it is empty or not JSON. GET requests of the SDK carry `{}`, so the method does not matter. */
export async function readJsonBody(ctx: Context): Promise<unknown> {
  const text = (await readRawBody(ctx)).toString('utf8')
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export interface UploadedFile {
  fileName: string
  contentType: string
  bytes: Buffer
}

export interface Multipart {
  fields: Record<string, string>
  files: Record<string, UploadedFile>
}

interface Part {
  head: string
  bytes: Buffer
}

function splitParts(raw: Buffer, boundary: string): Part[] {
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  for (let at = raw.indexOf(mark); at >= 0; ) {
    const next = raw.indexOf(mark, at + mark.length)
    const headEnd = raw.indexOf('\r\n\r\n', at)
    if (next < 0 || headEnd < 0 || headEnd > next) break
    const head = raw.subarray(at + mark.length, headEnd).toString('utf8')
    parts.push({ head, bytes: raw.subarray(headEnd + 4, next - 2) })
    at = next
  }
  return parts
}

/**
 * Parses multipart/form-data; undefined when the request is something else or broken.
 * A part with a content type counts as a file even without a file name: that is how the SDK sends a Buffer.
 */
export async function readMultipart(ctx: Context): Promise<Multipart | undefined> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(ctx.get('content-type'))?.[1]
  if (!boundary) return undefined
  const result: Multipart = { fields: {}, files: {} }
  for (const { head, bytes } of splitParts(await readRawBody(ctx), boundary)) {
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1]
    const fileName = /[; ]filename="([^"]*)"/i.exec(head)?.[1]
    const contentType = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim()
    if (name === undefined) continue
    if (fileName === undefined && contentType === undefined) result.fields[name] = bytes.toString('utf8')
    else result.files[name] = { fileName: fileName ?? '', contentType: contentType ?? '', bytes }
  }
  return result
}
