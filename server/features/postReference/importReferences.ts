import { randomUUID } from 'node:crypto'
import { Department, PostReference } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { foldText } from '../../domain/wording/foldText'
import { refusal } from '../../refusals'
import { type ReadReferences, type ReferenceRow, type RowProblem, readReferences } from './readReferences'
import { everyDepartment } from './referenceFor'

const postReferenceInvalid = refusal(
  422,
  'postReference.invalid',
  '表里有{count}处错误，一条也没有导入。请按提示修改后重新上传。',
)

const mostShown = 100

const keyOf = (departmentId: string, positionTitle: string): string => `${departmentId}\n${foldText(positionTitle)}`

interface Placed extends ReferenceRow {
  departmentId: string
}

/** Departments are found by name or by code, those in force today. */
async function place(work: Work, rows: ReferenceRow[]): Promise<{ placed: Placed[]; problems: RowProblem[] }> {
  const departments = await work.manager.find(Department)
  const inForce = departments.filter(({ toDay }) => toDay === null || toDay >= work.today)
  const byName = new Map(
    inForce.flatMap(({ id, name, code }) => [[foldText(code), id] as const, [foldText(name), id] as const]),
  )
  const problems: RowProblem[] = []
  const placed = rows.flatMap((each): Placed[] => {
    const departmentId = each.departmentName ? byName.get(foldText(each.departmentName)) : everyDepartment
    if (departmentId !== undefined) return [{ ...each, departmentId }]
    const sentence = `第${each.row}行：没有“${each.departmentName}”这个部门，请按组织里的名称填写，或留空。`
    problems.push({ row: each.row, column: '部门', sentence })
    return []
  })
  return { placed, problems }
}

/** Two rows that name one department by its name and by its code. */
function repeatedPlaces(placed: Placed[]): RowProblem[] {
  const seen = new Map<string, number>()
  return placed.flatMap(({ row, departmentId, positionTitle }): RowProblem[] => {
    const earlier = seen.get(keyOf(departmentId, positionTitle))
    if (earlier === undefined) seen.set(keyOf(departmentId, positionTitle), row)
    const sentence = `第${row}行：和第${earlier}行是同一个部门的同一个岗位，请只留一行。`
    return earlier === undefined ? [] : [{ row, column: '岗位名称', sentence }]
  })
}

function refuseProblems(problems: RowProblem[]): void {
  if (!problems.length) return
  const shown = problems
    .slice(0, mostShown)
    .map(({ row, column, sentence }) => ({ field: `${row}.${column}`, code: 'postReference.cell', sentence }))
  throw postReferenceInvalid({ count: problems.length }, shown)
}

/** Writes the file's references, all or none: with one fault anywhere nothing is written, and every fault is named. */
export const importReferences = {
  async prepare(work: Work, content: Checked<'postReference.import'>): Promise<ReadReferences> {
    work.must('managePostReferences')
    return readReferences(content)
  },
  async run(work: Work, { rows, problems }: ReadReferences): Promise<Output<'postReference.import'>> {
    work.must('managePostReferences')
    const { placed, problems: strange } = await place(work, rows)
    const repeated = problems.length ? [] : repeatedPlaces(placed)
    refuseProblems([...problems, ...strange, ...repeated].sort((one, other) => one.row - other.row))
    const known = new Map(
      (await work.manager.find(PostReference)).map((each) => [keyOf(each.departmentId, each.positionTitle), each]),
    )
    const stamp = { updatedById: work.who.personId, updatedAt: work.now }
    const added: PostReference[] = []
    let changed = 0
    for (const { departmentId, positionTitle, content } of placed) {
      const before = known.get(keyOf(departmentId, positionTitle))
      if (!before) added.push({ id: randomUUID(), departmentId, positionTitle, content, ...stamp, revision: 1 })
      else if (before.content !== content) {
        await work.revise(PostReference, before, { content, ...stamp })
        changed += 1
      }
    }
    if (added.length) await work.insert(PostReference, added)
    const answer = { added: added.length, changed, same: placed.length - added.length - changed }
    await work.audit({
      action: 'postReference.import',
      subjectKind: 'postReference',
      subjectId: work.who.personId,
      change: answer,
    })
    return answer
  },
}
