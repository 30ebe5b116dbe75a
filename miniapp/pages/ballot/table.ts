import type { SubjectKind } from '../../../server/domain/scoring/terms'
import { type Answers, fillPrefix, keyOf, marksOf, type Sheet, type Subject } from './sheet'

/** One sheet of a meeting: everybody of one kind, rated for one group by one decision. */
export interface Table {
  group: Subject['raterGroup']
  kind: SubjectKind
  items: Sheet['items']['MEMBER']
  subjects: Subject[]
}

/** One column of a table: what a phone shows at a time. */
export interface Column {
  table: Table
  item: number
}

export const tablesOf = (sheet: Sheet): Table[] => {
  const tables: Table[] = []
  for (const subject of sheet.subjects) {
    const { raterGroup: group, kind } = subject
    const found = tables.find((table) => table.group === group && table.kind === kind)
    if (found) found.subjects.push(subject)
    else tables.push({ group, kind, items: sheet.items[kind], subjects: [subject] })
  }
  return tables
}

export const columnsOf = (tables: readonly Table[]): Column[] =>
  tables.flatMap((table) => table.items.map((_item, item) => ({ table, item })))

/** Where lies what the meeting chose for most, a mark an item. Of another ballot than the first it is another choice. */
const fillKey = ({ group, kind, subjects }: Table): string =>
  `${fillPrefix}${group}/${kind}/${Math.max(...subjects.map(({ revision }) => revision))}`

/** What is chosen for all whose own mark was not chosen; '' while nothing is. */
export const fillOf = (answers: Answers, { table, item }: Column): string => answers[fillKey(table)]?.[item] ?? ''

const ownMark = (sheet: Sheet, answers: Answers, subject: Subject, item: number): string =>
  marksOf(sheet, answers, subject)[item] ?? ''

export const cellOf = (sheet: Sheet, answers: Answers, column: Column, subject: Subject): string =>
  ownMark(sheet, answers, subject, column.item) || fillOf(answers, column)

/** Chosen for this one, and not what most have. */
export const isException = (sheet: Sheet, answers: Answers, column: Column, subject: Subject): boolean => {
  const own = ownMark(sheet, answers, subject, column.item)
  return own !== '' && own !== fillOf(answers, column)
}

const withMark = (marks: readonly string[], item: number, value: string): string[] => {
  const changed = [...marks]
  changed[item] = value
  return changed
}

/** The deliberate choice for a column: it stands wherever nobody's own mark was chosen, before or after. */
export const filled = (answers: Answers, column: Column, value: string): Answers => {
  const { table, item } = column
  const before = table.items.map((_item, at) => answers[fillKey(table)]?.[at] ?? '')
  return { [fillKey(table)]: withMark(before, item, value) }
}

export const marked = (sheet: Sheet, answers: Answers, { item }: Column, subject: Subject, value: string): Answers => ({
  [keyOf(subject)]: withMark(marksOf(sheet, answers, subject), item, value),
})

export const openCells = (sheet: Sheet, answers: Answers, column: Column): number =>
  column.table.subjects.filter((subject) => cellOf(sheet, answers, column, subject) === '').length

export const exceptionsIn = (sheet: Sheet, answers: Answers, column: Column): number =>
  column.table.subjects.filter((subject) => isException(sheet, answers, column, subject)).length

/** How many have which mark, in the order of the choices. */
export const countsOf = (sheet: Sheet, answers: Answers, column: Column): { label: string; count: number }[] =>
  sheet.choices
    .map(({ value, label }) => ({
      label,
      count: column.table.subjects.filter((subject) => cellOf(sheet, answers, column, subject) === value).length,
    }))
    .filter(({ count }) => count > 0)

/** Every cell as it will be sent. */
export const wholeAnswers = (sheet: Sheet, answers: Answers): Answers =>
  Object.fromEntries(
    tablesOf(sheet).flatMap((table) =>
      table.subjects.map((subject) => [
        keyOf(subject),
        table.items.map((_item, item) => cellOf(sheet, answers, { table, item }, subject)),
      ]),
    ),
  )
