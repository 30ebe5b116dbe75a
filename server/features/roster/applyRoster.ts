import { createHash, randomUUID } from 'node:crypto'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays } from '../../domain/calendar/calendarDay'
import type { RowIssue } from '../../domain/organisation/rosterRow'
import { refusal } from '../../refusals'
import type { FileFacts, PlatformTenants } from '../call'
import { type ImportPlan, planImport } from './planImport'
import { type ReadRoster, readRoster } from './readRoster'
import { takeSnapshot } from './snapshot'
import { summaryOf, writePlan } from './writePlan'

const rosterInvalid = refusal(422, 'roster.invalid', '表里有{count}处错误，没有导入任何人。请按提示修改后重新上传。')
const rosterChangedSinceCheck = refusal(409, 'roster.changedSinceCheck', '这个文件和刚才检查的不是同一个，请重新检查。')

/** More is not read by anybody; the count says how many there are. */
const mostShown = 200

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

const byRow = (issues: RowIssue[]): RowIssue[] => issues.sort((one, other) => one.row - other.row)

async function plan(work: Work, read: ReadRoster, tenants: PlatformTenants): Promise<ImportPlan> {
  const snapshot = await takeSnapshot(work, read.rows, tenants)
  const settings = { today: work.today, yesterday: addDays(work.today, -1), tenants, newId: randomUUID }
  const planned = await planImport(read.rows, snapshot, settings)
  return {
    ...planned,
    problems: byRow([...read.problems, ...planned.problems]),
    warnings: byRow([...read.warnings, ...planned.warnings]),
  }
}

/** Dry run: what the file would do and everything that is wrong with it, row by row. Nothing is written. */
export const checkRoster = (tenants: PlatformTenants) => ({
  async prepare(work: Work, content: Checked<'roster.check'>): Promise<Output<'roster.check'>> {
    work.must('importRoster')
    const read = await readRoster(content)
    const planned = await plan(work, read, tenants)
    return {
      sha256: digest(content),
      rows: read.rowCount,
      summary: summaryOf(planned),
      problems: planned.problems.slice(0, mostShown),
      problemCount: planned.problems.length,
      warnings: planned.warnings.slice(0, mostShown),
    }
  },
  run: async (_work: Work, answer: Output<'roster.check'>): Promise<Output<'roster.check'>> => answer,
})

/** What applying needs after the file was read outside the transaction. */
export interface ReadyImport {
  read: ReadRoster
  sha256: string
}

/**
 * Applies a checked file, as a whole or not at all. The file must be the one that was checked; it is checked once more,
 * since the roster may have moved on.
 */
export const applyRoster = (tenants: PlatformTenants) => ({
  async prepare(work: Work, content: Checked<'roster.apply'>, file: FileFacts): Promise<ReadyImport> {
    work.must('importRoster')
    const sha256 = digest(content)
    if (file.sha256.toLowerCase() !== sha256) throw rosterChangedSinceCheck()
    return { read: await readRoster(content), sha256 }
  },
  async run(work: Work, { read, sha256 }: ReadyImport, file: FileFacts): Promise<Output<'roster.apply'>> {
    work.must('importRoster')
    const planned = await plan(work, read, tenants)
    const { problems } = planned
    if (problems.length) {
      const shown = problems.slice(0, mostShown)
      const atCells = shown.map(({ row, column, sentence }) => ({
        field: `${row}.${column}`,
        code: 'roster.cell',
        sentence,
      }))
      throw rosterInvalid({ count: problems.length }, atCells)
    }
    const batchId = await writePlan(work, planned, { fileName: file.fileName || '未命名.xlsx', sha256 })
    return { batchId, summary: summaryOf(planned) }
  },
})
