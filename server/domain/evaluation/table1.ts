// R57, rules §5.4: content of 附件2 套表1 《评价结果汇总表》 as plain text cells; xlsx, pdf and screen print the same cells.
import { formatHundredths, type Hundredths } from '../scoring/hundredths'
import {
  type Grade,
  gradeLabels,
  groupLabel,
  kindLabels,
  type RaterGroup,
  raterGroups,
  type SubjectKind,
} from '../scoring/terms'
import { quotaLabel, type SubjectResult } from './results'
import { type RoundStatistics, roundStatistics } from './roundStatistics'
import type { EvaluationTemplate } from './template'

/** INTERNAL is read by 书记, 党办 and 集团党委; POSTED hangs on the board and has no group means (rules §4.6.8). */
export type Table1Version = 'INTERNAL' | 'POSTED'

export interface LabelledValue {
  key: string
  label: string
  value: string
}

export interface Table1Column {
  key: string
  label: string
  kind: 'TEXT' | 'SCORE' | 'COUNT'
  /** Percent weight of a group column, also printed in the label so that anyone can recompute the row. */
  weight?: number
}

export interface Table1Row {
  /** Null in the posted table and in part D: no id leaves with a public form. */
  subjectKey: string | null
  /** Printed text by column key; '—' = no value. */
  cells: Readonly<Record<string, string>>
}

export interface Table1Part {
  key: 'A' | 'B' | 'C' | 'D'
  title: string
  columns: readonly Table1Column[]
  rows: readonly Table1Row[]
}

export interface Table1 {
  version: Table1Version
  title: string
  header: readonly LabelledValue[]
  /** A 党员, B 书记, C 党组织, D 参评统计 (D in INTERNAL only). */
  parts: readonly Table1Part[]
  /** Second half of part D: N, grades, share, cap, mean. */
  summary: readonly LabelledValue[]
  footer: readonly LabelledValue[]
}

export interface Table1Person {
  subjectKey: string
  /** Person's name; for ORG the branch's. */
  name: string
  departmentName: string
  /** Place of the department in the organisation chart. */
  departmentOrder: number
  /** '中共党员' or '中共预备党员'. */
  politicalLabel: string
  /** 转入/转出 and the like; '' = none. */
  remark: string
}

export interface Table1Input {
  template: EvaluationTemplate
  people: readonly Table1Person[]
  results: readonly SubjectResult[]
  /** Confirmed grades by subject key. */
  grades: ReadonlyMap<string, Grade>
  /** 支部, 期间, 依据文件, 评价完成日, 上报日 in printed order. */
  header: readonly LabelledValue[]
  /** 填表人, 监票人, 支部书记, 支委会日期, 公开日期, checksum in printed order. */
  footer: readonly LabelledValue[]
}

export const emptyCell = '—'

type Listed = { result: SubjectResult; person: Table1Person }

/**
 * The table of one branch and half-year, rows by department and name, never by score.
 * @throws RangeError when a result has no person entry (the frozen list always has one).
 */
export function buildTable1(input: Table1Input, version: Table1Version): Table1 {
  const listed = sortedList(input)
  const statistics = roundStatistics(input.results, input.template.excellentShare, input.grades)
  const parts = (
    [
      ['A', 'MEMBER'],
      ['B', 'SECRETARY'],
      ['C', 'ORG'],
    ] as const
  ).map(([key, kind]) => subjectPart(key, kind, listed, input, version))
  return {
    version,
    title: '评价结果汇总表',
    header: input.header,
    parts: version === 'INTERNAL' ? [...parts, turnoutPart(statistics)] : parts,
    summary: summaryOf(statistics, version === 'INTERNAL' || input.template.anonymity.publicTotal),
    footer: input.footer,
  }
}

function sortedList({ results, people }: Table1Input): Listed[] {
  const byKey = new Map(people.map((person) => [person.subjectKey, person]))
  const collator = new Intl.Collator('zh-CN')
  const listed = results.map((result) => {
    const person = byKey.get(result.key)
    if (!person) throw new RangeError(`buildTable1: no person entry for ${result.key}`)
    return { result, person }
  })
  return listed.sort(
    ({ person: left }, { person: right }) =>
      left.departmentOrder - right.departmentOrder ||
      collator.compare(left.name, right.name) ||
      (left.subjectKey < right.subjectKey ? -1 : 1),
  )
}

function subjectPart(
  key: 'A' | 'B' | 'C',
  kind: SubjectKind,
  listed: readonly Listed[],
  { template, grades }: Table1Input,
  version: Table1Version,
): Table1Part {
  const columns = version === 'INTERNAL' ? internalColumns(kind, template) : postedColumns(kind, template)
  const rows = listed.filter(({ result }) => result.kind === kind)
  return {
    key,
    title: kindLabels[kind],
    columns,
    rows: rows.map((one, index) => {
      const cells = subjectCells(one, index + 1, grades.get(one.result.key) ?? null)
      // Only the cells of the printed columns leave this function: a posted table carries no hidden means.
      const printed = columns.map((column) => [column.key, cells[column.key] ?? emptyCell])
      const subjectKey = version === 'INTERNAL' ? one.result.key : null
      return { subjectKey, cells: Object.fromEntries(printed) }
    }),
  }
}

