import { Person } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant, halfName } from '../../domain/calendar/calendarDay'
import { buildTable1, type LabelledValue, type Table1, type Table1Person } from '../../domain/evaluation/table1'
import { checkTable1 } from '../../domain/evaluation/table1Check'
import type { Grade } from '../../domain/scoring/terms'
import { nameList } from '../../domain/wording/nameList'
import { reportedStates } from '../../domain/workflows/evaluationRound'
import { table1Workbook } from '../../files/table1Workbook'
import { workbookMediaType } from '../../files/workbookWriter'
import { refusal } from '../../refusals'
import type { FileAnswer } from '../call'
import { namesOf } from '../organisation'
import { type KnownRound, requireRound, stateOf, subjectsOf, templateOf } from './records'
import { table1Differs } from './refusals'
import { type StoredResult, storedResults } from './storedResults'

const gradeUnconfirmed = refusal(409, 'grade.unconfirmed', '还有{count}人没有确定等次：{names}。')

function tablePeople(stored: StoredResult[]): Table1Person[] {
  const departments = [...new Set(stored.map(({ subject }) => subject.departmentName))]
  return stored.map(({ subject }) => ({
    subjectKey: subject.subjectKey,
    name: subject.name,
    departmentName: subject.departmentName,
    departmentOrder: departments.indexOf(subject.departmentName),
    politicalLabel: subject.politicalStatus,
    remark: subject.struckReason ?? '',
  }))
}

function headerOf({ record: round, campaign, branchName }: KnownRound, reportedDay: string | null): LabelledValue[] {
  return [
    { key: 'branch', label: '支部（盖章）', value: branchName },
    { key: 'period', label: '期间', value: halfName(campaign.half) },
    { key: 'basis', label: '依据文件', value: campaign.basisNumber },
    { key: 'completed', label: '评价完成日', value: dayName(round.completedDay) },
    { key: 'reported', label: '上报日', value: dayName(reportedDay) },
  ]
}

async function footerOf(work: Work, { record: round }: KnownRound): Promise<LabelledValue[]> {
  const names = await namesOf(work, Person, [...round.scrutineerIds, round.secretaryId])
  const nameOf = (personId: string | null) => names.get(personId ?? '') ?? ''
  const { committee } = round
  const meeting =
    committee &&
    `${dayName(committee.heldDay)}，应到${committee.dueCount}人，实到${committee.presentCount}人，记录${committee.minutesNumber}`
  return [
    { key: 'author', label: '填表人', value: '' },
    { key: 'scrutineers', label: '监票人', value: round.scrutineerIds.map(nameOf).join('、') },
    { key: 'secretary', label: '支部书记（签名）', value: nameOf(round.secretaryId) },
    { key: 'committee', label: '支委会日期', value: meeting ?? '' },
    { key: 'published', label: '公开日期（公开栏、党员大会）', value: '' },
    { key: 'checksum', label: '校验码', value: round.checksum ?? '' },
  ]
}

function checkConfirmed(stored: StoredResult[]): void {
  const open = stored.filter(({ result, row }) => result.band !== null && row.confirmedGrade === null)
  const names = nameList(open.map(({ subject }) => subject.name))
  if (open.length) throw gradeUnconfirmed({ count: open.length, names })
}

/**
 * 套表1 of a completed round (R57, rules §5.4) with every number recomputed from the printed ones. `reportedDay` is printed as
 * 上报日. Refuses while a grade is missing, and when a number does not follow from the others.
 */
export async function makeTable1(work: Work, known: KnownRound, reportedDay: string | null): Promise<Table1> {
  const { record: round, campaign } = known
  const template = templateOf(campaign)
  const subjects = await subjectsOf(work, round.id)
  const stored = await storedResults(work, round, subjects, template)
  if (!stored.length)
    throw gradeUnconfirmed({ count: subjects.length, names: nameList(subjects.map(({ name }) => name)) })
  checkConfirmed(stored)
  const grades = new Map(
    stored.flatMap(({ result, row }): [string, Grade][] =>
      row.confirmedGrade ? [[result.key, row.confirmedGrade as Grade]] : [],
    ),
  )
  const people = tablePeople(stored)
  const results = stored.map(({ result }) => result)
  const header = headerOf(known, reportedDay)
  const table = buildTable1(
    { template, people, results, grades, header, footer: await footerOf(work, known) },
    'INTERNAL',
  )
  const issues = checkTable1(
    table,
    subjects.map((subject) => ({ key: subject.subjectKey })),
    template.excellentShare,
  )
  if (issues.length) throw table1Differs({ count: issues.length })
  return table
}

/** The table as a file, for the branch once all grades are given and for 党办 once it is reported. */
export async function downloadTable1(work: Work, { roundId }: Checked<'round.table1'>): Promise<FileAnswer> {
  const known = await requireRound(work, roundId)
  const { record: round, campaign, branchName } = known
  work.must('readResults', { branchId: round.branchId, confirmed: reportedStates.includes(stateOf(round)) })
  const reportedDay = round.reportedAt === null ? null : dayOfInstant(round.reportedAt)
  const content = await table1Workbook(await makeTable1(work, known, reportedDay))
  return {
    mediaType: workbookMediaType,
    fileName: `${branchName}${halfName(campaign.half)}评价结果汇总表.xlsx`,
    content,
  }
}
