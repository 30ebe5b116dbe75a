import sharp from 'sharp'
import { toIdPhoto } from '../../../server/files/idPhoto'
import { Refusal } from '../../../server/refusals'

const red = '#d01020'

const drawing = (width: number, height: number, background: string) => {
  const shirt = `<svg width="${width}" height="${height}"><rect y="${height / 2}" width="${width}" height="${height}" fill="#fff"/></svg>`
  return sharp({ create: { width, height, channels: 3, background } }).composite([{ input: Buffer.from(shirt) }])
}
const jpeg = (width: number, height: number, background = red) => drawing(width, height, background).jpeg().toBuffer()

/** As a telephone writes it: lying pixels, turned by EXIF, with the place where it was taken. */
async function phonePhoto(): Promise<Buffer> {
  const lying = await sharp(await drawing(826, 1158, red).png().toBuffer())
    .rotate(270)
    .png()
    .toBuffer()
  return sharp(lying)
    .withExif({
      IFD0: { Make: 'Phone' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 34/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 33/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

const colourAt = async (file: Buffer, top: number) => {
  const [r = 0, g = 0, b = 0] = await sharp(file).extract({ left: 200, top, width: 1, height: 1 }).raw().toBuffer()
  if (r > 200 && g > 200 && b > 200) return 'white'
  return r > 150 && g < 80 && b < 80 ? 'red' : `${r} ${g} ${b}`
}

const refusal = async (file: Buffer): Promise<[string, string]> => {
  const fault = await toIdPhoto(file).then(
    () => new Error('taken'),
    (reason) => reason,
  )
  if (!(fault instanceof Refusal)) throw fault
  return [fault.code, fault.message]
}

describe('an uploaded picture becomes the 2寸登记照 on file (R25, §6.6)', () => {
  test('a telephone photo stands upright, has 413×579 pixels at 300 dpi, and no EXIF and no place any more', async () => {
    const file = await phonePhoto()
    const before = await sharp(file).metadata()
    expect([before.width, before.orientation, before.exif !== undefined]).toEqual([1158, 6, true])
    const { content, warnings } = await toIdPhoto(file)
    const { width, height, density, format, exif, orientation, icc, xmp } = await sharp(content).metadata()
    expect([width, height, density, format]).toEqual([413, 579, 300, 'jpeg'])
    expect([exif, orientation, icc, xmp]).toEqual([undefined, undefined, undefined, undefined])
    expect(content.includes('GPS') || content.includes('Phone')).toBe(false)
    expect([await colourAt(content, 5), await colourAt(content, 570)]).toEqual(['red', 'white'])
    expect(warnings).toEqual([])
  })

  test.each([
    ['413×579, 小二寸', 413, 579],
    ['413×626, 大二寸', 413, 626],
    ['twelve megapixels', 2970, 4158],
  ])('%s is taken', async (_what, width, height) => {
    const { content } = await toIdPhoto(await jpeg(width, height))
    expect(await sharp(content).metadata()).toMatchObject({ width: 413, height: 579 })
  })

  test('PNG with a transparent ground and WebP are taken; what was transparent is white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const png = await sharp({ create: { width: 413, height: 579, channels: 4, background: clear } })
      .png()
      .toBuffer()
    expect(await colourAt((await toIdPhoto(png)).content, 5)).toBe('white')
    const webp = await drawing(413, 579, red).webp().toBuffer()
    expect((await toIdPhoto(webp)).warnings).toEqual([])
  })

  test.each([
    ['400×560', 400, 560, 'photo.tooSmall', '照片宽400像素，不足413像素，请换一张更清晰的。'],
    ['300×420', 300, 420, 'photo.tooSmall', '照片宽300像素，不足413像素，请换一张更清晰的。'],
    ['lying, 579×413', 579, 413, 'photo.landscape', '照片是横的，请换一张竖着的单人登记照。'],
    ['square', 600, 600, 'photo.landscape', '照片是横的，请换一张竖着的单人登记照。'],
    [
      'a whole screen',
      1080,
      2340,
      'photo.wrongShape',
      '照片宽高是1080×2340，不是2寸照的比例（35:49或35:53），请裁剪后再传。',
    ],
  ])('%s is refused with its size', async (_what, width, height, code, sentence) => {
    expect(await refusal(await jpeg(width, height))).toEqual([code, sentence])
  })

  test.each([
    ['blue', '#1060c0'],
    ['white', '#ffffff'],
  ])('a %s ground is taken with a warning: no text says which red (U18)', async (_name, ground) => {
    expect((await toIdPhoto(await jpeg(413, 579, ground))).warnings).toEqual([
      '照片背景看起来不是红色，请确认是否为红底登记照片',
    ])
  })

  test('script inside a real picture is gone from what is kept', async () => {
    const picture = await jpeg(413, 579)
    const text = Buffer.from('<html><script>alert(1)</script></html>')
    const comment = Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from([0, text.length + 2]), text])
    const polyglot = Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2), text])
    const { content } = await toIdPhoto(polyglot)
    expect(content.includes('<script>')).toBe(false)
    expect(polyglot.includes('<script>')).toBe(true)
  })

  test('what is no JPG, PNG or WebP by its content is refused, whatever it is called', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="413" height="579"><script>alert(1)</script></svg>'
    const files = [
      Buffer.from(svg),
      await drawing(413, 579, red).gif().toBuffer(),
      await drawing(413, 579, red).tiff().toBuffer(),
      await drawing(413, 579, red).avif({ effort: 0 }).toBuffer(),
      Buffer.from('这是一段文字，改名为 photo.jpg'),
      Buffer.concat([Buffer.from('<html><body>'), await jpeg(413, 579)]),
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(0),
    ]
    for (const file of files)
      expect(await refusal(file)).toEqual(['photo.unreadable', '这个文件不是能识别的照片，请换一张JPG或PNG照片。'])
  })

  test('a file that ends in the middle is refused', async () => {
    const whole = await jpeg(826, 1158)
    const png = await drawing(826, 1158, red).png().toBuffer()
    for (const part of [whole.subarray(0, whole.length / 2), png.subarray(0, png.length / 2), whole.subarray(0, 20)])
      expect((await refusal(part))[0]).toBe('photo.unreadable')
  })

  test('fifty megapixels in a small file are refused at once, before they are unfolded', async () => {
    const bomb = await sharp({ create: { width: 5950, height: 8400, channels: 3, background: red } })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    const [memory, begun] = [process.memoryUsage().rss, performance.now()]
    expect(await refusal(bomb)).toEqual(['photo.tooManyPixels', '照片太大（50百万像素），请缩小到4000万像素以内。'])
    expect(performance.now() - begun).toBeLessThan(500)
    expect(process.memoryUsage().rss - memory).toBeLessThan(40 * 1024 * 1024)
  })
})
