import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { toAttachment, toPicture } from '../../../server/files/picture'
import { fiftyMegapixels, heicPhoto, jpeg, phonePhoto, polyglot, refusalOf, scriptedSvg } from '../photo/pictures'

const pdf = (padding = 0) => Buffer.from(`%PDF-1.7\n${' '.repeat(padding)}\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n`)

describe('a photo of a plate, of a posting, of something done', () => {
  test('is kept upright, without its place, at most 1600 pixels and 1 MB', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 60 }
    const grain = await sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#888', noise } })
      .jpeg()
      .toBuffer()
    const kept = await toPicture(grain)
    expect(kept.content.length).toBeLessThanOrEqual(1024 * 1024)
    expect(Math.max(kept.width, kept.height)).toBeLessThanOrEqual(1600)
    const phone = await toPicture(await phonePhoto(1500, 2100))
    expect(phone).toMatchObject({ width: 1143, height: 1600 })
    expect(await sharp(phone.content).metadata()).toMatchObject({ format: 'jpeg', width: 1143, height: 1600 })
    expect(phone.content.includes('GPS') || phone.content.includes('Phone')).toBe(false)
  })

  test('may be small, lying, or HEIC', async () => {
    expect(await toPicture(await jpeg(300, 100))).toMatchObject({ width: 300, height: 100 })
    expect(await toPicture(heicPhoto())).toMatchObject({ width: 420, height: 588 })
  })

  test('is checked for what hides in a file like the 登记照', async () => {
    expect((await toPicture(await polyglot())).content.includes('<script>')).toBe(false)
    expect((await refusalOf(toPicture(scriptedSvg)))[0]).toBe('photo.unreadable')
    expect((await refusalOf(toPicture(await fiftyMegapixels())))[0]).toBe('photo.tooManyPixels')
    const whole = await jpeg(800, 600)
    expect((await refusalOf(toPicture(whole.subarray(0, whole.length / 2))))[0]).toBe('photo.broken')
    const sha256 = createHash('sha256').update(whole).digest('hex')
    expect((await refusalOf(toPicture(whole.subarray(0, -9), sha256)))[0]).toBe('photo.cutShort')
  })
})

describe('a quote or minutes (R29–R31)', () => {
  test('a PDF is kept byte for byte', async () => {
    const file = pdf(70_000)
    const { mediaType, content, width, height } = await toAttachment(file)
    expect([mediaType, content.equals(file), width, height]).toEqual(['application/pdf', true, 0, 0])
  })

  test('a photo of the paper is kept as a picture', async () => {
    expect(await toAttachment(await jpeg(800, 600))).toMatchObject({ mediaType: 'image/jpeg', width: 800, height: 600 })
  })

  test('a PDF without its end, one of 9 MB, and anything else are refused with what to do', async () => {
    expect(await refusalOf(toAttachment(pdf().subarray(0, 30)))).toEqual([
      'attachment.broken',
      '这个PDF文件不完整，请重新保存或扫描后再传。',
    ])
    expect(await refusalOf(toAttachment(pdf(9 * 1024 * 1024)))).toEqual([
      'request.tooLarge',
      '内容超过8 MB，请缩小后再传。',
    ])
    const files = [scriptedSvg, Buffer.from('<html>%PDF-1.7 %%EOF'), Buffer.from('504b0304', 'hex'), Buffer.alloc(0)]
    for (const file of files)
      expect(await refusalOf(toAttachment(file))).toEqual([
        'attachment.unreadable',
        '只能上传PDF文件或照片（JPG、PNG、HEIC），请换一个文件。',
      ])
  })

  test('a PDF that arrives other than it was sent is asked for again', async () => {
    const file = pdf(1000)
    const sha256 = createHash('sha256').update(file).digest('hex')
    const changed = Buffer.from(file)
    changed[500] = 0x41
    expect((await refusalOf(toAttachment(changed, sha256)))[0]).toBe('attachment.cutShort')
    expect((await toAttachment(file, sha256)).mediaType).toBe('application/pdf')
  })
})
