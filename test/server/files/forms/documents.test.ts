import type { FormFormat } from '../../../../server/files/forms/formData'
import { chineseDay } from '../../../../server/files/forms/formText'
import { writeForm } from '../../../../server/files/forms/writeForm'
import '../../../support/chineseFont'
import {
  colliding,
  describeWithDocumentTools,
  outside,
  type PrintedPages,
  printFiles,
  readPdf,
} from '../../../support/documentTools'
import { allSamples, type Sample } from './samples'

jest.setTimeout(180_000)

const settings = { fontFolder: null }

/** Addresses are printed as QR only, paper sizes and photos not as letters at all. */
const notPrinted = new Set(['recordUrl', 'supervisionUrl', 'wallUrl', 'url', 'paper', 'photo'])

function writtenTexts(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return value && !notPrinted.has(key) ? [value] : []
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return []
  return Object.entries(value).flatMap(([name, inner]) => writtenTexts(inner, Array.isArray(value) ? key : name))
}

const expectedIn = (data: object): string[] =>
  writtenTexts(data).map((text) => chineseDay(text).replace(/[\s\u200b]/g, ''))

/** What a reader must find: the forms without a line of their own for 支部 print it in the head all the same. */
function expectedTexts({ form, data }: Sample): string[] {
  const { head: _head, ...standing } = data
  if (form === 'deskPlate' || form === 'qrPlate') return expectedIn(standing)
  const withContent = 'duties' in data ? { ...data, duties: data.duties.filter(({ content }) => content) } : data
  return expectedIn(withContent)
}

const a4 = [595, 842]
const papers: Record<string, number[]> = { 台牌: [567, 283], 海报: [842, 1191], 扫码牌: [420, 595] }
const paperOf = (name: string): number[] => {
  if (name === '海报，A4' || name === '扫码牌，最长') return a4
  return papers[name.split('，')[0] ?? ''] ?? a4
}

describeWithDocumentTools('附件1 and what is made of it, printed', () => {
  const printed: Record<FormFormat, Map<string, PrintedPages>> = { docx: new Map(), pdf: new Map() }
  let samples: Map<string, Sample>

  beforeAll(async () => {
    samples = await allSamples()
    const wordFiles = new Map<string, Buffer>()
    for (const [name, { form, data }] of samples) {
      wordFiles.set(name, await writeForm(form, data, 'docx', settings))
      printed.pdf.set(name, await readPdf(await writeForm(form, data, 'pdf', settings)))
    }
    for (const [name, file] of await printFiles('docx', wordFiles)) printed.docx.set(name, await readPdf(file))
  })

  const looked = (name: string, format: FormFormat) => {
    const [sample, pages] = [samples.get(name), printed[format].get(name)]
    if (!sample || !pages) throw new Error(`no such sample: ${name}`)
    return { sample, pages }
  }

  const forms = ['推荐表', '确定表', '承诺书', '台牌', '海报', '扫码牌']
  const kinds = ['一般', '最长', '最空', '生僻字']
  const names = [
    ...forms.flatMap((form) => kinds.map((kind) => `${form}，${kind}`)),
    '海报，25人',
    '海报，A4',
    '确定表，装不下一页',
  ]
  const cases = names.flatMap((name) => (['docx', 'pdf'] as const).map((format) => [name, format] as const))

  test.each(cases)('%s (%s) has the pages it should have, of the right paper', (name, format) => {
    const { sample, pages } = looked(name, format)
    expect(pages.sizes).toHaveLength(sample.pages)
    for (const { width, height } of pages.sizes) expect([Math.round(width), Math.round(height)]).toEqual(paperOf(name))
    // What stands on a desk or hangs at a door has one side.
    const counted = pages.text.includes(`第${sample.pages}页，共${sample.pages}页`)
    expect(counted).toBe(!/^(台牌|扫码牌)/.test(name))
  })

  test.each(cases)('%s (%s) shows every text that was given, to the last letter and literally', (name, format) => {
    const { sample, pages } = looked(name, format)
    const expected = expectedTexts(sample)
    expect(expected.filter((text) => !pages.text.includes(text))).toEqual([])
  })

  test.each(cases)('%s (%s) keeps its letters on the page and apart from each other', (name, format) => {
    const { pages } = looked(name, format)
    expect(outside(pages)).toEqual([])
    expect(colliding(pages)).toEqual([])
  })

  test.each(['docx', 'pdf'] as const)('an empty field prints nothing odd (%s)', (format) => {
    for (const form of forms) {
      const { text } = looked(`${form}，最空`, format).pages
      expect(text).not.toMatch(/undefined|null|NaN|Invalid|依据文件|版本号|生成时间/)
      expect(text).not.toMatch(/（）|：：/)
    }
  })

  test.each(['docx', 'pdf'] as const)('a 台牌 is read from the other side of the desk (%s)', (format) => {
    const { words } = looked('台牌，一般', format).pages
    const line = words.find(({ letters }) => letters.startsWith('职责'))
    // Points between the upper and the lower edge of a line of letters.
    expect((line?.bottom ?? 0) - (line?.top ?? 0)).toBeGreaterThan(format === 'docx' ? 17.5 : 13.5)
    // Who shows no photo has no empty frame there, and the words begin where it would stand.
    const bare = looked('台牌，最空', format).pages
    expect(bare.text).not.toContain('照片')
    expect(
      Math.max(...bare.words.filter(({ letters }) => letters.startsWith('职责')).map(({ left }) => left)),
    ).toBeLessThan(40)
  })

  test('the title of a form stands free of its table, and on a poster the words of who shows no photo begin at the edge', () => {
    for (const format of ['docx', 'pdf'] as const) {
      const { words } = looked('确定表，一般', format).pages
      const [title, first] = ['党员责任区确定表', '所属支部'].map((word) =>
        words.find(({ letters }) => letters === word),
      )
      expect((first?.top ?? 0) - (title?.bottom ?? 0)).toBeGreaterThan(5)
      const poster = looked('海报，一般', format).pages.words
      const [shown, hidden] = ['林知夏', '周牧野'].map(
        (name) => poster.find(({ letters }) => letters === name)?.left ?? 0,
      )
      expect((shown ?? 0) - (hidden ?? 0)).toBeGreaterThan(60)
    }
  })

  test('the 推荐表 is called as in the notice, below the attachment’s own heading (R69)', () => {
    for (const format of ['docx', 'pdf'] as const) {
      const { text } = looked('推荐表，一般', format).pages
      expect(text).toContain('附件1党员示范岗推荐表（党员示范岗申报表）')
      expect(text).toContain('□党员干部■重点岗位')
      expect(text).toContain('时间：2026年9月8日地点：三楼会议室应到62人，实到58人，同意57人')
      expect(text).toContain('签名：周牧野（同一人）')
    }
  })

  test('without 出生年月 the 推荐表 has no cell for it', () => {
    expect(looked('推荐表，一般', 'pdf').pages.text).toContain('出生年月1985年3月')
    expect(looked('推荐表，最空', 'pdf').pages.text).not.toContain('出生年月')
  })
})
