import { randomUUID } from 'node:crypto'
import { IsNull } from 'typeorm'
import { departmentMovesCard, departmentStaysCard } from '../../../bot/cards/unit'
import { PartyGroup, Placement } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { moveProblem } from '../../domain/organisation/unitMoves'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { holders } from '../organisation'
import { takeRecordsAlong } from './beginMoves'
import { belongingsOf } from './belongings'
import { type KnownMove, moveFacts } from './moveFacts'
import { peopleThere } from './peopleThere'
import { wrong } from './records'

const moveNotLast = refusal(409, 'unit.moveNotLast', '{name}在那以后又移过，请先撤销后面那一次。')
const moveFirst = refusal(409, 'unit.moveFirst', '这是{name}最早所在的支部，不是移来的，不能撤销。')

/** Two of 党办 at once would both find it where it was. */
export const takeMoveTurn = (work: Work): Promise<void> => work.takeTurn('unitMoves')

const dayBefore = (day: string) => addDays(toCalendarDay(day), -1)

/** The row of that day again where one was taken back: a 党小组 begins once a day. */
async function begin(work: Work, { department, last, to }: KnownMove, fromDay: string): Promise<string> {
  const facts = { branchId: to.branchId, name: last?.groupName ?? `${department.name}党小组`, toDay: null }
  const earlier = await work.manager.findOneBy(PartyGroup, { departmentId: department.id, fromDay })
  if (earlier) {
    await work.change(PartyGroup, { id: earlier.id }, facts)
    return earlier.id
  }
  const id = randomUUID()
  const group = { id, departmentId: department.id, fromDay, ...facts }
  if (!(await work.insertOnce(PartyGroup, group))) throw recordChanged()
  return id
}

/** Both 书记 and everybody there, once each. */
async function tell(work: Work, { department, last, to }: KnownMove, groupId: string, fromDay: string, stays = false) {
  const scopes = [to.branchId, ...(last ? [last.branchId] : [])]
  const secretaries = await holders(work, ['BRANCH_SECRETARY'], scopes)
  const people = await peopleThere(work, department.id)
  const ids = new Set([...secretaries, ...people].map(({ personId }) => personId))
  const [departmentName, toName] = [department.name, to.name]
  const moving = { departmentName, fromName: last?.branchName ?? null, toName, fromDay: toCalendarDay(fromDay) }
  const [card, news] = stays
    ? ([departmentStaysCard(moving), 'stays'] as const)
    : ([departmentMovesCard(moving), 'moves'] as const)
  if (stays) await work.finishCards(subjectFor.unitMove(groupId), card)
  await work.notifyAll(
    [...ids].map((personId) => ({
      dedupeKey: onceFor.unitMove(news, groupId, work.now, personId),
      personId,
      kind: 'unitMove',
      subjectKeys: stays ? [] : [subjectFor.unitMove(groupId)],
      card,
    })),
  )
}

/**
 * A department belongs to another branch from a day on, with its 党小组 and all who are placed there (R03, R04): one 党小组 ends the
 * day before, the next begins. Every rule asks for the one in force, so a day to come needs nothing but its day; what the
 * records themselves say of their branch follows in its night (beginMoves.ts).
 */
export async function moveDepartment(
  work: Work,
  { unitId, branchId, fromDay, reason }: Checked<'unit.move'>,
): Promise<Output<'unit.move'>> {
  work.must('manageOrganisation')
  await takeMoveTurn(work)
  const known = await moveFacts(work, unitId, branchId)
  const problem = moveProblem(fromDay, work.today, known)
  if (problem) throw wrong(...problem)
  const { last, to } = known
  if (last && (last.toDay === null || last.toDay >= fromDay)) {
    const open = { id: last.groupId, toDay: last.toDay ?? IsNull() }
    if ((await work.change(PartyGroup, open, { toDay: dayBefore(fromDay) })) !== 1) throw recordChanged()
    // Placed in this 党小组 by name and not through the department: whoever is, goes with it.
    await work.change(Placement, { partyGroupId: last.groupId, departmentId: unitId }, { partyGroupId: null })
  }
  const groupId = await begin(work, known, fromDay)
  await takeRecordsAlong(work, unitId)
  const change = { before: last?.branchName ?? null, after: to.name, fromDay }
  await work.audit({ action: 'unit.move', subjectKind: 'department', subjectId: unitId, change, reason })
  await tell(work, known, groupId, fromDay)
  return { done: true }
}

/** The last move never was: the department belongs where it did before, for the days between too. */
export async function undoMove(
  work: Work,
  { unitId, fromDay, reason }: Checked<'unit.undoMove'>,
): Promise<Output<'unit.undoMove'>> {
  work.must('manageOrganisation')
  await takeMoveTurn(work)
  const belongings = await belongingsOf(work, unitId)
  const at = belongings.findIndex((each) => each.fromDay === fromDay)
  const moved = belongings[at]
  if (!moved) throw recordNotFound({ what: '移交' })
  const known = await moveFacts(work, unitId, moved.branchId)
  const name = known.department.name
  if (at > 0) throw moveNotLast({ name })
  const before = belongings[1]
  if (!before) throw moveFirst({ name })
  // Once lists are frozen or something is handed in, it is moved back from a day on.
  const back = { ...(await moveFacts(work, unitId, before.branchId)), last: null }
  const problem = fromDay > work.today ? null : moveProblem(fromDay, work.today, back)
  if (problem) throw wrong('fromDay', problem[1])
  if ((await work.change(PartyGroup, { id: moved.groupId }, { toDay: dayBefore(fromDay) })) !== 1) throw recordChanged()
  if (before.toDay === dayBefore(fromDay)) await work.change(PartyGroup, { id: before.groupId }, { toDay: null })
  await takeRecordsAlong(work, unitId)
  const change = { before: moved.branchName, after: before.branchName, fromDay }
  await work.audit({ action: 'unit.undoMove', subjectKind: 'department', subjectId: unitId, change, reason })
  await tell(work, { ...known, last: before }, moved.groupId, fromDay, true)
  return { done: true }
}
