import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { cutIdPhoto, type PhotoCut, toIdPhoto } from '../../../server/files/idPhoto'
import { startCpuTime } from '../../support/cpuTime'
import {
  colourAt,
  drawing,
  fiftyMegapixels,
  heicPhoto,
  jpeg,
  phonePhoto,
  polyglot,
  refusalOf,
  scriptedSvg,
} from '../photo/pictures'

const refusal = (file: Buffer, sha256 = '') => refusalOf(toIdPhoto(file, sha256))
/** The normalised copy of a picture that needs no framing. */
async function photoOf(file: Buffer) {
  const { photo } = await toIdPhoto(file)
  if (!photo) throw new Error('it wants framing')
  return photo
}
const traces = async (content: Buffer) => {
  const { exif, orientation, icc, xmp } = await sharp(content).metadata()
  const words = ['GPS', 'Phone', 'Exif', '<script>'].filter((word) => content.includes(word))
  return [exif, orientation, icc, xmp, ...words]
}
const none = [undefined, undefined, undefined, undefined]

describe('an uploaded picture becomes the 2寸登记照 on file (R25, rules §6.6)', () => {
  test('a telephone photo stands upright, has 413×579 pixels at 300 dpi, and no EXIF and no place any more', async () => {
    const file = await phonePhoto()
    const before = await sharp(file).metadata()
    expect([before.width, before.orientation, before.exif !== undefined]).toEqual([1158, 6, true])
    const { original, photo } = await toIdPhoto(file)
    const content = photo?.content ?? Buffer.alloc(0)
    const { width, height, density, format } = await sharp(content).metadata()
    expect([width, height, density, format]).toEqual([413, 579, 300, 'jpeg'])
    expect([await traces(content), await traces(original.content)]).toEqual([none, none])
    expect([await colourAt(content, 200, 5), await colourAt(content, 200, 570)]).toEqual(['red', 'white'])
    expect(photo?.warnings).toEqual([])
  })

  test('the original is kept beside it, upright and no larger than it was', async () => {
    const { original } = await toIdPhoto(await phonePhoto())
    expect(original).toMatchObject({ width: 826, height: 1158 })
    expect(await sharp(original.content).metadata()).toMatchObject({ format: 'jpeg', width: 826, height: 1158 })
  })

  test.each([
    ['413×579, 小二寸', 413, 579, 579],
    ['413×626, 大二寸', 413, 626, 626],
    ['twelve megapixels', 2970, 4158, 579],
  ])('%s needs no framing and keeps its own kind of 2寸', async (_what, width, height, kept) => {
    const photo = await photoOf(await jpeg(width, height))
    expect(photo).toMatchObject({ width: 413, height: kept })
    expect(await sharp(photo.content).metadata()).toMatchObject({ width: 413, height: kept })
  })

  test('an original of 3 MB and more is kept in 2 MB and 2400 pixels', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
    const grain = await sharp({ create: { width: 2600, height: 3640, channels: 3, background: '#888', noise } })
      .jpeg({ quality: 70 })
      .toBuffer()
    expect(grain.length).toBeGreaterThan(3 * 1024 * 1024)
    const { original } = await toIdPhoto(grain)
    expect(original.content.length).toBeLessThanOrEqual(2 * 1024 * 1024)
    expect(Math.max(original.width, original.height)).toBeLessThanOrEqual(2400)
    expect(original.width / original.height).toBeCloseTo(2600 / 3640, 2)
  })

  test('HEIC of an iPhone is taken like any other, and its place is gone too', async () => {
    const file = heicPhoto()
    expect([file.includes('Phone'), (await sharp(file).metadata()).compression]).toEqual([true, 'hevc'])
    const { original, photo } = await toIdPhoto(file)
    expect(original).toMatchObject({ width: 420, height: 588 })
    expect([await traces(original.content), await traces(photo?.content ?? file)]).toEqual([none, none])
    expect(photo?.warnings).toEqual([])
    expect([await colourAt(original.content, 200, 5), await colourAt(original.content, 200, 580)]).toEqual([
      'red',
      'white',
    ])
  })

  test('PNG with a transparent ground and WebP are taken; what was transparent is white', async () => {
    const clear = { r: 0, g: 0, b: 0, alpha: 0 }
    const png = await sharp({ create: { width: 413, height: 579, channels: 4, background: clear } })
      .png()
      .toBuffer()
    expect(await colourAt((await photoOf(png)).content, 200, 5)).toBe('white')
    expect((await photoOf(await drawing(413, 579).webp().toBuffer())).warnings).toEqual([])
  })

  test.each([
    ['lying, 579×413', 579, 413],
    ['square', 600, 600],
    ['a whole screen', 1080, 2340],
  ])('%s is kept and waits to be framed', async (_what, width, height) => {
    const { original, photo } = await toIdPhoto(await jpeg(width, height))
    expect([original.width, original.height, photo]).toEqual([width, height, null])
  })

  test.each([
    ['400×560', 400, 560, 400],
    ['300×420', 300, 420, 300],
    ['500×500', 500, 500, 357],
    ['a panorama, once it is small enough to be kept', 9000, 1200, 320],
  ])('%s is refused: no cut of it is 413 pixels wide', async (_what, width, height, widest) => {
    expect(await refusal(await jpeg(width, height))).toEqual([
      'photo.tooSmall',
      `照片裁成2寸后只有${widest}像素宽，不足413像素，请换一张更清晰的。`,
    ])
  })

  test.each([
    ['blue', '#1060c0'],
    ['white', '#ffffff'],
  ])('a %s ground is taken with a warning: no text says which red (U18)', async (_name, ground) => {
    expect((await photoOf(await jpeg(413, 579, ground))).warnings).toEqual([
      '照片背景看起来不是红色，请确认是否为红底登记照片',
    ])
  })
})

