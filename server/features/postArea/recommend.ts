import { Not } from 'typeorm'
import { PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { countsFit, hasBeenHeld } from '../../domain/postArea/meeting'
import { refusal } from '../../refusals'
import { requireAttachable } from '../attachments'
import type { DepartmentDesk } from '../organisation'
import { postAreaFlow } from './flow'
import { type KnownPostArea, mustLead, requireMember, requirePostArea } from './records'
import { type PostAreaChanges, takeStep } from './takeStep'

const postAreaMeetingDay = refusal(422, 'postArea.meetingDay', '会议日期{day}在今天之后，请改成已经开过的日期。')
const postAreaMeetingCounts = refusal(
  422,
  'postArea.meetingCounts',
  '人数不对：应到{due}人，实到{present}人，同意{votes}人。实到不能为0也不能多于应到，同意不能多于实到。',
)

type Recommendation = Checked<'postArea.recommend'>

function requireMeeting(work: Work, input: Recommendation): void {
  if (!hasBeenHeld(input.day, work.today)) throw postAreaMeetingDay({ day: input.day })
  if (countsFit(input)) return
  const { dueCount: due, presentCount: present, votesFor: votes } = input
  throw postAreaMeetingCounts({ due, present, votes })
}

/** R09: one person, one living 岗 of a department. A 区 may be shared and needs no key. */
const holderKeyOf = ({ campaignId, departmentId, kind }: PostArea, nomineeId: string): string | null =>
  kind === 'POST' ? `${campaignId}:${departmentId}:${kind}:${nomineeId}` : null

/** Which rule made this person 部门党员负责人 (R07 audit). */
const leadOf = ({ lead, leadId }: DepartmentDesk) => ({ leadId, leadRule: lead.rule })

const meetingOf = (input: Recommendation) => ({
  meetingDay: input.day,
  meetingPlace: input.place,
  dueCount: input.dueCount,
  presentCount: input.presentCount,
  votesFor: input.votesFor,
  voteWay: input.voteWay,
  meetingPictureId: input.pictureId,
})

async function requireFreeHolder(work: Work, known: KnownPostArea, changes: PostAreaChanges): Promise<void> {
  const { holderKey } = changes
  if (!holderKey) return
  if (await work.manager.existsBy(PostArea, { holderKey, id: Not(known.record.id) }))
    throw postAreaFlow.duplicate?.(known, changes)
}

/** A 区 is borne by one accountable 责任党员 and any others; a 岗 by its holder alone (rules §5.2). */
const membersOf = ({ kind }: PostArea, { nomineeId, memberIds }: Recommendation): string[] =>
  kind === 'AREA' ? [...new Set([nomineeId, ...memberIds])] : []

/**
 * 部门党员负责人 records what the department's people have recommended (R07): a meeting that was held, and a nominee who is
 * an 在职党员 of the department without another living 岗 there (R09). Head count and rule are kept for the audit.
 */
export async function recommend(work: Work, input: Recommendation): Promise<Output<'postArea.recommend'>> {
  const known = await requirePostArea(work, input.postAreaId, input.revision)
  const { record, desk } = known
  mustLead(work, desk)
  requireMeeting(work, input)
  const { nomineeId } = input
  const memberIds = membersOf(record, input)
  for (const personId of new Set([nomineeId, ...memberIds])) await requireMember(work, desk, personId)
  if (input.pictureId) await requireAttachable(work, input.pictureId, 'PICTURE', record.meetingPictureId)
  const changes: PostAreaChanges = {
    ...meetingOf(input),
    ...leadOf(desk),
    nomineeId,
    memberIds,
    holderKey: holderKeyOf(record, nomineeId),
    headCount: desk.members.length,
    headCountDay: work.today,
  }
  await requireFreeHolder(work, known, changes)
  const name = desk.members.find((member) => member.personId === nomineeId)?.name ?? ''
  const { dueCount, presentCount, votesFor, day } = input
  // The meeting of an earlier attempt is overwritten in the record; its step keeps it (R07 audit).
  const comment = `${dayName(day)}集体推荐${name}，应到${dueCount}人，实到${presentCount}人，同意${votesFor}人`
  return takeStep(work, known, 'recommend', changes, comment)
}

const noMeeting = {
  meetingDay: null,
  meetingPlace: null,
  dueCount: null,
  presentCount: null,
  votesFor: null,
  voteWay: null,
  meetingPictureId: null,
} satisfies PostAreaChanges

/** Another nominee: recommendation and opinion are void and begin anew (R08). */
export async function changeNominee(
  work: Work,
  { postAreaId, revision, reason }: Checked<'postArea.changeNominee'>,
): Promise<Output<'postArea.changeNominee'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  mustLead(work, known.desk)
  const changes = { ...noMeeting, nomineeId: null, memberIds: [], holderKey: null, returnReason: null }
  return takeStep(work, known, 'changeNominee', changes, reason)
}
