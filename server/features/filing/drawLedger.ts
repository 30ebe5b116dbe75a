import type { Readable } from 'node:stream'
import { Person } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant } from '../../domain/calendar/calendarDay'
import { valueText } from '../../domain/forms/fields'
import { type AnyForm, filingVerb } from '../../domain/forms/form'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { type WrittenValue, workbookMediaType } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { namesOf } from '../organisation'
import { heldRows, standingRows, unbegunRows } from './ledgerFilter'
import { filingsById, type KnownFiling, readableScope, requireForm, withBranches } from './records'

/** More than a house files in forty years; what is beyond is left out, and the table says so. */
const mostRows = 20_000
/** Filings read and written at a time: what the download holds in memory. */
const pageRows = 500

const versionTitle = '版次'

const headings = (form: AnyForm): string[] => [
  '支部',
  '事项',
  versionTitle,
  ...(form.number ? ['编号'] : []),
  '状态',
  '截止',
  `${filingVerb(form)}日期`,
  `${filingVerb(form)}人`,
  ...Object.values(form.fields).map(({ label }) => label),
]

function rowOf(form: AnyForm, { record, branchName }: KnownFiling, names: Map<string, string>): WrittenValue[] {
  const values = Object.entries(form.fields).map(([name, field]) => {
    const value = record.content[name]
    // Numbers can be added up.
    return value !== undefined && field.kind === 'number' ? value : valueText(field, value)
  })
  return [
    branchName,
    record.subject,
    record.version,
    ...(form.number ? [record.number ?? ''] : []),
    `${form.way.states[record.state]}${record.late ? '（逾期）' : ''}`,
    dayName(record.dueDay),
    record.filedAt === null ? '' : dayName(dayOfInstant(Number(record.filedAt))),
    names.get(record.filedById ?? '') ?? '',
    ...values,
  ]
}

async function rowsOf(work: Work, form: AnyForm, known: readonly KnownFiling[]): Promise<WrittenValue[][]> {
  const filers = known.map(({ record }) => record.filedById)
  const names = await namesOf(work, Person, filers)
  return known.map((each) => rowOf(form, each, names))
}

/** Page by page while the file is sent: which rows and in what order was decided before, so none is missed or doubled. */
async function* pagesOf(work: Work, form: AnyForm, first: readonly KnownFiling[], ids: readonly string[]) {
  yield await rowsOf(work, form, first)
  for (let start = 0; start < ids.length; start += pageRows) {
    const part = ids.slice(start, start + pageRows)
    yield await rowsOf(work, form, await withBranches(work, await filingsById(work, part)))
  }
}

/**
 * The ledger of a form as .xlsx with every field: the rows of the page under the same filter, in the same order (R65).
 * Sent while it is written: 20,000 filings take no more memory than a page of them.
 */
export async function drawLedger(
  work: Work,
  { form: name, ...filter }: Checked<'filing.export'>,
): Promise<FileAnswer<Readable>> {
  work.must('readFilings')
  const form = requireForm(name)
  const scope = readableScope(work)
  const first = await unbegunRows(work, form, scope, filter)
  const chosen =
    (await heldRows(work, form, scope, filter)) ??
    (await standingRows(work, form, scope, filter)
      .select('filing.id', 'id')
      .limit(mostRows + 1)
      .getRawMany<{ id: string }>())
  const ids = chosen.map(({ id }) => id)
  const listed = ids.slice(0, mostRows)
  const titles = headings(form)
  const more = ids.length > mostRows ? `   只列最近${mostRows}份` : ''
  const sheet = {
    name: '台账',
    widths: titles.map((title) => (['text', 'line'].includes(kindOf(form, title)) ? 40 : 16)),
    aligns: titles.map((title) => (title === versionTitle || kindOf(form, title) === 'number' ? 'right' : 'left')),
    title: `${form.title}台账`,
    line: `统计日：${dayName(work.today)}   共${first.length + listed.length}份${more}`,
    headings: titles,
    pages: pagesOf(work, form, first, listed),
  }
  return {
    mediaType: workbookMediaType,
    fileName: `${form.title}台账${dayName(work.today)}.xlsx`,
    content: await streamWorkbook(sheet),
  }
}

const kindOf = (form: AnyForm, title: string): string =>
  Object.values(form.fields).find(({ label }) => label === title)?.kind ?? ''
