import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { progressMeasureNames } from '../../domain/progress/measures'
import {
  type WorksheetBlock,
  type WrittenWorksheet,
  workbookMediaType,
  writeWorkbook,
} from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { findCampaign } from '../campaign'
import { namedEntries, progressBoard } from './readBoard'

type Board = Output<'progress.board'>

/** Owed and done are numbers of their own, so that the office can add them up. */
function boardSheet(board: Board, today: string): WrittenWorksheet {
  const headings = [
    board.level === 'house' ? '支部' : '部门',
    ...board.measures.flatMap(({ name }) => [`${name}应有`, `${name}已有`]),
  ]
  const numbers = (cells: Board['total']) => cells.flatMap(({ owed, done }) => [owed, done])
  const table: WorksheetBlock = {
    kind: 'table',
    headings: headings.map((text) => ({ text })),
    columns: headings.map((_, at) => ({ align: at ? ('center' as const) : ('left' as const) })),
    rows: [...board.rows.map(({ name, cells }) => [name, ...numbers(cells)]), ['合计', ...numbers(board.total)]],
  }
  const basis = `依据文件：${board.basis ?? ''}   截止：${dayName(board.dueDay)}   统计日：${dayName(today)}`
  return {
    name: '进度',
    widths: [22, ...board.measures.flatMap(() => [10, 10])],
    headRows: 3,
    print: true,
    blocks: [{ kind: 'title', text: `${board.title}“三亮”工作进度` }, { kind: 'line', text: basis }, table],
  }
}

/** The named shortage list (R13, R26). */
function missingSheet(title: string, today: string, rows: string[][]): WrittenWorksheet {
  return {
    name: '缺项名单',
    widths: [12, 20, 22, 24, 18],
    headRows: 3,
    print: true,
    blocks: [
      { kind: 'title', text: `${title}“三亮”缺项名单` },
      { kind: 'line', text: `统计日：${dayName(today)}   共${rows.length}项` },
      {
        kind: 'table',
        headings: ['项目', '支部', '部门', '姓名或名称', '情况'].map((text) => ({ text })),
        columns: [{}, {}, {}, {}, {}],
        rows,
      },
    ],
  }
}

/** The board as a table, with the list of everything that is missing beside it; the same numbers as the page. */
export async function progressWorkbook(work: Work, { branchId }: Checked<'progress.sheet'>): Promise<FileAnswer> {
  work.must('readProgressNames', { branchId: branchId ?? null })
  const board = await progressBoard(work, { branchId })
  const campaign = await findCampaign(work)
  const missing = (campaign ? await namedEntries(work, campaign, branchId) : [])
    .filter((each) => !each.done)
    .map((each) => [progressMeasureNames[each.measure], each.branchName, each.departmentName, each.name, each.standing])
  const content = await writeWorkbook([boardSheet(board, work.today), missingSheet(board.title, work.today, missing)])
  return { mediaType: workbookMediaType, fileName: `${board.title}三亮进度${dayName(work.today)}.xlsx`, content }
}
