import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { type Stage, shot } from './stage'

const red = '#c8102e'

interface Size {
  width: number
  height: number
}
const twoInch: Size = { width: 413, height: 579 }

const drawing = ({ width, height }: Size) =>
  Buffer.from(
    `<svg width="${width}" height="${height}" viewBox="0 0 413 579" preserveAspectRatio="xMidYMax slice">` +
      '<ellipse cx="206" cy="230" rx="95" ry="125" fill="#e8b894"/>' +
      '<path d="M0 579C30 420 120 390 206 390S383 420 413 579Z" fill="#ffffff"/></svg>',
  )

/**
 * A portrait as a phone writes it: the pixels lie on their side, EXIF says how to turn them, and where it was taken.
 * Upright it is 413 × 579 or as asked, red above, a white shirt below.
 */
export async function cameraPhoto(size = twoInch): Promise<Buffer> {
  const upright = await sharp({ create: { ...size, channels: 3, background: red } })
    .composite([{ input: drawing(size) }])
    .png()
    .toBuffer()
  return sharp(upright)
    .rotate(270)
    .withExif({
      IFD0: { Make: 'Phone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 34/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 33/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 92 })
    .toBuffer()
}

/**
 * A phone's photo of the common 3:4 is sent, framed and cut; the first try of either call is cut off by the network, and
 * the page tries again by itself.
 */
export async function addPhoto(stage: Stage, page: Page): Promise<void> {
  const buffer = await cameraPhoto({ width: 1200, height: 1600 })
  const tries: Record<string, number> = {}
  await page.route(/\/api\/photos(\/[\w-]+\/crop)?$/, (route) => {
    const call = route.request().url().endsWith('/crop') ? 'crop' : 'upload'
    tries[call] = (tries[call] ?? 0) + 1
    return tries[call] === 1 ? route.abort('connectionreset') : route.continue()
  })
  await page.locator('input[type=file]').last().setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByRole('heading', { name: '对准人像' }).waitFor()
  await page.getByRole('button', { name: '放大' }).click()
  await page.getByRole('button', { name: '下移' }).click()
  await shot(stage, page, 'b3-photo')
  const cut = page.waitForResponse((response) => response.url().endsWith('/crop') && response.ok())
  await page.getByRole('button', { name: '就用这张' }).click()
  await cut
  expect(tries).toEqual({ upload: 2, crop: 2 })
  await page.unroute(/\/api\/photos(\/[\w-]+\/crop)?$/)
  await page.getByText('413×579像素').waitFor()
}

export interface PhotoFacts {
  width: number
  height: number
  hasExif: boolean
  top: string
  bottom: string
}

const colourNames = (pixel: Buffer): string => {
  const [r = 0, g = 0, b = 0] = pixel
  if (r > 200 && g > 200 && b > 200) return 'white'
  return r > 120 && g < 90 && b < 90 ? 'red' : `rgb(${r},${g},${b})`
}

/** What can be told of a picture file without looking at it. */
export async function factsOf(file: Buffer): Promise<PhotoFacts> {
  const { width, height, exif } = await sharp(file).metadata()
  const colourAt = async (top: number) =>
    colourNames(
      await sharp(file)
        .extract({ left: Math.floor(width / 2), top, width: 1, height: 1 })
        .removeAlpha()
        .raw()
        .toBuffer(),
    )
  return {
    width,
    height,
    hasExif: exif !== undefined,
    top: await colourAt(5),
    bottom: await colourAt(height - 8),
  }
}
