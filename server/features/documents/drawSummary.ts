import { type Campaign, PostArea, PostExemption } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { departmentStanding } from '../../domain/postArea/shortfall'
import { workbookMediaType, writeSteadyWorkbook } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { requireCampaign } from '../campaign'
import { type DepartmentDesk, desks, type GroupOutside, groupsOutside } from '../organisation'

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
const widths = [6, 14, 18, 8, 8, 8, 8, 8, 28, 18, 36]

type Line = (string | number)[]

function deskLine(desk: DepartmentDesk, rows: Row[], exemptions: PostExemption[]): Line {
  const own = rows.filter((row) => row.departmentId === desk.departmentId)
  const granted = exemptions.filter((each) => each.departmentId === desk.departmentId)
  const statesOf = (kind: string) => own.filter((row) => row.kind === kind).map((row) => row.state)
  const standing = departmentStanding({
    memberCount: desk.members.length,
    posts: statesOf('POST'),
    areas: statesOf('AREA'),
    exempt: granted.map((each) => each.kind),
  })
  const days = own.flatMap((row) => row.plateDay ?? []).sort()
  return [
    desk.branchName,
    desk.name,
    desk.members.length,
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
function linesOf(
  departments: DepartmentDesk[],
  groups: GroupOutside[],
  lineOf: (desk: DepartmentDesk) => Line,
): Line[] {
  const branchIds = [...new Set([...departments, ...groups].map(({ branchId }) => branchId))]
  const lines = branchIds.flatMap((branchId) => [
    ...departments.filter((desk) => desk.branchId === branchId).map(lineOf),
    ...groups.filter((group) => group.branchId === branchId).map(groupLine),
  ])
  return lines.map((line, at) => [at + 1, ...line])
}

const sum = (rows: (string | number)[][], column: number): number =>
  rows.reduce((total, row) => total + Number(row[column] ?? 0), 0)

/** 表15 岗区设置汇总表 (rules §5.6) of a branch or the house; the last line adds up what is printed. */
export async function writePostAreaSummary(work: Work, campaign: Campaign, branchId?: string): Promise<Buffer> {
  const departments = await desks(work, branchId ? { branchIds: [branchId] } : {})
  const rows = await work.manager.find(PostArea, {
    select: { id: true, departmentId: true, kind: true, state: true, plateDay: true },
    where: { campaignId: campaign.id, ...(branchId ? { branchId } : {}) },
  })
  const exemptions = await work.manager.findBy(PostExemption, { campaignId: campaign.id, state: 'GRANTED' })
  const groups = await groupsOutside(work, branchId)
  const lines = linesOf(departments, groups, (desk) => deskLine(desk, rows, exemptions))
  const total = ['', '合计', '', sum(lines, 3), sum(lines, 4), sum(lines, 5), sum(lines, 6), sum(lines, 7), '', '', '']
  return writeSteadyWorkbook([
    {
      name: '岗区设置汇总表',
      widths,
      headRows: 3,
      print: true,
      blocks: [
        { kind: 'title', text: '党员示范岗、党员责任区设置汇总表' },
        {
          kind: 'line',
          text: `依据文件：${campaign.basisNumber}《${campaign.basisTitle}》   期间：${campaign.year}年   统计日：${dayName(work.today)}`,
        },
        {
          kind: 'table',
          headings: headings.map((text) => ({ text })),
          columns: headings.map((_, at) => ({
            align: [1, 2, 8, 10].includes(at) ? ('left' as const) : ('center' as const),
          })),
          rows: [...lines, total],
        },
      ],
    },
  ])
}

export async function postAreaSummary(
  work: Work,
  { branchId }: Checked<'document.postAreaSummary'>,
): Promise<FileAnswer> {
  work.must('readProgress', { branchId: branchId ?? null })
  const content = await writePostAreaSummary(work, await requireCampaign(work), branchId)
  return { mediaType: workbookMediaType, fileName: `岗区设置汇总表${dayName(work.today)}.xlsx`, content }
}
