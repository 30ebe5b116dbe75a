import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { dutyEvents, type PostAreaEvent } from '../../domain/postArea/states'
import { postArea } from '../../domain/workflows/postArea'
import { allowedOf } from '../workflow'
import { postAreaFlow } from './flow'
import { type KnownPostArea, stateOf } from './records'

type ListedPostArea = Output<'postArea.mine'>['waiting'][number]

/** What the actor can do now. 恢复 is one button: which of its two rows it takes, the verb knows. */
export const allowedNow = (work: Work, known: KnownPostArea): PostAreaEvent[] =>
  allowedOf(postAreaFlow, known, work.who).filter((event) => event !== 'resumeUnhung')

/** Whether the actor is whom the form waits for. A plate is hung by the department and checked by the branch (U26). */
export function waitsForActor(work: Work, known: KnownPostArea): boolean {
  const leadsHere = known.desk.leadId === work.who.personId
  return allowedNow(work, known).some((event) => dutyEvents.includes(event) && (event !== 'hangPlate' || leadsHere))
}

/** `campaignId`: of the campaign in force. */
export function presentListed(
  work: Work,
  known: KnownPostArea,
  names: ReadonlyMap<string, string>,
  campaignId: string | null,
): ListedPostArea {
  const { record, desk } = known
  return {
    postAreaId: record.id,
    kind: record.kind,
    state: stateOf(record),
    stateName: postArea.states[stateOf(record)],
    title: record.title,
    branchId: desk.branchId,
    branchName: desk.branchName,
    departmentId: desk.departmentId,
    departmentName: desk.name,
    nomineeName: record.nomineeId ? (names.get(record.nomineeId) ?? null) : null,
    plateDay: record.plateDay === null ? null : toCalendarDay(record.plateDay),
    late: record.late,
    earlier: record.campaignId !== campaignId,
    revision: record.revision,
    allowed: allowedNow(work, known),
  }
}
