import type { Readable } from 'node:stream'
import {
  BranchPackage,
  type Campaign,
  Department,
  PartyOrganisation,
  Person,
  Pledge,
  PostArea,
} from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant } from '../../domain/calendar/calendarDay'
import { shortKindNames } from '../../domain/postArea/kinds'
import { branchPackage } from '../../domain/workflows/branchPackage'
import { pledge } from '../../domain/workflows/pledge'
import { postArea } from '../../domain/workflows/postArea'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { workbookMediaType } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { namesBook } from '../organisation'
import { requireCampaignListed } from './records'

type Line = string[]
type Names = Awaited<ReturnType<typeof namesBook>>

const instant = (at: string | number | null): number | null => (at === null ? null : Number(at))

const headings = ['序号', '类别', '支部', '部门', '姓名', '状态', '提交或受理日期', '公开或挂牌日期', '逾期']
const widths = [6, 12, 16, 18, 12, 22, 16, 16, 8]

const dayAt = (at: string | number | null): string => (at === null ? '' : dayName(dayOfInstant(Number(at))))
const yes = (late: unknown): string => (Number(late) ? '逾期' : '')
const nameOf = (states: Readonly<Record<string, string>>, state: string): string => states[state] ?? state

/** The sheets, each with the branch that handed it in. */
async function pledgeLines(work: Work, campaignId: string, names: Names): Promise<Line[]> {
  const rows = await work.manager
    .createQueryBuilder(Pledge, 'record')
    .innerJoin(Person, 'person', 'person.id = record.personId')
    .leftJoin(BranchPackage, 'package', 'package.id = record.packageId')
    .leftJoin(PartyOrganisation, 'branch', 'branch.id = package.branchId')
    .select('branch.name', 'branch')
    .addSelect('branch.id', 'branchId')
    .addSelect('package.submittedAt', 'handedInAt')
    .addSelect('person.name', 'name')
    .addSelect('record.state', 'state')
    .addSelect('record.submittedAt', 'submittedAt')
    .addSelect('record.publishedAt', 'publishedAt')
    .addSelect('record.late', 'late')
    .where('record.campaignId = :campaignId', { campaignId })
    .orderBy('branch.name')
    .addOrderBy('person.staffNumber')
    .getRawMany()
  return rows.map(({ branch, branchId, handedInAt, name, state, submittedAt, publishedAt, late }) => [
    '承诺书',
    names(branchId, branch ?? '', instant(handedInAt)),
    '',
    name,
    nameOf(pledge.states, state),
    dayAt(submittedAt),
    dayAt(publishedAt),
    yes(late),
  ])
}

async function postLines(work: Work, campaignId: string, names: Names): Promise<Line[]> {
  const rows = await work.manager
    .createQueryBuilder(PostArea, 'record')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = record.branchId')
    .innerJoin(Department, 'department', 'department.id = record.departmentId')
    .leftJoin(Person, 'person', 'person.id = record.nomineeId')
    .select('branch.name', 'branch')
    .addSelect('branch.id', 'branchId')
    .addSelect('department.id', 'departmentId')
    .addSelect('department.name', 'department')
    .addSelect('person.name', 'name')
    .addSelect('record.kind', 'kind')
    .addSelect('record.state', 'state')
    .addSelect('record.acceptedAt', 'acceptedAt')
    .addSelect('record.plateDay', 'plateDay')
    .addSelect('record.late', 'late')
    .where('record.campaignId = :campaignId', { campaignId })
    .orderBy('branch.name')
    .addOrderBy('department.code')
    .getRawMany()
  return rows.map(({ branch, branchId, department, departmentId, name, kind, state, acceptedAt, plateDay, late }) => [
    shortKindNames[kind as keyof typeof shortKindNames],
    names(branchId, branch, instant(acceptedAt)),
    names(departmentId, department, instant(acceptedAt)),
    name ?? '',
    nameOf(postArea.states, state),
    dayAt(acceptedAt),
    dayName(plateDay),
    yes(late),
  ])
}

async function packageLines(work: Work, campaignId: string, names: Names): Promise<Line[]> {
  const rows = await work.manager
    .createQueryBuilder(BranchPackage, 'record')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = record.branchId')
    .select('branch.name', 'branch')
    .addSelect('branch.id', 'branchId')
    .addSelect('record.state', 'state')
    .addSelect('record.submittedAt', 'submittedAt')
    .addSelect('record.late', 'late')
    .where('record.campaignId = :campaignId', { campaignId })
    .orderBy('branch.name')
    .addOrderBy('record.number')
    .getRawMany()
  return rows.map(({ branch, branchId, state, submittedAt, late }) => [
    '支部报送',
    names(branchId, branch, instant(submittedAt)),
    '',
    '',
    nameOf(branchPackage.states, state),
    dayAt(submittedAt),
    '',
    yes(late),
  ])
}

const basisLine = ({ basisNumber, basisTitle, year }: Campaign, today: string): string =>
  `依据文件：${basisNumber}《${basisTitle}》   期间：${year}年   统计日：${dayName(today)}`

/** Everything a year's campaign has brought, as it stands today, in one table. */
export async function campaignExport(
  work: Work,
  { campaignId }: Checked<'campaign.export'>,
): Promise<FileAnswer<Readable>> {
  work.must('openCampaign')
  const campaign = await requireCampaignListed(work, campaignId)
  const names = await namesBook(work)
  const lines = [
    ...(await packageLines(work, campaignId, names)),
    ...(await postLines(work, campaignId, names)),
    ...(await pledgeLines(work, campaignId, names)),
  ].map((line, at) => [at + 1, ...line])
  const sheet = { name: '活动台账', widths, title: campaign.title, line: basisLine(campaign, work.today), headings }
  const content = await streamWorkbook({ ...sheet, pages: [lines] })
  return { mediaType: workbookMediaType, fileName: `${campaign.year}年活动台账.xlsx`, content }
}
