import { setImmediate as nextTurn } from 'node:timers/promises'
import { In, MoreThan } from 'typeorm'
import {
  Department,
  ImportBatch,
  ImportChange,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
} from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { endSessionsOf } from '../session'
import { rewritePeople, takePeople } from './bulkChange'
import { countTouched } from './countTouched'
import { inTurns, readInTurns } from './inTurns'
import type { PersonState } from './planImport'

const rosterUndoLate = refusal(409, 'roster.undoLate', '导入之后又有{count}条记录被改动过，不能整体撤销，请逐条处理。')
const rosterAlreadyUndone = refusal(409, 'roster.alreadyUndone', '这次导入已经撤销过了。')

/** Each holds a person twice: two thousand took a tenth of a second, and kept everybody else waiting. */
const linesAPart = 500

export interface UndoLine {
  before: PersonState | null
  after: PersonState
}

const placeTables = [
  ['party_group', PartyGroup],
  ['department', Department],
  ['party_organisation', PartyOrganisation],
] as const

/** First what the import made goes, then what it replaced comes back: one account or day is never there twice. */
async function restorePlaces(work: Work, lines: readonly UndoLine[]): Promise<void> {
  const placements = { gone: [] as string[], back: [] as Placement[] }
  const accounts = { gone: [] as string[], back: [] as PlatformAccount[] }
  for (const { before, after } of lines) {
    placements.gone.push(...after.placements.map((one) => one.id))
    placements.back.push(...(before?.placements ?? []))
    accounts.gone.push(...after.accounts.map((one) => one.id))
    accounts.back.push(...(before?.accounts ?? []))
  }
  await inTurns(placements.gone, (part) => work.manager.delete(Placement, { id: In(part) }))
  await inTurns(accounts.gone, (part) => work.manager.delete(PlatformAccount, { id: In(part) }))
  // Whoever came in by one of them meanwhile is out.
  const lost = lines.filter(({ after }) => after.accounts.length).map(({ after }) => after.person.id)
  await inTurns(lost, (part) => endSessionsOf(work, ...part))
  await inTurns(placements.back, (part) => work.insert(Placement, part))
  await inTurns(accounts.back, (part) => work.insert(PlatformAccount, part))
}

async function restorePeople(
  work: Work,
  lines: readonly UndoLine[],
  present: ReadonlyMap<string, Person>,
): Promise<void> {
  const added = lines.filter((line) => !line.before).map((line) => line.after.person.id)
  // The revision goes on: whoever holds an old page must see that the record changed.
  const changed = lines.flatMap(({ before }) =>
    before ? [{ ...before.person, revision: (present.get(before.person.id)?.revision ?? 0) + 1 }] : [],
  )
  await rewritePeople(work, changed)
  await inTurns(added, (part) => work.manager.delete(Person, { id: In(part) }))
}

/** A trace that another request left after we looked for traces: the foreign key holds it. */
function isStillReferenced(fault: unknown): boolean {
  const { driverError } = (fault ?? {}) as { driverError?: { errno?: number; code?: string } }
  return driverError?.errno === 1451 || driverError?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

async function restore(
  work: Work,
  changes: readonly ImportChange[],
  lines: readonly UndoLine[],
  present: ReadonlyMap<string, Person>,
): Promise<void> {
  await takePeople(work, [...present.values()])
  await restorePlaces(work, lines)
  await restorePeople(work, lines, present)
  for (const [table, entity] of placeTables) {
    const ids = changes.filter((change) => change.table === table).map((change) => change.recordId)
    await inTurns(ids, (part) => work.manager.delete<{ id: string }>(entity, { id: In(part) }))
  }
}

/** The people of an import as they are now. */
async function presentPeople(work: Work, lines: readonly UndoLine[]): Promise<Map<string, Person>> {
  const ids = lines.map((line) => line.after.person.id)
  const people = await readInTurns(ids, (part) => work.manager.findBy(Person, { id: In(part) }))
  return new Map(people.map((person) => [person.id, person]))
}

/** All that an import changed, in its order, a part at a time. */
async function changesOf(work: Work, batchId: string): Promise<ImportChange[]> {
  const changes: ImportChange[] = []
  for (;;) {
    const sequence = MoreThan(changes.at(-1)?.sequence ?? 0)
    const part = await work.manager.find(ImportChange, {
      where: { batchId, sequence },
      order: { sequence: 'ASC' },
      take: linesAPart,
    })
    changes.push(...part)
    if (part.length < linesAPart) return changes
    await nextTurn()
  }
}

/**
 * Takes an import back, exactly and as a whole. Refuses with `roster.undoLate` and the count when records it touched were
 * changed since, or when somebody it added has done something since.
 */
export async function undoImport(work: Work, { batchId }: Checked<'roster.undo'>): Promise<Output<'roster.undo'>> {
  work.must('importRoster')
  const batch = await work.manager.findOneBy(ImportBatch, { id: batchId })
  if (!batch) throw recordNotFound({ what: '导入记录' })
  if (batch.state === 'UNDONE') throw rosterAlreadyUndone()
  const changes = await changesOf(work, batchId)
  const lines = changes.filter((change) => change.table === 'person') as unknown as UndoLine[]
  const present = await presentPeople(work, lines)
  const count = await countTouched(work, batchId, lines, present)
  if (count) throw rosterUndoLate({ count })
  await restore(work, changes, lines, present).catch((fault) => {
    throw isStillReferenced(fault) ? recordChanged() : fault
  })
  await work.revise(ImportBatch, batch, { state: 'UNDONE', undoneAt: work.now })
  await work.audit({ action: 'roster.undo', subjectKind: 'importBatch', subjectId: batchId, change: batch.summary })
  return { done: true }
}
