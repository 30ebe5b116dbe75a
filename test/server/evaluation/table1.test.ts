import { type Row, Workbook, type Worksheet } from 'exceljs'
import type { EntityManager } from 'typeorm'
import { Ballot, EvaluationRound, OutboxMessage, SubjectResult } from '../../../entities'
import { branchMean, formatHundredths, parseHundredths, percentage } from '../../../server/domain/scoring/hundredths'
import { totalScore } from '../../../server/domain/scoring/totalScore'
import type { FileAnswer } from '../../../server/features/call'
import { describeByTurn } from '../../support/perDatabase'
import { faultsOfText } from '../../support/reading/faultsOfText'
import { textOfFile } from '../../support/reading/textOfFile'
import { office, openStage, type Rating, type Stage } from './evaluationStage'

interface PrintedRow {
  part: string
  cells: Map<string, string>
}

/** A cell as its format shows it. */
const textOf = (format: string | undefined, value: unknown): string =>
  format === '0.00' && typeof value === 'number' ? value.toFixed(2) : String(value ?? '')

/** A line of text over the whole sheet, not a row of a table. */
const isLine = (row: Row): boolean =>
  row.getCell(12).isMerged && row.getCell(12).master.address === row.getCell(1).address

/** The rows of the parts as a reader of the file sees them: by the heading of their column. */
function readParts(sheet: Worksheet): PrintedRow[] {
  const rows: PrintedRow[] = []
  let part = ''
  let headings: string[] = []
  sheet.eachRow((row) => {
    if (isLine(row)) {
      part = /^([ABCD]) /.exec(String(row.getCell(1).value))?.[1] ?? ''
      headings = []
      return
    }
    // What is signed below the parts.
    if (!part) return
    const printed: string[] = []
    row.eachCell({ includeEmpty: true }, (cell) => {
      if (!cell.isMerged || cell.master.address === cell.address) printed.push(textOf(cell.numFmt, cell.value))
    })
    if (!headings.length) headings = printed
    else rows.push({ part, cells: new Map(headings.map((heading, index) => [heading, printed[index] ?? ''])) })
  })
  return rows
}

/** Different people, different marks: no two totals need be alike. */
const mixed = (): Rating => {
  const letters = ['AABAA', 'ABBAB', 'BABCA', 'AAAAA', 'BBBBA', 'UABAA', 'CBBAB']
  let turn = 0
  return () => letters[turn++ % letters.length] ?? 'AAAAA'
}

