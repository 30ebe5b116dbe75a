import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { Refusal } from '../../../server/refusals'

export const red = '#d01020'

/** 420×588, red above, a white shirt below, Exif with GPS; made once with heif-enc 1.15 (x265), sharp cannot write HEVC. */
export const heicPhoto = (): Buffer => readFileSync(join(__dirname, '../../support/fixtures/idPhoto.heic'))

/** One colour above, white from half the height on. */
export const drawing = (width: number, height: number, background = red) => {
  const shirt = `<svg width="${width}" height="${height}"><rect y="${height / 2}" width="${width}" height="${height}" fill="#fff"/></svg>`
  return sharp({ create: { width, height, channels: 3, background } }).composite([{ input: Buffer.from(shirt) }])
}
export const jpeg = (width: number, height: number, background = red) =>
  drawing(width, height, background).jpeg().toBuffer()

const place = {
  GPSLatitudeRef: 'N',
  GPSLatitude: '29/1 34/1 0/1',
  GPSLongitudeRef: 'E',
  GPSLongitude: '106/1 33/1 0/1',
}

/** As a telephone writes it: lying pixels, turned by EXIF, with the place where it was taken. Upright it is so large. */
export async function phonePhoto(width = 826, height = 1158): Promise<Buffer> {
  const lying = await sharp(await drawing(width, height).png().toBuffer())
    .rotate(270)
    .png()
    .toBuffer()
  return sharp(lying)
    .withExif({ IFD0: { Make: 'Phone' }, IFD3: place })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

/** A real photo with a page of the web in a comment and behind its end. */
export async function polyglot(tail = Buffer.from('<html><script>alert(1)</script></html>')): Promise<Buffer> {
  const picture = await jpeg(413, 579)
  const text = Buffer.from('<html><script>alert(1)</script></html>')
  const comment = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from([0, text.length + 2]), text])
  return Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2), tail])
}

/** Fifty megapixels of one colour: some tens of kilobytes. */
export const fiftyMegapixels = (): Promise<Buffer> =>
  sharp({ create: { width: 5950, height: 8400, channels: 3, background: red } })
    .png({ compressionLevel: 9 })
    .toBuffer()

export const scriptedSvg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="413" height="579"><script>alert(1)</script></svg>',
)

export const colourAt = async (file: Buffer, left: number, top: number) => {
  const [r = 0, g = 0, b = 0] = await sharp(file).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  if (r > 200 && g > 200 && b > 200) return 'white'
  return r > 150 && g < 80 && b < 80 ? 'red' : `${r} ${g} ${b}`
}

/** Code and sentence of what the promise is refused with; a fault when it is not refused. */
export async function refusalOf(promise: Promise<unknown>): Promise<[string, string]> {
  const fault = await promise.then(
    () => new Error('taken'),
    (reason) => reason,
  )
  if (!(fault instanceof Refusal)) throw fault
  return [fault.code, fault.message]
}
