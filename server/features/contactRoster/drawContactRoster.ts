import { Readable } from 'node:stream'
import { Table2Reading } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { halfDays, halfName, halfOf } from '../../domain/calendar/calendarDay'
import {
  type Table2Line,
  table2Cells,
  table2Columns,
  table2RenderingNames,
  table2Title,
} from '../../domain/organisation/table2'
import type { ContactRosterData, FormHead } from '../../files/forms/formData'
import { requirePdf } from '../../files/forms/writeForm'
import { openFormThread } from '../../files/formThread'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { workbookMediaType } from '../../files/workbookWriter'
import { recordNotFound, refusal } from '../../refusals'
import type { FileAnswer, HouseSettings } from '../call'
import { printedTime } from '../documents'
import { namesThen, requireBranch } from '../organisation'
import { linesOf } from './records'

const copyOver = refusal(410, 'contactRoster.copyOver', '这次下载已超过{minutes}分钟，请回到名册页重新下载。')
/** A copy is fetched while it is asked for: who comes later asks, and is written down, again. */
const copyMinutes = 10

interface Copy {
  reading: Table2Reading
  branchName: string
  lines: Table2Line[]
  /** Who took it and when; on every page of the internal rendering. */
  mark: string | null
  head: string
}

const note = (rendering: Table2Reading['rendering']): string =>
  rendering === 'INTERNAL'
    ? '内部资料，由支部保存，不外传、不上墙。联系方式由支部在纸上填写，系统里不存。'
    : '公开版不写群众全名、岗位和联系方式。'

/** The copy this person has just been written down for; it is read anew, and by whoever may still read it. */
async function requireCopy(work: Work, readingId: string): Promise<Copy> {
  const reading = await work.one(Table2Reading, { id: readingId })
  const { branchId = null, rendering: taken = 'INTERNAL' } = reading ?? {}
  work.must('takeContactRoster', { branchId, rendering: taken })
  if (!reading || reading.readerId !== work.who.personId) throw recordNotFound({ what: '名册' })
  const { half, rendering } = reading
  if (work.now - Number(reading.at) > copyMinutes * 60_000) throw copyOver({ minutes: copyMinutes })
  const branch = await requireBranch(work, reading.branchId)
  const [branchName = ''] = await namesThen(work, [branch], halfDays(half).last)
  const lines = await linesOf(work, reading.branchId, half)
  const mark = rendering === 'INTERNAL' ? `内部资料 ${work.who.name} ${printedTime(Number(reading.at))}` : null
  const standing = half === halfOf(work.today) ? `截至${printedTime(work.now)}` : '期末定稿'
  const head = `支部：${branchName}   期间：${halfName(half)}（${standing}）   共${lines.length}对`
  return { reading, branchName, lines, mark, head }
}

const fileName = ({ reading: { half, rendering }, branchName }: Copy, format: string): string =>
  `${table2Title}（${table2RenderingNames[rendering]}）-${branchName}-${halfName(half)}.${format}`

async function drawWorkbook(copy: Copy): Promise<Readable> {
  const { reading, lines, mark, head } = copy
  const columns = table2Columns(reading.rendering)
  return streamWorkbook({
    name: '表2',
    widths: columns.map(({ letters }) => letters),
    title: table2Title,
    // Printed again on every page, with the title and the headings.
    line: [`附件2 表2   ${head}`, ...(mark === null ? [] : [`${mark}下载`]), note(reading.rendering)].join('\n'),
    headings: columns.map(({ label }) => label.replace('\n', '')),
    aligns: columns.map(({ align }) => align),
    pages: [table2Cells(reading.rendering, lines)],
  })
}

const headOf = ({ reading: { half }, branchName }: Copy, generatedAt: string): FormHead => ({
  basis: null,
  branch: branchName,
  period: halfName(half),
  version: null,
  generatedAt,
  recordUrl: null,
})

/** Of some hundred lines a paper takes seconds: in a thread, after the answer has begun, so that nobody waits behind it. */
async function* paperOf(data: ContactRosterData, settings: HouseSettings) {
  const thread = openFormThread()
  try {
    yield await thread.write('contactRoster', data, 'pdf', settings)
  } finally {
    thread.end()
  }
}

async function drawPaper(copy: Copy, settings: HouseSettings): Promise<Readable> {
  await requirePdf(settings)
  const { reading, lines, mark } = copy
  const data = {
    head: headOf(copy, printedTime(Number(reading.at))),
    title: table2Title,
    watermark: mark,
    columns: table2Columns(reading.rendering),
    rows: table2Cells(reading.rendering, lines),
    notes: [note(reading.rendering)],
  }
  return Readable.from(paperOf(data, settings), { objectMode: false })
}

/** 附件2 表2 as a file (R64, rules §5.5), under the id of the copy that was written down. */
export const drawContactRoster =
  (settings: HouseSettings) =>
  async (work: Work, { readingId, format }: Checked<'contactRoster.file'>): Promise<FileAnswer<Readable>> => {
    const copy = await requireCopy(work, readingId)
    const name = fileName(copy, format)
    return format === 'pdf'
      ? { mediaType: 'application/pdf', fileName: name, content: await drawPaper(copy, settings) }
      : { mediaType: workbookMediaType, fileName: name, content: await drawWorkbook(copy) }
  }
