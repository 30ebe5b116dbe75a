import { dayName, isCalendarDay } from '../calendar/calendarDay'
import { dutyStatusOf, genderOf, politicalStatusOf } from './officialCodes'
import type { DutyStatus, PoliticalStatus } from './persons'
import { type RawCell, tidyCell } from './rosterCell'
import { headingOf, type RosterColumn, type RosterKey, rosterColumns } from './rosterColumns'
import { noDaySentence } from './rosterDay'

export interface RowIssue {
  row: number
  /** Heading of the column. */
  column: string
  sentence: string
}

/** One line of the file. Undefined: the cell is blank, what is known stays. Null: 「无」. */
export interface RosterRow {
  row: number
  staffNumber: string
  name: string
  politicalStatus: PoliticalStatus
  joinedPartyDay: string | null | undefined
  gender: string | undefined
  departmentCode: string | undefined
  departmentName: string | undefined
  branchName: string | undefined
  positionTitle: string | undefined
  positionRank: number | undefined
  partyPost: string | null | undefined
  dutyStatus: DutyStatus | undefined
  leadingCadre: boolean | undefined
  cadreMember: boolean | undefined
  keyPost: boolean | undefined
  feishuAccount: string | null | undefined
  wecomAccount: string | null | undefined
  joinedDay: string | null | undefined
  fullMemberDay: string | null | undefined
  leftDay: string | undefined
}

export interface ReadRow {
  /** Null when something required is missing or unreadable. */
  facts: RosterRow | null
  problems: RowIssue[]
  warnings: RowIssue[]
}

const yesNoOf: Record<string, boolean> = {
  是: true,
  '√': true,
  '✓': true,
  Y: true,
  1: true,
  否: false,
  '×': false,
  N: false,
  0: false,
}

interface Shape {
  fits: RegExp
  /** Behind the value itself: what it may be. */
  sentence: string
}