function internalColumns(kind: SubjectKind, template: EvaluationTemplate): Table1Column[] {
  const { weights } = template.subjects[kind]
  const groups = raterGroups.flatMap((group): Table1Column[] => {
    const weight = weights[group]
    if (weight === undefined) return []
    return [{ key: group, label: `${groupLabel(kind, group)}（${weight}%）`, kind: 'SCORE', weight }]
  })
  const member = kind === 'MEMBER'
  return [
    ...(member ? [serialColumn, text('department', '部门')] : []),
    text('name', kind === 'ORG' ? '党组织' : '姓名'),
    ...(member ? [text('political', '政治面貌')] : []),
    ...groups,
    { key: 'total', label: '综合得分', kind: 'SCORE' },
    ...(member ? [text('suggestion', '建议等次')] : []),
    text('grade', member ? '支部评定等次' : '等次'),
    text('remark', '备注'),
  ]
}

function postedColumns(kind: SubjectKind, { anonymity }: EvaluationTemplate): Table1Column[] {
  const total: Table1Column = { key: 'total', label: '综合得分', kind: 'SCORE' }
  return [
    ...(kind === 'MEMBER' ? [text('department', '部门')] : []),
    text('name', kind === 'ORG' ? '党组织' : '姓名'),
    ...(anonymity.publicTotal ? [total] : []),
    text('grade', '等次'),
  ]
}

const serialColumn: Table1Column = { key: 'serial', label: '序号', kind: 'COUNT' }

function text(key: string, label: string): Table1Column {
  return { key, label, kind: 'TEXT' }
}

function subjectCells({ result, person }: Listed, serial: number, grade: Grade | null): Record<string, string> {
  const means = result.groups.map(({ group, mean }): [RaterGroup, string] => [group, scoreText(mean)])
  return {
    ...Object.fromEntries(means),
    serial: String(serial),
    department: person.departmentName,
    name: person.name,
    political: person.politicalLabel,
    total: scoreText(result.total),
    suggestion: result.suggestion === null ? emptyCell : gradeLabels[result.suggestion],
    grade: grade === null ? emptyCell : gradeLabels[grade],
    remark: remarksOf(result, person).join('、'),
  }
}

function remarksOf(result: SubjectResult, person: Table1Person): string[] {
  const remarks: [boolean, string][] = [
    [result.limitedByQuota, quotaLabel],
    [result.weightsAdjusted, '权重已调整'],
    [result.flags.includes('MASSES_FLOOR'), '群众评议低于下限'],
    [result.flags.includes('VETO'), '一票否决'],
    [result.flags.includes('NO_RESULT'), '未产生结果'],
    [!result.graded, '预备不定等次'],
    [person.remark !== '', person.remark],
  ]
  return remarks.filter(([applies]) => applies).map(([, remark]) => remark)
}

const turnoutColumns: readonly Table1Column[] = [
  text('kind', '评价对象'),
  text('group', '评价主体'),
  { key: 'due', label: '应参评', kind: 'COUNT' },
  { key: 'issued', label: '发出', kind: 'COUNT' },
  { key: 'returned', label: '收回', kind: 'COUNT' },
  { key: 'valid', label: '有效', kind: 'COUNT' },
  { key: 'abstained', label: '弃权', kind: 'COUNT' },
  { key: 'voided', label: '无效', kind: 'COUNT' },
  { key: 'turnout', label: '参评率（%）', kind: 'SCORE' },
]

function turnoutPart({ turnout }: RoundStatistics): Table1Part {
  const rows = turnout.map(({ kind, group, turnout: share, ...counts }) => ({
    subjectKey: null,
    cells: {
      kind: kindLabels[kind],
      group: groupLabel(kind, group),
      ...Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, String(count)])),
      turnout: scoreText(share),
    },
  }))
  return { key: 'D', title: '参评统计（票）', columns: turnoutColumns, rows }
}

function summaryOf(statistics: RoundStatistics, withMean: boolean): LabelledValue[] {
  const { grades } = statistics
  const mean = { key: 'branchMean', label: '平均分', value: scoreText(statistics.branchMean) }
  return [
    { key: 'memberCount', label: '党员总数', value: String(statistics.memberCount) },
    { key: 'gradedCount', label: '定等次人数', value: String(statistics.gradedCount) },
    { key: 'EXCELLENT', label: '优秀', value: String(grades.EXCELLENT) },
    { key: 'excellentRate', label: '优秀率（%）', value: scoreText(statistics.excellentRate) },
    { key: 'cap', label: '优秀上限', value: String(statistics.cap) },
    { key: 'QUALIFIED', label: '合格', value: String(grades.QUALIFIED) },
    { key: 'BASICALLY_QUALIFIED', label: '基本合格', value: String(grades.BASICALLY_QUALIFIED) },
    { key: 'UNQUALIFIED', label: '不合格', value: String(grades.UNQUALIFIED) },
    ...(withMean ? [mean] : []),
  ]
}

function scoreText(score: Hundredths | null): string {
  return score === null ? emptyCell : formatHundredths(score)
}
