import { randomUUID } from 'node:crypto'
import { UnitRename } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { lastOf, mostDaysAhead, renameProblem } from '../../domain/organisation/unitNames'
import { recordNotFound, refusal } from '../../refusals'
import { renamesOf, requireNameFree, requireUnit, type Unit, writeName, wrong } from './records'

const renameNotLast = refusal(409, 'unit.renameNotLast', '{day}又更名了，请先撤销那一次。')
const nameSame = refusal(422, 'unit.nameSame', '和原来的名称一样。')

/** Two at once would both find the name free. */
const takeTurn = (work: Work): Promise<void> => work.takeTurn('unitNames')

const subjectOf = ({ kind, id }: Unit) => ({ subjectKind: kind === 'BRANCH' ? 'branch' : 'department', subjectId: id })

/**
 * A branch or department is called otherwise from a day on, past or to come: then the name changes in the night before it
 * (beginNames.ts). What was over by then keeps the old name (domain/organisation/unitNames.ts).
 */
export async function renameUnit(
  work: Work,
  { unitId, name, fromDay, reason }: Checked<'unit.rename'>,
): Promise<Output<'unit.rename'>> {
  work.must('manageOrganisation')
  await takeTurn(work)
  const unit = await requireUnit(work, unitId)
  const renames = await renamesOf(work, unitId)
  const farthestDay = addDays(toCalendarDay(work.today), mostDaysAhead)
  const problem = renameProblem({ name, fromDay, farthestDay }, { name: unit.name, beganDay: unit.fromDay, renames })
  if (problem) throw wrong(...problem)
  await requireNameFree(work, unit, name)
  const before = lastOf(renames)?.after ?? unit.name
  const facts = { unitKind: unit.kind, unitId, fromDay, before, after: name, reason, voidedDay: null }
  const entered = { enteredById: work.who.personId, enteredAt: work.now }
  await work.insert(UnitRename, { id: randomUUID(), ...facts, ...entered })
  if (fromDay <= work.today) await writeName(work, unit, name)
  await work.audit({ action: 'unit.rename', ...subjectOf(unit), change: { before, after: name, fromDay }, reason })
  return { done: true }
}

/** What was written wrong from the first: no name it ever had is added, and what is printed again says the right one. */
export async function correctName(
  work: Work,
  { unitId, name, reason }: Checked<'unit.correctName'>,
): Promise<Output<'unit.correctName'>> {
  work.must('manageOrganisation')
  await takeTurn(work)
  const unit = await requireUnit(work, unitId)
  if (name === unit.name) throw nameSame()
  await requireNameFree(work, unit, name)
  for (const { id, fromDay } of await renamesOf(work, unitId)) {
    // The one that led to this name, and the one that will lead away from it.
    const where = { id, ...(fromDay <= work.today ? { after: unit.name } : { before: unit.name }) }
    await work.change(UnitRename, where, fromDay <= work.today ? { after: name } : { before: name })
  }
  await writeName(work, unit, name)
  await work.audit({
    action: 'unit.correctName',
    ...subjectOf(unit),
    change: { before: unit.name, after: name },
    reason,
  })
  return { done: true }
}

/** The last rename never was: the name before it holds, for then too. */
export async function undoRename(
  work: Work,
  { renameId, reason }: Checked<'unit.undoRename'>,
): Promise<Output<'unit.undoRename'>> {
  work.must('manageOrganisation')
  await takeTurn(work)
  const rename = await work.manager.findOneBy(UnitRename, { id: renameId })
  if (!rename || rename.voidedDay !== null) throw recordNotFound({ what: '更名' })
  const unit = await requireUnit(work, rename.unitId)
  const last = lastOf(await renamesOf(work, unit.id))
  if (last && last.id !== renameId) throw renameNotLast({ day: last.fromDay })
  if (rename.fromDay <= work.today) {
    await requireNameFree(work, unit, rename.before)
    await writeName(work, unit, rename.before)
  }
  await work.change(UnitRename, { id: renameId }, { voidedDay: work.today })
  const change = { before: rename.after, after: rename.before, fromDay: rename.fromDay }
  await work.audit({ action: 'unit.undoRename', ...subjectOf(unit), change, reason })
  return { done: true }
}
