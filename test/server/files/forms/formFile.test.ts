import { inflateRawSync } from 'node:zlib'
import qrcode from 'qrcode-generator'
import sharp from 'sharp'
import type { FormName } from '../../../../server/files/forms/formData'
import { pdfAvailable, writeForm } from '../../../../server/files/forms/writeForm'
import '../../../support/chineseFont'
import { describeWithDocumentTools, drawnPage, picturesOfPdf, printFiles } from '../../../support/documentTools'
import { allSamples, portrait, type Sample } from './samples'

jest.setTimeout(60_000)

const settings = { fontFolder: null }
let samples: Map<string, Sample>

beforeAll(async () => {
  samples = await allSamples()
})

const titles: Record<FormName, string> = {
  contactRoster: '名册',
  nomination: '推荐表',
  area: '确定表',
  pledge: '承诺书',
  deskPlate: '台牌',
  poster: '海报',
  qrPlate: '扫码牌',
}

function ordinary<Name extends FormName>(form: Name): Sample<Name> {
  const found = samples.get(`${titles[form]}，一般`)
  if (!found) throw new Error(`no such sample: ${form}`)
  return found as Sample<Name>
}

/** The parts of a Word file, unpacked. */
function partsOf(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>()
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  for (let at = zip.readUInt32LE(end + 16); zip.readUInt32LE(at) === 0x02014b50; ) {
    const [packed, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ]
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
    const content = zip.subarray(start, start + packed)
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    parts.set(name, zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(content) : content)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return parts
}

/** One letter per module, read from the picture's own dots. */
async function modulesOf(picture: Buffer, modules: number, rim: number): Promise<string> {
  const { data, info } = await sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true })
  const dots = info.width / (modules + 2 * rim)
  const dark = (row: number, column: number) =>
    (data[Math.floor((row + rim + 0.5) * dots) * info.width + Math.floor((column + rim + 0.5) * dots)] ?? 255) < 128
  return Array.from({ length: modules ** 2 }, (_, at) =>
    dark(Math.floor(at / modules), at % modules) ? '1' : '0',
  ).join('')
}

function expectedModules(url: string): { modules: number; written: string } {
  const code = qrcode(0, 'M')
  code.addData(url, 'Byte')
  code.make()
  const modules = code.getModuleCount()
  const written = Array.from({ length: modules ** 2 }, (_, at) =>
    code.isDark(Math.floor(at / modules), at % modules) ? '1' : '0',
  )
  return { modules, written: written.join('') }
}

const photoWithPlace = async (): Promise<Buffer> =>
  sharp(await portrait(413, 579))
    .withExif({ IFD0: { Make: 'PhoneMaker' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '29/1 34/1 0/1' } })
    .jpeg()
    .toBuffer()