describe('a file that is not what it says', () => {
  test.each([
    ['a page of the web', undefined],
    ['a zip archive', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('a real photo that is also %s is kept as a photo only', async (_what, tail) => {
    const file = await polyglot(tail)
    expect(file.includes('<script>')).toBe(true)
    const { original, photo } = await toIdPhoto(file)
    expect([await traces(original.content), await traces(photo?.content ?? file)]).toEqual([none, none])
    expect(original.content.subarray(-2).toString('hex')).toBe('ffd9')
  })

  test('what is no JPEG, PNG, WebP or HEIC by its content is refused, whatever it is called', async () => {
    const files = [
      scriptedSvg,
      await drawing(413, 579).gif().toBuffer(),
      await drawing(413, 579).tiff().toBuffer(),
      await drawing(413, 579).avif({ effort: 0 }).toBuffer(),
      Buffer.from('这是一段文字，改名为 photo.jpg'),
      Buffer.concat([Buffer.from('<html><body>'), await jpeg(413, 579)]),
      Buffer.from('%PDF-1.7'),
      Buffer.alloc(0),
    ]
    const wanted = ['photo.unreadable', '这个文件不是能识别的照片，请换一张JPG、PNG或HEIC照片。']
    for (const file of files) expect(await refusal(file)).toEqual(wanted)
  })

  test('a file that ends in the middle or is broken inside is refused', async () => {
    const whole = await jpeg(826, 1158)
    const png = await drawing(826, 1158).png().toBuffer()
    const webp = await drawing(826, 1158).webp().toBuffer()
    const heic = heicPhoto()
    const halves = [whole, png, webp, heic].map((file) => file.subarray(0, file.length / 2))
    const dented = Buffer.from(png)
    dented.fill(0xff, png.length / 2, png.length / 2 + 200)
    const ends = [heic.subarray(0, heic.length - 300), heic.subarray(0, 40)]
    for (const part of [...halves, ...ends, whole.subarray(0, 20), dented])
      expect(await refusal(part)).toEqual(['photo.broken', '照片文件不完整或已损坏，请重新拍一张，或换一张照片。'])
  })

  test('a file that arrives other than it was sent is asked for again', async () => {
    const whole = await jpeg(826, 1158)
    const sha256 = createHash('sha256').update(whole).digest('hex')
    expect(await refusal(whole.subarray(0, -1), sha256)).toEqual(['photo.cutShort', '照片没有传完整，请重新上传。'])
    expect((await toIdPhoto(whole, sha256.toUpperCase())).photo).not.toBeNull()
  })

  test('fifty megapixels in a small file are refused at once, before they are unfolded', async () => {
    const bomb = await fiftyMegapixels()
    expect(bomb.length).toBeLessThan(1_000_000)
    const [memory, spent] = [process.memoryUsage().rss, startCpuTime()]
    expect(await refusal(bomb)).toEqual(['photo.tooManyPixels', '照片太大（50百万像素），请缩小到4000万像素以内。'])
    expect(spent()).toBeLessThan(500)
    expect(process.memoryUsage().rss - memory).toBeLessThan(40 * 1024 * 1024)
  })

  test('a HEIC that claims four hundred megapixels is refused by its header', async () => {
    const bomb = Buffer.from(heicPhoto())
    const sizes = bomb.indexOf('ispe') + 8
    bomb.writeUInt32BE(20_000, sizes)
    bomb.writeUInt32BE(20_000, sizes + 4)
    expect((await refusal(bomb))[0]).toBe('photo.tooManyPixels')
  })

  test('nobody else waits while a HEIC is decoded', async () => {
    let turns = 0
    const counting = setInterval(() => {
      turns += 1
    }, 1)
    await toIdPhoto(heicPhoto())
    clearInterval(counting)
    expect(turns).toBeGreaterThan(5)
  })
})

describe('the 登记照 is cut out of the original', () => {
  /** Blue, with a red square of 500 × 700 whose lower half is white at 900,200. */
  const group = async () =>
    sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#1060c0' } })
      .composite([{ input: await drawing(500, 700).png().toBuffer(), left: 900, top: 200 }])
      .jpeg()
      .toBuffer()
  const cut = (changes: Partial<PhotoCut> = {}): PhotoCut => ({
    turn: 0,
    left: 900,
    top: 200,
    width: 500,
    height: 700,
    size: '35x49',
    ...changes,
  })

  test('where the frame stood, in the size that was chosen, with the colour of its own corners', async () => {
    const file = await group()
    const photo = await cutIdPhoto(file, cut())
    expect(photo).toMatchObject({ width: 413, height: 579, warnings: [] })
    expect([await colourAt(photo.content, 3, 3), await colourAt(photo.content, 409, 575)]).toEqual(['red', 'white'])
    expect(await cutIdPhoto(file, cut({ left: 860 }))).toMatchObject({
      warnings: ['照片背景看起来不是红色，请确认是否为红底登记照片'],
    })
    expect(await cutIdPhoto(file, cut({ left: 920, width: 450, height: 681, size: '35x53' }))).toMatchObject({
      width: 413,
      height: 626,
      warnings: [],
    })
  })

  test.each([90, 180, 270] as const)('out of a picture that was turned by %i° first', async (turn) => {
    const lying = await sharp(await group())
      .rotate(360 - turn)
      .toBuffer()
    const photo = await cutIdPhoto(lying, cut({ turn }))
    expect(photo.warnings).toEqual([])
    expect([await colourAt(photo.content, 3, 3), await colourAt(photo.content, 409, 575)]).toEqual(['red', 'white'])
  })

  test.each([
    ['reaches beyond the edge', { left: 1101 }, 'photo.outside'],
    ['reaches beyond the lower edge', { top: 501 }, 'photo.outside'],
    ['is of the other kind of 2寸', { size: '35x53' as const }, 'photo.wrongShape'],
    ['is square', { width: 600, height: 600 }, 'photo.wrongShape'],
    ['is 400 pixels wide', { width: 400, height: 560 }, 'photo.tooSmall'],
    ['is nothing', { width: 0, height: 0 }, 'photo.outside'],
  ])('a frame that %s is refused', async (_what, changes, code) => {
    expect((await refusalOf(cutIdPhoto(await group(), cut(changes))))[0]).toBe(code)
  })
})
