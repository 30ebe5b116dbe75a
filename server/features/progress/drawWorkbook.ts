import type { Readable } from 'node:stream'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { progressMeasureNames } from '../../domain/progress/measures'
import { type StreamedSheet, streamWorkbook } from '../../files/streamedWorkbook'
import { workbookMediaType } from '../../files/workbookWriter'
import type { FileAnswer } from '../call'
import { findCampaign } from '../campaign'
import { missingOfMembers, type NamedEntry, placeEntries } from './loadEntries'
import { progressBoard } from './readBoard'

type Board = Output<'progress.board'>

/** Owed and done are numbers of their own, so that the office can add them up. */
function boardSheet(board: Board, today: string): StreamedSheet {
  const headings = [
    board.level === 'house' ? '支部' : '部门',
    ...board.measures.flatMap(({ name }) => [`${name}应有`, `${name}已有`]),
  ]
  const numbers = (cells: Board['total']) => cells.flatMap(({ owed, done }) => [owed, done])
  return {
    name: '进度',
    widths: [22, ...board.measures.flatMap(() => [10, 10])],
    title: `${board.title}“三亮”工作进度`,
    line: `依据文件：${board.basis ?? ''}   截止：${dayName(board.dueDay)}   统计日：${dayName(today)}`,
    headings,
    aligns: headings.map((_, at) => (at ? 'center' : 'left')),
    pages: [[...board.rows.map(({ name, cells }) => [name, ...numbers(cells)]), ['合计', ...numbers(board.total)]]],
  }
}

const rowsAPiece = 500

/** Piece by piece, so that others are answered between two of them. */
async function* piecesOf(entries: readonly NamedEntry[]) {
  for (let at = 0; at < entries.length; at += rowsAPiece) {
    yield entries
      .slice(at, at + rowsAPiece)
      .map((each) => [
        progressMeasureNames[each.measure],
        each.branchName,
        each.departmentName,
        each.name,
        each.standing,
      ])
    await new Promise((resume) => setImmediate(resume))
  }
}

/** The named shortage list (R13, R26). */
const missingSheet = (title: string, today: string, missing: readonly NamedEntry[]): StreamedSheet => ({
  name: '缺项名单',
  widths: [12, 20, 22, 24, 18],
  title: `${title}“三亮”缺项名单`,
  line: `统计日：${dayName(today)}   共${missing.length}项`,
  headings: ['项目', '支部', '部门', '姓名或名称', '情况'],
  pages: piecesOf(missing),
})

/** The board as a table, with the list of everything that is missing beside it; the same numbers as the page. */
export async function progressWorkbook(
  work: Work,
  { branchId }: Checked<'progress.sheet'>,
): Promise<FileAnswer<Readable>> {
  work.must('readProgressNames', { branchId: branchId ?? null })
  const board = await progressBoard(work, { branchId })
  const campaign = await findCampaign(work)
  const places = campaign ? await placeEntries(work, campaign, { branchId }) : []
  const ofMembers = campaign ? await missingOfMembers(work, campaign, { branchId }) : []
  const missing = [...places.filter(({ done }) => !done), ...ofMembers]
  return {
    mediaType: workbookMediaType,
    fileName: `${board.title}三亮进度${dayName(work.today)}.xlsx`,
    content: await streamWorkbook(boardSheet(board, work.today), missingSheet(board.title, work.today, missing)),
  }
}
