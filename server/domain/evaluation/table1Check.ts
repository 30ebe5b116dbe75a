// R57, rules §5.4: 表1 is accepted only when every printed number follows from the other printed numbers.
import { type CapShare, excellentCap } from '../scoring/excellentCap'
import { branchMean, formatHundredths, type Hundredths, parseHundredths, percentage } from '../scoring/hundredths'
import { gradeLabels, memberGrades } from '../scoring/terms'
import { totalScore } from '../scoring/totalScore'
import { emptyCell, type Table1, type Table1Part, type Table1Row } from './table1'

export interface Table1Difference {
  part: Table1Part['key'] | 'SUMMARY'
  /** Name of the row's subject, 评价对象 and group, or the label of the summary line. */
  row: string
  column: string
  printed: string
  recomputed: string
}

/**
 * Recomputes totals, turnout and summary of an internal 表1 from its printed cells alone, as a reader with a pencil
 * would (rules §4.4.10). Empty = every number agrees. share is the template's 优秀 share.
 */
export function recomputeTable1(table: Table1, share: CapShare): Table1Difference[] {
  return [
    ...table.parts.filter((part) => part.key !== 'D').flatMap(totalDifferences),
    ...table.parts.filter((part) => part.key === 'D').flatMap((part) => part.rows.flatMap(turnoutDifferences)),
    ...summaryDifferences(table, share),
  ]
}

export interface Table1Issue {
  code: 'SUBJECT_MISSING' | 'SUBJECT_UNKNOWN' | 'SUBJECT_REPEATED' | 'GRADE_MISSING' | 'NUMBER_DIFFERS'
  /** Subject key or row name. */
  about: string
  text: string
}

/** All that forbids submitting an internal 表1: subjects ≠ frozen list, an unconfirmed 等次, a number that differs. */
export function checkTable1(table: Table1, frozenSubjects: readonly { key: string }[], share: CapShare): Table1Issue[] {
  const rows = table.parts.filter((part) => part.key !== 'D').flatMap((part) => part.rows)
  const printed = rows.map((row) => row.subjectKey ?? '')
  const frozen = frozenSubjects.map((subject) => subject.key)
  const issue = (code: Table1Issue['code'], about: string, text: string): Table1Issue => ({ code, about, text })
  return [
    ...frozen
      .filter((key) => !printed.includes(key))
      .map((key) => issue('SUBJECT_MISSING', key, '冻结名单中有，表中缺少')),
    ...printed.filter((key) => !frozen.includes(key)).map((key) => issue('SUBJECT_UNKNOWN', key, '不在冻结名单中')),
    ...printed
      .filter((key, index) => printed.indexOf(key) !== index)
      .map((key) => issue('SUBJECT_REPEATED', key, '表中重复出现')),
    ...rows.filter(lacksGrade).map((row) => issue('GRADE_MISSING', row.subjectKey ?? '', '等次还没有确认')),
    ...recomputeTable1(table, share).map((one) =>
      issue('NUMBER_DIFFERS', one.row, `${one.column}应为 ${one.recomputed}，表中为 ${one.printed}`),
    ),
  ]
}

/** A row with a score must carry a grade, except 预备党员. */
function lacksGrade({ cells }: Table1Row): boolean {
  return cells.grade === emptyCell && cells.total !== emptyCell && !(cells.remark ?? '').includes('预备不定等次')
}

function totalDifferences(part: Table1Part): Table1Difference[] {
  return part.rows.flatMap(({ cells }) => {
    const groups = part.columns.flatMap(({ key, weight }) =>
      weight === undefined ? [] : [{ key, weight, mean: parseHundredths(cells[key] ?? '') }],
    )
    const heard = groups.some(({ key, mean }) => (key === 'PEER' || key === 'MASSES') && mean !== null)
    const recomputed = scoreText(heard ? totalScore(groups) : null)
    return difference(part.key, cells.name ?? '', '综合得分', cells.total, recomputed)
  })
}

function turnoutDifferences({ cells }: Table1Row): Table1Difference[] {
  const row = `${cells.kind}${cells.group}`
  const [issued, valid, abstained, voided] = ['issued', 'valid', 'abstained', 'voided'].map((key) => count(cells[key]))
  if (issued === undefined || valid === undefined || abstained === undefined || voided === undefined) return []
  return [
    ...difference('D', row, '收回', cells.returned, String(valid + abstained + voided)),
    ...difference('D', row, '参评率', cells.turnout, scoreText(percentage(valid + abstained, issued))),
    ...(issued > count(cells.due) ? difference('D', row, '发出', cells.issued, `不超过应参评 ${cells.due}`) : []),
  ]
}

function summaryDifferences({ parts, summary }: Table1, share: CapShare): Table1Difference[] {
  const rows = parts.find((part) => part.key === 'A')?.rows ?? []
  const graded = rows.filter((row) => row.cells.grade !== emptyCell)
  const having = (grade: (typeof memberGrades)[number]) =>
    graded.filter((row) => row.cells.grade === gradeLabels[grade]).length
  const totals = graded.map((row) => parseHundredths(row.cells.total ?? '')).filter((total) => total !== null)
  const expected: Record<string, string> = {
    memberCount: String(rows.length),
    gradedCount: String(graded.length),
    ...Object.fromEntries(memberGrades.map((grade) => [grade, String(having(grade))])),
    excellentRate: scoreText(percentage(having('EXCELLENT'), graded.length)),
    cap: String(excellentCap(graded.length, share)),
    branchMean: scoreText(branchMean(totals)),
  }
  return summary.flatMap(({ key, label, value }) =>
    difference('SUMMARY', label, label, value, expected[key] ?? emptyCell),
  )
}

function difference(
  part: Table1Difference['part'],
  row: string,
  column: string,
  printed: string | undefined,
  recomputed: string,
): Table1Difference[] {
  const shown = printed ?? emptyCell
  return shown === recomputed ? [] : [{ part, row, column, printed: shown, recomputed }]
}

function count(cell: string | undefined): number {
  return /^\d{1,9}$/.test(cell ?? '') ? Number(cell) : Number.NaN
}

function scoreText(score: Hundredths | null): string {
  return score === null ? emptyCell : formatHundredths(score)
}
