import { createHash } from 'node:crypto'
import type { Pixels } from '../domain/photo/idPhotoSize'
import { photoUnreadable, refusal, requestTooLarge } from '../refusals'
import { decodeHeic, isHeic } from './heic'
import { createPixelTurns } from './pixelTurns'

const photoBroken = refusal(422, 'photo.broken', '照片文件不完整或已损坏，请重新拍一张，或换一张照片。')
const photoCutShort = refusal(422, 'photo.cutShort', '照片没有传完整，请重新上传。')
const photoTooManyPixels = refusal(
  422,
  'photo.tooManyPixels',
  '照片太大（{megapixels}百万像素），请缩小到4000万像素以内。',
)

/** A decoded picture: rows of red, green and blue bytes, upright, nothing of the file left but what is to be seen. */
export interface Picture extends Pixels {
  pixels: Buffer
}

/** A picture as it is kept: a JPEG written by us, without EXIF (it can hold a place). */
export interface KeptJpeg extends Pixels {
  content: Buffer
}

/** Loaded with the first picture, not with the start. What it has decoded it need not keep: no picture comes twice. */
export const loadSharp = async () => {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  return sharp
}

/** Decoding more than this could exhaust the memory: a small file can unfold to gigapixels. */
const mostPixels = 40_000_000
const turns = createPixelTurns(mostPixels)
/** A file can also be made to unfold for hours. */
const mostSeconds = 20
/** Qualities and shares of the size, tried in turn until the JPEG is small enough; the last one always is. */
const thrift = [
  { share: 1, quality: 90 },
  { share: 1, quality: 75 },
  { share: 1, quality: 55 },
  { share: 0.7, quality: 50 },
  { share: 0.4, quality: 50 },
]

const startsWith = (file: Buffer, hex: string): boolean => file.toString('hex', 0, hex.length / 2) === hex

/** Whether a file arrived as it was sent; no promise (no page of ours, an old WebView) is kept. */
export const isAsPromised = (file: Buffer, promisedSha256: string): boolean =>
  !promisedSha256 || createHash('sha256').update(file).digest('hex') === promisedSha256.toLowerCase()

/** By the first bytes alone: a library that would try everything it knows (SVG, PDF, TIFF) is not asked. */
const isPicture = (file: Buffer): boolean =>
  startsWith(file, 'ffd8ff') ||
  startsWith(file, '89504e470d0a1a0a') ||
  (file.toString('latin1', 0, 4) === 'RIFF' && file.toString('latin1', 8, 12) === 'WEBP') ||
  isHeic(file)

/** The number of pixels the header claims; what claims too many is refused before it is unfolded. */
async function pixelsOf(file: Buffer): Promise<number> {
  const sharp = await loadSharp()
  const facts = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => Promise.reject(photoBroken()))
  // AVIF wears the same outside as HEIC.
  if (facts.format === 'heif' && facts.compression !== 'hevc') throw photoUnreadable()
  const pixels = facts.width * facts.height
  if (pixels > mostPixels) throw photoTooManyPixels({ megapixels: Math.round(pixels / 1e6) })
  return pixels
}

async function decoder(file: Buffer) {
  const sharp = await loadSharp()
  // 'error' takes in what was cut short, but not the harmless oddities of camera makers.
  if (!isHeic(file)) return sharp(file, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
  const decoded = await decodeHeic(file, mostPixels)
  if (!decoded) throw photoBroken()
  return sharp(decoded.pixels, { raw: { width: decoded.width, height: decoded.height, channels: 4 } })
}

/**
 * Opens an uploaded picture of any origin: upright, its longest side at most so many pixels, transparent parts white.
 * Refuses what is no JPEG, PNG, WebP or HEIC by its content (photo.unreadable), more than 40 megapixels before anything is
 * unfolded (photo.tooManyPixels), broken (photo.broken), and other than the SHA-256 the sender promised (photo.cutShort).
 */
export async function openPicture(file: Buffer, longestSide: number, promisedSha256 = ''): Promise<Picture> {
  if (!isAsPromised(file, promisedSha256)) throw photoCutShort()
  if (!isPicture(file)) throw photoUnreadable()
  return turns.take(await pixelsOf(file), () => decode(file, longestSide))
}

async function decode(file: Buffer, longestSide: number): Promise<Picture> {
  const { data, info } = await (await decoder(file))
    .timeout({ seconds: mostSeconds })
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => Promise.reject(photoBroken()))
  return { pixels: data, width: info.width, height: info.height }
}

/** A pipeline that begins with a decoded picture. */
export async function fromPixels({ pixels, width, height }: Picture) {
  const sharp = await loadSharp()
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** The picture as a JPEG of at most so many bytes: first coarser, then smaller. */
export async function toJpeg(picture: Picture, mostBytes: number): Promise<KeptJpeg> {
  for (const { share, quality } of thrift) {
    const { data, info } = await (await fromPixels(picture))
      .resize({ width: Math.ceil(picture.width * share) })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true })
    if (data.length <= mostBytes) return { content: data, width: info.width, height: info.height }
  }
  throw requestTooLarge({ limit: `${Math.round(mostBytes / 1024 / 1024)} MB` })
}
