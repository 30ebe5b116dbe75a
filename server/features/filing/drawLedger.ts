import { Filing, Person } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { valueText } from '../../domain/forms/fields'
import { type AnyForm, filingVerb } from '../../domain/forms/form'
import { notStarted } from '../../domain/workflows/steps'
import { workbookMediaType, writeWorkbook } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { namesOf } from '../organisation'
import { notBegun, standing } from './present'
import { type KnownFiling, readableScope, requireForm, withBranches } from './records'

/** More than a house files in ten years; what is beyond is left out, and the table says so. */
const mostRows = 5000

const headings = (form: AnyForm): string[] => [
  '支部',
  '事项',
  '版次',
  ...(form.number ? ['编号'] : []),
  '状态',
  '截止',
  `${filingVerb(form)}日期`,
  `${filingVerb(form)}人`,
  ...Object.values(form.fields).map(({ label }) => label),
]

function rowOf(form: AnyForm, { record, branchName }: KnownFiling, names: Map<string, string>): (string | number)[] {
  const values = Object.entries(form.fields).map(([name, field]) => {
    const value = record.content[name]
    // Numbers can be added up, days sorted.
    return value !== undefined && ['number', 'day'].includes(field.kind) ? value : valueText(field, value)
  })
  return [
    branchName,
    record.subject,
    record.version,
    ...(form.number ? [record.number ?? ''] : []),
    `${form.way.states[record.state]}${record.late ? '（逾期）' : ''}`,
    record.dueDay ?? '',
    record.filedAt === null ? '' : dayOfInstant(Number(record.filedAt)),
    names.get(record.filedById ?? '') ?? '',
    ...values,
  ]
}

/** The ledger of a form as .xlsx with every field: the same rows as the page, in the same order (R65). */
export async function drawLedger(work: Work, { form: name, state }: Checked<'filing.export'>): Promise<FileAnswer> {
  work.must('readFilings')
  const form = requireForm(name)
  const scope = readableScope(work)
  const where = standing(form, scope, state)
  const found = await work.manager.find(Filing, { where, order: { filedAt: 'DESC', id: 'ASC' }, take: mostRows + 1 })
  const first = (state ?? notStarted) === notStarted ? await notBegun(work, form, scope) : []
  const known = await withBranches(work, [...first, ...found.slice(0, mostRows)])
  const names = await namesOf(
    work,
    Person,
    known.map(({ record }) => record.filedById),
  )
  const titles = headings(form)
  const more = found.length > mostRows ? `   只列最近${mostRows}份` : ''
  const content = await writeWorkbook([
    {
      name: '台账',
      widths: titles.map((title) => (['text', 'line'].includes(kindOf(form, title)) ? 40 : 16)),
      headRows: 3,
      print: true,
      blocks: [
        { kind: 'title', text: `${form.title}台账` },
        { kind: 'line', text: `统计日：${work.today}   共${known.length}份${more}` },
        {
          kind: 'table',
          headings: titles.map((text) => ({ text })),
          columns: titles.map(() => ({})),
          rows: known.map((each) => rowOf(form, each, names)),
        },
      ],
    },
  ])
  return { mediaType: workbookMediaType, fileName: `${form.title}台账${work.today}.xlsx`, content }
}

const kindOf = (form: AnyForm, title: string): string =>
  Object.values(form.fields).find(({ label }) => label === title)?.kind ?? ''
