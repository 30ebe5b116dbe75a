import type { Context } from 'koa'
import { readMultipart } from '../body'
import { ApiError, refuse } from './errors'
import type { Gateway, TenantCall } from './gateway'
import { type FeishuState, randomHex, type StoredImage } from './state'

const MAX_BYTES = 10 * 1024 * 1024
const MAX_SIDE = 12_000

const SIGNATURES: [string, (bytes: Buffer) => boolean][] = [
  ['image/png', (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/jpeg', (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex'))],
  ['image/gif', (bytes) => bytes.subarray(0, 4).toString('latin1') === 'GIF8'],
  ['image/webp', (bytes) => bytes.subarray(8, 12).toString('latin1') === 'WEBP'],
  ['image/bmp', (bytes) => bytes.subarray(0, 2).toString('latin1') === 'BM'],
  ['image/x-icon', (bytes) => bytes.subarray(0, 4).equals(Buffer.from('00000100', 'hex'))],
  ['image/tiff', (bytes) => ['49492a00', '4d4d002a'].includes(bytes.subarray(0, 4).toString('hex'))],
  ['image/heic', (bytes) => /^ftyp(heic|heix|mif1|hevc)/.test(bytes.subarray(4, 12).toString('latin1'))],
]

/** Media type by content, never by name. */
export const imageTypeOf = (bytes: Buffer): string | undefined => SIGNATURES.find(([, fits]) => fits(bytes))?.[0]

function isTooLarge(bytes: Buffer, type: string): boolean {
  if (type !== 'image/png' || bytes.length < 24) return false
  return bytes.readUInt32BE(16) > MAX_SIDE || bytes.readUInt32BE(20) > MAX_SIDE
}

async function upload(state: FeishuState, { app, ctx }: TenantCall): Promise<StoredImage> {
  if (!app.botEnabled) throw refuse(234007)
  const form = await readMultipart(ctx)
  const file = form?.files.image
  if (!file || !['message', 'avatar'].includes(form.fields.image_type ?? '')) throw refuse(234001)
  if (file.bytes.length === 0) throw refuse(234010)
  if (file.bytes.length > MAX_BYTES) throw refuse(234006)
  const contentType = imageTypeOf(file.bytes)
  if (!contentType) throw refuse(234011)
  if (isTooLarge(file.bytes, contentType)) throw refuse(234039)
  const image = { key: `img_v3_02${randomHex(14)}g`, appId: app.appId, contentType, bytes: file.bytes }
  state.images.set(image.key, image)
  return image
}

function sendBytes(ctx: Context, image: StoredImage): void {
  ctx.status = 200
  ctx.type = image.contentType
  ctx.body = image.bytes
}

/** A card may show only pictures of its own app; a person's picture is fetched through its message. */
export function addImageRoutes(state: FeishuState, gateway: Gateway): void {
  gateway.tenant('post', '/im/v1/images', ['im:resource', 'im:resource:upload'], async (call) => {
    const image = await upload(state, call)
    return { code: 0, msg: 'success', data: { image_key: image.key } }
  })

  gateway.tenant('get', '/im/v1/images/:key', ['im:resource'], ({ app, ctx, params }) => {
    const image = state.images.get(params.key ?? '')
    if (image?.appId !== app.appId) throw refuse(234008)
    sendBytes(ctx, image)
  })

  const readScopes = ['im:message', 'im:message:readonly', 'im:message.history:readonly']
  gateway.tenant('get', '/im/v1/messages/:id/resources/:key', readScopes, ({ app, ctx, params }) => {
    const message = state.messages.get(params.id ?? '')
    if (!message) throw refuse(234001)
    if (message.recalled) throw refuse(230110)
    if (!state.chats.get(message.chatId)?.appIds.includes(app.appId)) throw refuse(234004)
    if (message.msgType === 'interactive') throw new ApiError(400, 234043, 'Unsupported message type.')
    const image = state.images.get(params.key ?? '')
    const carried = image && (image.messageId === message.messageId || message.content.includes(image.key))
    if (!carried) throw refuse(234003)
    sendBytes(ctx, image)
  })
}
