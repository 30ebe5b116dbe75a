import type Router from '@koa/router'
import { readMultipart, type UploadedFile } from '../body'
import type { Corp } from './corp'
import { secretText } from './crypto'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import type { Json } from './json'
import { HOUR } from './quota'
import type { MediaCheck } from './textRules'

type MediaType = 'image' | 'voice' | 'video' | 'file'

export interface StoredMedia {
  mediaId: string
  type: MediaType
  fileName: string
  contentType: string
  bytes: Buffer
  createdAt: number
}

const MEGABYTE = 1024 * 1024
const LEAST_BYTES = 5
const mostBytes: Record<MediaType, number> = {
  image: 10 * MEGABYTE,
  voice: 2 * MEGABYTE,
  video: 10 * MEGABYTE,
  file: 20 * MEGABYTE,
}
const IMAGE_URL_BYTES = 2 * MEGABYTE

/** First bytes of the permitted formats; the name alone says nothing. */
function formatOf(bytes: Buffer): { type: MediaType; contentType: string } {
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return { type: 'image', contentType: 'image/jpeg' }
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return { type: 'image', contentType: 'image/png' }
  if (bytes.subarray(0, 5).toString('latin1') === '#!AMR') return { type: 'voice', contentType: 'audio/amr' }
  if (bytes.subarray(4, 8).toString('latin1') === 'ftyp') return { type: 'video', contentType: 'video/mp4' }
  return { type: 'file', contentType: 'application/octet-stream' }
}

function isMediaType(text: string | null): text is MediaType {
  return text !== null && Object.hasOwn(mostBytes, text)
}

/** The uploaded part; it must be called `media` and carry a file name. */
export async function uploadedFile(call: Call): Promise<UploadedFile> {
  const form = await readMultipart(call.ctx)
  const file = form?.files.media
  if (!file || file.bytes.length === 0) return refuse(44001)
  return file
}

/** Uploaded files; one store for all apps of the corp, each file for three days (wecom §7). */
export class Media {
  readonly stored = new Map<string, StoredMedia>()

  constructor(private readonly corp: Corp) {}

  keep(type: MediaType, fileName: string, bytes: Buffer): StoredMedia {
    const { contentType } = formatOf(bytes)
    const media = { mediaId: secretText(48), type, fileName, contentType, bytes, createdAt: this.corp.now() }
    this.stored.set(media.mediaId, media)
    return media
  }

  private alive(mediaId: string): StoredMedia | undefined {
    const media = this.stored.get(mediaId)
    return media && this.corp.now() - media.createdAt <= this.corp.flags.mediaHours * HOUR ? media : undefined
  }

  private async upload(call: Call): Promise<Json> {
    const type = call.query.get('type')
    if (!isMediaType(type)) return refuse(40004, 'invalid media type')
    const file = await uploadedFile(call)
    if (file.bytes.length <= LEAST_BYTES) return refuse(40006)
    if (file.bytes.length > mostBytes[type]) return refuse(45001, 'media size out of limit')
    if (type !== 'file' && formatOf(file.bytes).type !== type) return refuse(40005, 'invalid file type')
    const media = this.keep(type, file.fileName, file.bytes)
    // created_at is a string here, unlike every other time of the platform
    return { errcode: 0, errmsg: 'ok', type, media_id: media.mediaId, created_at: String(this.corp.seconds()) }
  }

  private async uploadImage(call: Call): Promise<Json> {
    const file = await uploadedFile(call)
    if (file.bytes.length > IMAGE_URL_BYTES) return refuse(45001, 'media size out of limit')
    if (formatOf(file.bytes).type !== 'image') return refuse(40005, 'invalid file type')
    const media = this.keep('image', file.fileName, file.bytes)
    return { errcode: 0, errmsg: '', url: `${this.corp.frame.origin()}/wecom/pictures/${media.mediaId}` }
  }

  /** The bytes; errors stay JSON with HTTP 200, so only the Content-Type tells them apart. */
  private download(call: Call): undefined {
    const media = this.alive(call.query.get('media_id') ?? '')
    if (!media) return refuse(40007)
    call.ctx.status = 200
    call.ctx.set('Content-Type', media.contentType)
    call.ctx.set('Content-disposition', `attachment; filename="${encodeURIComponent(media.fileName)}"`)
    call.ctx.body = media.bytes
    return undefined
  }

  /** Handed to the message rules; an arrow, so that it can go without its owner. */
  readonly check: MediaCheck = (mediaId, type) => {
    if (mediaId === '') refuse(41006, 'media_id missing')
    const media = this.alive(mediaId)
    if (!media || (type !== 'any' && media.type !== type)) refuse(40007)
  }

  endpoints(): Endpoint[] {
    return [
      { method: 'POST', path: 'media/upload', upload: true, run: (call) => this.upload(call) },
      { method: 'POST', path: 'media/uploadimg', upload: true, run: (call) => this.uploadImage(call) },
      { method: 'GET', path: 'media/get', run: (call) => this.download(call) },
      { method: 'GET', path: 'media/get/jssdk', run: (call) => this.download(call) },
    ]
  }

  /** Pictures as the client shows them, without a token. */
  mount(router: Router): void {
    router.get('/wecom/pictures/:mediaId', (ctx) => {
      const media = this.stored.get(ctx.params.mediaId ?? '')
      if (!media) return
      ctx.type = media.contentType
      ctx.body = media.bytes
    })
  }
}
