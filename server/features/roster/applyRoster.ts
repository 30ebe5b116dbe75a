import { createHash, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Checked, Output } from '../../contract'
import { rosterAnswers } from '../../contract/roster'
import type { Work } from '../../database/work'
import { addDays } from '../../domain/calendar/calendarDay'
import { noAnswers, type RosterAnswers } from '../../domain/organisation/rosterQuestions'
import { refusal } from '../../refusals'
import type { FileFacts, PlatformTenants } from '../call'
import { checkReason } from '../checkReason'
import { differencesOf, shiftedProblem } from './compare'
import { runInTurns } from './inTurns'
import { type ImportPlan, planImport } from './planImport'
import { knownHeadings } from './readHeadings'
import { type ReadRoster, readRoster } from './readRoster'
import { takeSnapshot } from './snapshot'
import { summaryOf, writePlan } from './writePlan'

const rosterInvalid = refusal(422, 'roster.invalid', '表里有{count}处错误，没有导入任何人。请按提示修改后重新上传。')
const rosterChangedSinceCheck = refusal(409, 'roster.changedSinceCheck', '这个文件和刚才检查的不是同一个，请重新检查。')

const rosterUnanswered = refusal(
  409,
  'roster.unanswered',
  '还有{count}个问题没有回答，没有导入任何人。请逐个或成组回答后再导入。',
)
const rosterAnswersUnclear = refusal(400, 'roster.answersUnclear', '回答没有传完整，请重新检查这个文件。')

type GivenAnswers = z.output<typeof rosterAnswers>

/** They travel beside the file. */
function readAnswers(text = ''): GivenAnswers {
  if (!text) return { yes: [], skip: [], reason: '' }
  try {
    return rosterAnswers.parse(JSON.parse(decodeURIComponent(text)))
  } catch {
    throw rosterAnswersUnclear()
  }
}

/** More is not read by anybody; the count says how many there are. */
const mostShown = 200
const mostDifferences = 1000

const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

const byRow = <Row extends { row: number }>(rows: Row[]): Row[] => rows.sort((one, other) => one.row - other.row)

async function plan(work: Work, read: ReadRoster, tenants: PlatformTenants, answers: RosterAnswers) {
  const snapshot = await takeSnapshot(work, read.rows, tenants)
  const hiddenRows = new Set(read.hiddenRows)
  const dates = { today: work.today, yesterday: addDays(work.today, -1) }
  const planned = await planImport(snapshot, { ...dates, tenants, newId: randomUUID, hiddenRows, answers })
  const shifted = await runInTurns(shiftedProblem(snapshot.rows, snapshot))
  const whole: ImportPlan = {
    ...planned,
    changes: shifted ? [] : planned.changes,
    questions: shifted ? [] : planned.questions,
    problems: shifted ? [shifted] : byRow([...read.problems, ...planned.problems]),
    warnings: shifted ? [] : byRow([...read.warnings, ...planned.warnings]),
  }
  const differences = shifted ? [] : await runInTurns(differencesOf(planned, snapshot, mostDifferences))
  return { plan: whole, differences }
}

/** Dry run: what the file would do and everything that is wrong with it, row by row. Nothing is written. */
export const checkRoster = (tenants: PlatformTenants) => ({
  async prepare(work: Work, content: Checked<'roster.check'>): Promise<Output<'roster.check'>> {
    work.must('importRoster')
    const read = await readRoster(content, await knownHeadings(work))
    const { plan: planned, differences } = await plan(work, read, tenants, noAnswers)
    return {
      sha256: digest(content),
      rows: read.rowCount,
      summary: summaryOf(planned),
      problems: planned.problems.slice(0, mostShown),
      problemCount: planned.problems.length,
      warnings: planned.warnings.slice(0, mostShown),
      differences,
      differenceCount: planned.changes.length,
      questions: byRow(planned.questions),
      unknown: read.unknown,
    }
  },
  run: async (_work: Work, answer: Output<'roster.check'>): Promise<Output<'roster.check'>> => answer,
})

/** What applying needs after the file was read outside the transaction. */
export interface ReadyImport {
  read: ReadRoster
  answers: GivenAnswers
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
    const read = await readRoster(content, await knownHeadings(work))
    return { read, answers: readAnswers(file.answers), sha256 }
  },
  async run(work: Work, { read, sha256, answers }: ReadyImport, file: FileFacts): Promise<Output<'roster.apply'>> {
    work.must('importRoster')
    const { plan: planned } = await plan(work, read, tenants, answers)
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
    if (planned.questions.length) throw rosterUnanswered({ count: planned.questions.length })
    if (planned.asked.length) checkReason(answers.reason)
    const facts = { fileName: file.fileName || '未命名.xlsx', sha256, answers: planned.asked.length ? answers : null }
    const batchId = await writePlan(work, planned, facts)
    return { batchId, summary: summaryOf(planned) }
  },
})