describeByTurn('R57: 表1 of a round', (db) => {
  let stage: Stage
  let manager: EntityManager
  let roundId: string
  let secretary: string
  let sheets: Worksheet[]
  let rows: PrintedRow[]
  const revision = async () => (await stage.round(roundId)).revision
  const download = async (personId: string) => {
    const answer = (await stage.call('round.table1', personId, { roundId })) as FileAnswer
    const workbook = new Workbook()
    await workbook.xlsx.load(answer.content as unknown as Parameters<typeof workbook.xlsx.load>[0])
    return { answer, sheets: workbook.worksheets }
  }
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    secretary = (await stage.officers('digital')).secretary
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
    await stage.startVote(roundId, '2026-09-08')
    await stage.everybodyVotes(roundId, mixed())
    await stage.closeAndTally(roundId)
  })
  afterAll(() => stage.close())

  it('does not leave before every grade is given', async () => {
    expect(await stage.refusal('round.table1', secretary, { roundId })).toBe('grade.unconfirmed')
    await stage.confirmAll(roundId, '2026-09-01')
    ;({ sheets } = await download(secretary))
    rows = sheets.flatMap(readParts)
  })

  it('R00: is an A4 landscape sheet named after branch and half-year, with its 依据文件 on top and the signatures below', async () => {
    const { answer } = await download(secretary)
    expect(faultsOfText(await textOfFile(answer.fileName, answer.content))).toEqual([])
    expect(answer.fileName).toBe('信息支部2026年下半年评价结果汇总表.xlsx')
    const lying = { paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 }
    expect(sheets.map(({ name }) => name)).toEqual(['表1', '表1（续）'])
    // The headings of the members are printed again on each of their pages.
    expect(sheets[0]?.pageSetup).toMatchObject({ ...lying, printTitlesRow: '1:5' })
    expect(sheets[1]?.pageSetup).toMatchObject({ ...lying, printTitlesRow: '1:3' })
    const texts: string[] = []
    for (const sheet of sheets) sheet.eachRow((row) => void (isLine(row) && texts.push(String(row.getCell(1).value))))
    const [attachment, title, header] = texts
    expect([attachment, title]).toEqual(['附件2 套表1', '评价结果汇总表'])
    expect(header).toContain('依据文件：江岳机委发〔2026〕9号')
    expect(header).toContain('期间：2026年下半年')
    expect(header).toContain('评价完成日：2026年9月1日')
    const signed: string[] = []
    sheets[1]?.eachRow((row) => row.eachCell((cell) => void (cell.master === cell && signed.push(String(cell.value)))))
    const footer = signed.slice(-6).join()
    for (const label of ['填表人', '监票人', '支部书记（签名）：周牧野', '支委会日期：2026年9月1日', '公开日期'])
      expect(footer).toContain(label)
    expect(footer).toContain(`校验码：${(await stage.round(roundId)).checksum}`)
  })

  it('lists all of the frozen list by department and name, never by score', () => {
    expect(['A', 'B', 'C'].map((part) => rows.filter((row) => row.part === part).length)).toEqual([11, 1, 1])
    const names = rows.filter((row) => row.part === 'A').map((row) => row.cells.get('姓名') ?? '')
    expect(names).toEqual([...names].sort(new Intl.Collator('zh-CN').compare))
    const probationary = rows.filter((row) => row.cells.get('备注')?.includes('预备不定等次'))
    expect(probationary.map((row) => row.cells.get('支部评定等次'))).toEqual(['—'])
  })

  it('has totals that recompute from its own printed cells', () => {
    const scored = rows.filter((row) => row.part !== 'D')
    for (const { cells } of scored) {
      const groups = [...cells].flatMap(([heading, printed]) => {
        const weight = /（(\d+)%）$/.exec(heading)?.[1]
        return weight === undefined ? [] : [{ weight: Number(weight), mean: parseHundredths(printed) }]
      })
      expect(groups.length).toBeGreaterThanOrEqual(3)
      expect(cells.get('综合得分')).toBe(formatHundredths(totalScore(groups) ?? 0))
    }
    expect(new Set(scored.map((row) => row.cells.get('综合得分'))).size).toBeGreaterThan(3)
  })

  it('has statistics that recompute from its own printed cells', () => {
    const graded = rows.filter((row) => row.part === 'A' && row.cells.get('支部评定等次') !== '—')
    const totals = graded.map((row) => parseHundredths(row.cells.get('综合得分') ?? '') ?? 0)
    const excellent = graded.filter((row) => row.cells.get('支部评定等次') === '优秀').length
    let summary = ''
    sheets[1]?.eachRow((row) => {
      const text = String(row.getCell(1).value)
      if (text.startsWith('党员总数')) summary = text
    })
    expect(summary).toContain('党员总数：11 ')
    expect(summary).toContain(`定等次人数：${graded.length} `)
    expect(summary).toContain(`优秀：${excellent} `)
    expect(summary).toContain(`优秀率（%）：${formatHundredths(percentage(excellent, graded.length) ?? 0)}`)
    expect(summary).toContain(`优秀上限：${Math.floor(graded.length / 3)} `)
    expect(summary).toContain(`平均分：${formatHundredths(branchMean(totals) ?? 0)}`)
    for (const { cells } of rows.filter((row) => row.part === 'D')) {
      const [returned, valid, abstained, voided] = ['收回', '有效', '弃权', '无效'].map((key) => Number(cells.get(key)))
      expect(returned).toBe((valid ?? 0) + (abstained ?? 0) + (voided ?? 0))
    }
  })

  it('is open to the office from the day it is reported', async () => {
    expect(await stage.refusal('round.table1', office, { roundId })).toBe('permission.denied')
    expect((await stage.call('round.read', office, { roundId })).results).toBeNull()
  })

  it('is not reported when a ballot, a score or the list was changed behind the product', async () => {
    const report = async () => stage.refusal('round.report', secretary, { roundId, revision: await revision() })
    const [ballot] = await manager.findBy(Ballot, { roundId, raterGroup: 'MASSES' })
    const answers = ballot?.answers ?? ''
    await manager.update(Ballot, { id: ballot?.id ?? '' }, { answers: answers === 'DDDDD' ? 'AAAAA' : 'DDDDD' })
    expect(await report()).toBe('table1.differs')
    await manager.update(Ballot, { id: ballot?.id ?? '' }, { answers })
    const [row] = await manager.findBy(SubjectResult, { roundId })
    const subjectId = row?.subjectId ?? ''
    await manager.update(SubjectResult, { subjectId }, { totalHundredths: (row?.totalHundredths ?? 0) + 1 })
    expect(await report()).toBe('table1.differs')
    expect(await stage.refusal('round.table1', secretary, { roundId })).toBe('table1.differs')
    await manager.update(SubjectResult, { subjectId }, { totalHundredths: row?.totalHundredths ?? 0 })
    const { checksum } = await stage.round(roundId)
    await manager.update(EvaluationRound, { id: roundId }, { checksum: '0'.repeat(64) })
    expect(await report()).toBe('table1.differs')
    await manager.update(EvaluationRound, { id: roundId }, { checksum })
  })

  it('is reported to every officer by one card without names or scores', async () => {
    stage.house.setToday('2026-09-11')
    await stage.call('round.report', secretary, { roundId, revision: await revision() })
    const cards = await manager.findBy(OutboxMessage, { kind: 'reportWaiting' })
    expect(cards.map((card) => card.personId)).toContain(office)
    expect(JSON.stringify(cards.map((card) => card.card))).not.toMatch(/优秀|\d\d\.\d\d|周牧野/)
    const { sheets: reported } = await download(office)
    expect(String(reported[0]?.getCell(3, 1).value)).toContain('上报日：2026年9月11日')
    expect((await stage.call('round.read', office, { roundId })).results).toHaveLength(13)
  })
})
