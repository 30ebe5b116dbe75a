import { isRedBackground, type Patch, photoGeometry, type Rgb, targetSize } from '../domain/photo/redBackground'
import { issueSentence } from '../domain/wording/sentences'
import { refuse } from '../refusals'

export interface IdPhoto {
  /** JPEG of 413×579 pixels at 300 dpi, upright, without EXIF. */
  content: Buffer
  width: number
  height: number
  warnings: string[]
}

/** Loaded with the first photo, not with the start. */
const loadSharp = async () => (await import('sharp')).default

/** Decoding more than this could exhaust the memory: a small file can unfold to gigapixels. */
const pixelLimit = 40_000_000
const readableFormats = new Set(['jpeg', 'png', 'webp'])
/** The JFIF segment of 300 dots an inch; sharp's own way of saying so writes an EXIF block, and none is to be kept. */
const jfif300 = Buffer.from('ffe000104a46494600010101012c012c0000', 'hex')
const jpegStartBytes = 2

async function cornerPatch(upright: Buffer, width: number, height: number, left: boolean): Promise<Patch> {
  const side = { width: Math.max(1, Math.floor(width / 10)), height: Math.max(1, Math.floor(height / 10)) }
  const sharp = await loadSharp()
  const pixels = await sharp(upright)
    .extract({ left: left ? 0 : width - side.width, top: 0, ...side })
    .removeAlpha()
    .raw()
    .toBuffer()
  const patch: Rgb[] = []
  for (let at = 0; at + 2 < pixels.length; at += 3)
    patch.push([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0])
  return patch
}

const atPrintSize = (jpeg: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, jpegStartBytes), jfif300, jpeg.subarray(jpegStartBytes)])

function checkShape(width: number, height: number): void {
  for (const issue of photoGeometry(width, height).issues) {
    if (issue.code === 'photo.landscape') throw refuse('photo.landscape')
    if (issue.code === 'photo.wrongAspect') throw refuse('photo.wrongShape', { width, height })
    if (issue.code === 'photo.tooNarrow') throw refuse('photo.tooSmall', { width })
  }
}

/** The picture's size once it stands upright, from its header alone. */
async function uprightSize(file: Buffer): Promise<{ width: number; height: number }> {
  const sharp = await loadSharp()
  const header = async () => sharp(file, { limitInputPixels: false }).metadata()
  const facts = await header().catch(() => null)
  if (!facts || !readableFormats.has(facts.format ?? '')) throw refuse('photo.unreadable')
  const pixels = facts.width * facts.height
  if (pixels > pixelLimit) throw refuse('photo.tooManyPixels', { megapixels: Math.round(pixels / 1e6) })
  return facts.autoOrient
}

/** Upright, twice as large as it will be kept: a telephone's twelve megapixels are never unfolded as a whole. */
async function decode(file: Buffer) {
  const sharp = await loadSharp()
  return sharp(file, { limitInputPixels: pixelLimit })
    .autoOrient()
    .resize({ width: 2 * targetSize.width, withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true })
    .catch(() => Promise.reject(refuse('photo.unreadable')))
}

/**
 * Turns an uploaded picture into the 2寸登记照 kept on file (R25, §6.6): upright, 413×579, no EXIF (it can hold a place).
 * Refuses what is no picture (by its content, whatever its name says), too small, lying or of another shape; warns, but
 * never refuses, when the upper corners are not red.
 */
export async function toIdPhoto(file: Buffer): Promise<IdPhoto> {
  const size = await uprightSize(file)
  checkShape(size.width, size.height)
  const sharp = await loadSharp()
  const upright = await decode(file)
  const { width, height } = upright.info
  const patches = [
    await cornerPatch(upright.data, width, height, true),
    await cornerPatch(upright.data, width, height, false),
  ]
  const content = await sharp(upright.data)
    .resize(targetSize.width, targetSize.height, { fit: 'cover' })
    .jpeg({ quality: 90 })
    .toBuffer()
  const warnings = isRedBackground(patches) ? [] : [issueSentence({ field: 'photo', code: 'photo.notRed' })]
  return { content: atPrintSize(content), ...targetSize, warnings }
}
