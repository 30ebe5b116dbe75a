import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { plateDayFits, removedDayFits } from '../../domain/postArea/plateDays'
import { refusal } from '../../refusals'
import { requireAttachable } from '../attachments'
import { checkReason } from '../checkReason'
import { moveOf } from '../workflow'
import { postAreaFlow } from './flow'
import { requirePostArea, subjectOf } from './records'
import { takeStep } from './takeStep'

const postAreaPlateDay = refusal(422, 'postArea.plateDay', '挂牌日期{day}不对：应在受理日{accepted}到今天之间。')
const postAreaRemovedDay = refusal(422, 'postArea.removedDay', '摘牌日期{day}不对：不能晚于今天，也不能早于挂牌日。')

/** The plate is hung where people work: day, place and picture (R15). */
export async function hangPlate(
  work: Work,
  input: Checked<'postArea.hangPlate'>,
): Promise<Output<'postArea.hangPlate'>> {
  const { postAreaId, revision, day, place, pictureId } = input
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('hangPlate', subjectOf(known))
  // Before the day: a form not yet accepted has no day of acceptance to compare with.
  moveOf(postAreaFlow, known, 'hangPlate', work.actor)
  const accepted = dayOfInstant(known.record.acceptedAt ?? 0)
  if (!plateDayFits(day, accepted, work.today)) throw postAreaPlateDay({ day, accepted })
  await requireAttachable(work, pictureId, 'PICTURE', known.record.platePictureId)
  return takeStep(work, known, 'hangPlate', { plateDay: day, platePlace: place, platePictureId: pictureId })
}

/** 摘牌 (R15): the 岗 ends, its place is free for a replacement and its holder may be chosen anew. */
export async function removePlate(work: Work, input: Checked<'postArea.remove'>): Promise<Output<'postArea.remove'>> {
  const { postAreaId, revision, day, reason } = input
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('hangPlate', subjectOf(known))
  checkReason(reason)
  if (!removedDayFits(day, known.record.plateDay, work.today)) throw postAreaRemovedDay({ day })
  return takeStep(work, known, 'remove', { removedDay: day, removedReason: reason }, reason)
}
