import sharp from 'sharp'

const red = '#c8102e'
const drawing = Buffer.from(
  '<svg width="413" height="579"><ellipse cx="206" cy="230" rx="95" ry="125" fill="#e8b894"/>' +
    '<path d="M0 579C30 420 120 390 206 390S383 420 413 579Z" fill="#ffffff"/></svg>',
)

/**
 * A 登记照 as a phone writes it: the pixels lie on their side, EXIF says how to turn them, and where it was taken.
 * Upright it is 413 × 579, red above, a white shirt below.
 */
export async function cameraPhoto(): Promise<Buffer> {
  const upright = await sharp({ create: { width: 413, height: 579, channels: 3, background: red } })
    .composite([{ input: drawing }])
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