const codeShape: Shape = { fits: /^[A-Za-z0-9._-]+$/, sentence: '只能用字母、数字和“-”“_”“.”。' }
const shapes: Partial<Record<RosterKey, Shape>> = {
  staffNumber: codeShape,
  name: {
    fits: /^[\p{L}\p{M}·•' -]{2,}$/u,
    sentence: '至少要有两个字，不能有数字或符号；生僻字请用规范汉字，不要用造字。',
  },
  departmentCode: codeShape,
  positionRank: { fits: /^\d{1,2}$/, sentence: '要填0到99的整数。' },
  feishuAccount: { fits: /^ou_[A-Za-z0-9]{8,}$/, sentence: '要填以ou_开头的Open ID。' },
  wecomAccount: {
    fits: /^[A-Za-z0-9][A-Za-z0-9._@-]*$/,
    sentence: '只能用字母、数字和“_”“-”“@”“.”，以字母或数字开头。',
  },
}

/** 'empty' for 「无」 where that empties the field. */
const isCleared = (value: string, { clearable }: RosterColumn): boolean => clearable === true && value === '无'

function valueProblem(value: string, column: RosterColumn): string | null {
  if (isCleared(value, column)) return null
  if (column.kind === 'day' && !isCalendarDay(value)) return noDaySentence(column.heading, value)
  const shape = shapes[column.key]
  if (shape && !shape.fits.test(value)) return `${column.heading}“${value}”不对，${shape.sentence}`
  const known = column.kind === 'yesNo' ? Object.hasOwn(yesNoOf, value) : officially(column.key, value) !== undefined
  return column.choices && !known ? `${column.heading}“${value}”不对，只能填：${column.choices.join('、')}。` : null
}

/** A value of one of the official lists; undefined when it is in none. */
const officially = (key: RosterKey, value: string): string | undefined =>
  key === 'politicalStatus' ? politicalStatusOf(value) : key === 'gender' ? genderOf(value) : dutyStatusOf(value)

type Texts = Partial<Record<RosterKey, string>>

function readTexts(
  row: number,
  cells: ReadonlyMap<RosterKey, RawCell | null>,
): { texts: Texts; problems: RowIssue[]; warnings: RowIssue[] } {
  const texts: Texts = {}
  const problems: RowIssue[] = []
  const warnings: RowIssue[] = []
  for (const column of rosterColumns) {
    const { value, problem, warning } = tidyCell(cells.get(column.key) ?? null, column)
    const missing = value === null && !problem && column.required ? `${column.heading}没有填。` : null
    const fault = problem ?? missing ?? (value === null ? null : valueProblem(value, column))
    if (fault) problems.push({ row, column: column.heading, sentence: fault })
    else if (value !== null) texts[column.key] = value
    if (warning && !fault) warnings.push({ row, column: column.heading, sentence: warning })
  }
  return { texts, problems, warnings }
}

const cleared = (text: string | undefined): string | null | undefined => (text === '无' ? null : text)
const asYesNo = (text: string | undefined): boolean | undefined => (text === undefined ? undefined : yesNoOf[text])

/** Reads one line; every problem of every cell at once. Cells are found by their column, wherever it stands. */
export function readRosterRow(row: number, cells: ReadonlyMap<RosterKey, RawCell | null>): ReadRow {
  const { texts, problems, warnings } = readTexts(row, cells)
  const { staffNumber, name, politicalStatus } = texts
  if (staffNumber === undefined || name === undefined || politicalStatus === undefined)
    return { facts: null, problems, warnings }
  const status = politicalStatusOf(politicalStatus) ?? 'MASSES'
  if (status === 'MASSES' && !/^(?:13|群众|13群众)$/.test(politicalStatus)) {
    warnings.push({ row, column: headingOf('politicalStatus'), sentence: `政治面貌“${politicalStatus}”按群众登记。` })
  }
  const facts: RosterRow = {
    row,
    staffNumber,
    name,
    politicalStatus: status,
    joinedPartyDay: cleared(texts.joinedPartyDay),
    gender: genderOf(texts.gender ?? '') || undefined,
    departmentCode: texts.departmentCode,
    departmentName: texts.departmentName,
    branchName: texts.branchName,
    positionTitle: texts.positionTitle,
    positionRank: texts.positionRank === undefined ? undefined : Number(texts.positionRank),
    partyPost: cleared(texts.partyPost),
    dutyStatus: texts.dutyStatus === undefined ? undefined : dutyStatusOf(texts.dutyStatus),
    leadingCadre: asYesNo(texts.leadingCadre),
    cadreMember: asYesNo(texts.cadreMember),
    keyPost: asYesNo(texts.keyPost),
    feishuAccount: cleared(texts.feishuAccount),
    wecomAccount: cleared(texts.wecomAccount),
    joinedDay: cleared(texts.joinedDay),
    fullMemberDay: cleared(texts.fullMemberDay),
    leftDay: texts.leftDay,
  }
  return { facts, problems, warnings }
}

/** Facts that exclude each other, judged on what the person would be after the change. */
export function contradictions(person: {
  politicalStatus: PoliticalStatus
  joinedPartyDay: string | null
  partyPost: string | null
  leadingCadre: boolean
  cadreMember: boolean
}): { key: RosterKey; sentence: string }[] {
  if (person.politicalStatus !== 'MASSES') return []
  const found: { key: RosterKey; sentence: string }[] = []
  if (person.joinedPartyDay !== null) {
    const sentence = `群众不能有入党时间“${dayName(person.joinedPartyDay)}”；要清空请填“无”。`
    found.push({ key: 'joinedPartyDay', sentence })
  }
  if (person.partyPost !== null) {
    found.push({ key: 'partyPost', sentence: `群众不能有党内职务“${person.partyPost}”；要清空请填“无”。` })
  }
  if (person.leadingCadre) found.push({ key: 'leadingCadre', sentence: '群众不能是党员领导干部，请填“否”。' })
  if (person.cadreMember) found.push({ key: 'cadreMember', sentence: '群众不能是党员干部，请填“否”。' })
  return found
}
