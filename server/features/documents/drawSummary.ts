import type { Readable } from 'node:stream'
import { type Campaign, PostArea, PostExemption } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'
import { departmentStanding } from '../../domain/postArea/shortfall'
import { streamWorkbook } from '../../files/streamedWorkbook'
import { workbookMediaType, writeSteadyWorkbook } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { requireAnyCampaign } from '../campaign'
import { type DeskSize, deskSizes, type GroupOutside, groupsOutside } from '../organisation'

type Row = Pick<PostArea, 'departmentId' | 'kind' | 'state' | 'plateDay'>

const headings = [
  '序号',
  '支部',
  '部门',
  '党员数',
  '应设岗',
  '已设岗',
  '应设区',
  '已设区',
  '免设理由',
  '挂牌日期',
  '缺项',
]
const widths = [6, 14, 18, 8, 8, 8, 8, 8, 26, 16, 42]

type Line = (string | number)[]

function deskLine(desk: DeskSize, own: readonly Row[], granted: readonly PostExemption[]): Line {
  const statesOf = (kind: string) => own.filter((row) => row.kind === kind).map((row) => row.state)
  const standing = departmentStanding({
    memberCount: desk.memberCount,
    posts: statesOf('POST'),
    areas: statesOf('AREA'),
    exempt: granted.map((each) => each.kind),
  })
  const days = [...new Set(own.flatMap((row) => row.plateDay ?? []))].sort()
  return [
    desk.branchName,
    desk.name,
    desk.memberCount,
    standing.requiredPosts,
    standing.posts,
    standing.requiredAreas,
    standing.areas,
    granted.map((each) => each.reason).join('；'),
    days.map(dayName).join('、'),
    standing.shortfall,
  ]
}

const groupLine = ({ branchName, name, memberCount }: GroupOutside): Line => [
  branchName,
  name,
  memberCount,
  0,
  0,
  0,
  0,
  '不属于部门，不设岗区',
  '',
  '',
]

/** By branch as the departments come, each branch's groups outside departments after them. */
function linesOf(departments: DeskSize[], groups: GroupOutside[], lineOf: (desk: DeskSize) => Line): Line[] {
  const branchIds = [...new Set([...departments, ...groups].map(({ branchId }) => branchId))]
  const desksOf = listsBy(departments, ({ branchId }) => branchId)
  const groupsOf = listsBy(groups, ({ branchId }) => branchId)
  const lines = branchIds.flatMap((branchId) => [
    ...(desksOf.get(branchId) ?? []).map(lineOf),
    ...(groupsOf.get(branchId) ?? []).map(groupLine),
  ])
  return lines.map((line, at) => [at + 1, ...line])
}

const sum = (rows: (string | number)[][], column: number): number =>
  rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)

/** All lines, and last what adds up those that are printed. */
async function summaryLines(work: Work, campaignId: string, branchId?: string): Promise<Line[]> {
  const departments = await deskSizes(work, branchId ? { branchIds: [branchId] } : {})
  const rows = await work.manager.find(PostArea, {
    select: { id: true, departmentId: true, kind: true, state: true, plateDay: true },
    where: { campaignId, ...(branchId ? { branchId } : {}) },
  })
  const rowsOf = listsBy(rows, ({ departmentId }) => departmentId)
  const exemptions = await work.manager.findBy(PostExemption, { campaignId, state: 'GRANTED' })
  const exemptionsOf = listsBy(exemptions, ({ departmentId }) => departmentId)
  const groups = await groupsOutside(work, branchId)
  const lines = linesOf(departments, groups, (desk) =>
    deskLine(desk, rowsOf.get(desk.departmentId) ?? [], exemptionsOf.get(desk.departmentId) ?? []),
  )
  const total = ['', '合计', '', sum(lines, 3), sum(lines, 4), sum(lines, 5), sum(lines, 6), sum(lines, 7), '', '', '']
  return [...lines, total]
}

const name = '岗区设置汇总表'
const title = '党员示范岗、党员责任区设置汇总表'
const basisLine = ({ basisNumber, basisTitle, year }: Campaign, today: string): string =>
  `依据文件：${basisNumber}《${basisTitle}》   期间：${year}年   统计日：${dayName(today)}`
const aligns = headings.map((_, at) => ([1, 2, 8, 10].includes(at) ? ('left' as const) : ('center' as const)))

/** 表15 岗区设置汇总表 (rules §5.6) of a branch or the house, the same file for the same facts. */
export async function writePostAreaSummary(work: Work, campaign: Campaign, branchId?: string): Promise<Buffer> {
  const table = {
    kind: 'table' as const,
    headings: headings.map((text) => ({ text })),
    columns: aligns.map((align) => ({ align })),
    rows: await summaryLines(work, campaign.id, branchId),
  }
  const line = { kind: 'line' as const, text: basisLine(campaign, work.today) }
  const blocks = [{ kind: 'title' as const, text: title }, line, table]
  return writeSteadyWorkbook([{ name, widths, headRows: 3, blocks }])
}

/** The same, sent while it is written. */
export async function postAreaSummary(
  work: Work,
  { branchId }: Checked<'document.postAreaSummary'>,
): Promise<FileAnswer<Readable>> {
  work.must('readProgress', { branchId: branchId ?? null })
  const campaign = await requireAnyCampaign(work)
  const lines = await summaryLines(work, campaign.id, branchId)
  const line = basisLine(campaign, work.today)
  const content = await streamWorkbook({ name, widths, title, line, headings, aligns, pages: [lines] })
  return { mediaType: workbookMediaType, fileName: `岗区设置汇总表${dayName(work.today)}.xlsx`, content }
}