describe('the file of a form', () => {
  test.each(['docx', 'pdf'] as const)('is the same to the byte when it is made again (%s)', async (format) => {
    for (const name of ['nomination', 'pledge', 'poster'] as const) {
      const { form, data } = ordinary(name)
      const [first, second] = [
        await writeForm(form, data, format, settings),
        await writeForm(form, data, format, settings),
      ]
      expect(first.equals(second)).toBe(true)
    }
  })

  test.each(['docx', 'pdf'] as const)('holds the photo, but not the place where it was taken (%s)', async (format) => {
    const { data } = ordinary('pledge')
    const photo = await photoWithPlace()
    expect([photo.includes('Exif'), photo.includes('PhoneMaker')]).toEqual([true, true])
    const file = await writeForm('pledge', { ...data, photo }, format, settings)
    expect([file.includes('Exif'), file.includes('PhoneMaker'), file.includes('GPS')]).toEqual([false, false, false])
    expect(file.length).toBeGreaterThan(photo.length / 2)
  })

  test('a file that is no JPEG is refused, not printed as a hole', async () => {
    const { data } = ordinary('deskPlate')
    for (const photo of [Buffer.from('GIF89a'), Buffer.alloc(0), (await portrait(413, 579)).subarray(0, 40)])
      await expect(writeForm('deskPlate', { ...data, photo }, 'docx', settings)).rejects.toMatchObject({
        code: 'photo.unreadable',
      })
  })

  test('a Word file names the four faces of a 公文 and embeds none', async () => {
    const { form, data } = ordinary('nomination')
    const parts = partsOf(await writeForm(form, data, 'docx', settings))
    const words = `${parts.get('word/document.xml')}${parts.get('word/header.xml')}`
    for (const face of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312'])
      expect(words).toContain(`w:eastAsia="${face}"`)
    expect([...parts.keys()].filter((name) => name.includes('font'))).toEqual([])
  })

  test('letters Word cannot hold are left out, and the file can still be read', async () => {
    const { data } = ordinary('nomination')
    const name = `林\u0000知\u0008\ud800夏\uffff\u202e`
    const parts = partsOf(await writeForm('nomination', { ...data, name }, 'docx', settings))
    expect(parts.get('word/document.xml')?.toString()).toContain('>林知夏<')
  })
})

describeWithDocumentTools('the pictures of a form', () => {
  test('the QR of a form opens its record, in Word and PDF alike', async () => {
    const { form, data } = ordinary('nomination')
    const { modules, written } = expectedModules(data.head.recordUrl ?? '')
    const inWord = partsOf(await writeForm(form, data, 'docx', settings)).get('word/media/header1.png')
    const [inPdf] = await picturesOfPdf(await writeForm(form, data, 'pdf', settings))
    for (const picture of [inWord, inPdf]) expect(await modulesOf(picture ?? Buffer.alloc(0), modules, 2)).toBe(written)
  })

  test('the QR on the door opens the wall and nothing else', async () => {
    const { form, data } = ordinary('qrPlate')
    const { modules, written } = expectedModules('https://lianxinqiao.example.com/wall/d06')
    const pictures = await picturesOfPdf(await writeForm(form, data, 'pdf', settings))
    expect(pictures).toHaveLength(1)
    expect(await modulesOf(pictures[0] ?? Buffer.alloc(0), modules, 2)).toBe(written)
  })

  test('rare letters have a shape of their own, not the box of a missing one', async () => {
    const { data } = ordinary('deskPlate')
    // The last one is in no font: what it looks like is what the others may not.
    const shapes = ['𠮷', '㛃', '\u{10fffd}']
    const files = new Map<string, Buffer>()
    for (const name of shapes) files.set(name, await writeForm('deskPlate', { ...data, name }, 'docx', settings))
    const fromWord = await printFiles('docx', files)
    for (const format of ['docx', 'pdf'])
      expect(
        new Set(
          await Promise.all(
            shapes.map(async (name) => {
              const pdf =
                format === 'docx'
                  ? fromWord.get(name)
                  : await writeForm('deskPlate', { ...data, name }, 'pdf', settings)
              return (await drawnPage(pdf ?? Buffer.alloc(0), 60)).toString('base64')
            }),
          ),
        ).size,
      ).toBe(3)
  })
})

describe('where no PDF can be made', () => {
  afterEach(() => jest.dontMock('@myriaddreamin/typst-ts-node-compiler'))

  const refused = { code: 'document.noPdf', status: 501 }

  test('for want of a Chinese font the PDF is refused, with what to do; the Word file is made', async () => {
    const { NodeCompiler } = jest.requireActual('@myriaddreamin/typst-ts-node-compiler')
    // The real typesetter, told to use its one built-in font, which has Latin letters only.
    const latinOnly = '#set text(font: "Libertinus Serif", fallback: false)\n'
    const create = (settings: object) => {
      const compiler = NodeCompiler.create(settings)
      return {
        plainSvg: ({ mainFileContent }: { mainFileContent: string }) =>
          compiler.plainSvg({ mainFileContent: latinOnly + mainFileContent }),
      }
    }
    jest.doMock('@myriaddreamin/typst-ts-node-compiler', () => ({ NodeCompiler: { create } }))
    const { form, data } = ordinary('nomination')
    const here = { fontFolder: '/no/fonts/here' }
    expect(await pdfAvailable(here)).toBe(false)
    await expect(writeForm(form, data, 'pdf', here)).rejects.toMatchObject(refused)
    await expect(writeForm(form, data, 'pdf', here)).rejects.toThrow('请先下载Word版')
    expect((await writeForm(form, data, 'docx', here)).length).toBeGreaterThan(5000)
  })

  test('without the typesetter, which is optional, it is refused in the same way', async () => {
    jest.doMock('@myriaddreamin/typst-ts-node-compiler', () => {
      throw new Error('Cannot find module')
    })
    const { form, data } = ordinary('nomination')
    const here = { fontFolder: '/no/typesetter/here' }
    expect(await pdfAvailable(here)).toBe(false)
    await expect(writeForm(form, data, 'pdf', here)).rejects.toMatchObject(refused)
  })

  test('with both it is not refused', async () => {
    expect(await pdfAvailable(settings)).toBe(true)
  })
})
