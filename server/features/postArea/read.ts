import { Not } from 'typeorm'
import { Person, PostArea, PostAreaStep } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { rulesOf } from '../../domain/campaignRules'
import { candidatesInOrder } from '../../domain/postArea/candidates'
import { flagNames } from '../../domain/postArea/flags'
import { isAlive, type PostAreaEvent } from '../../domain/postArea/states'
import { ledBy } from '../../domain/workflows/chain'
import { capacityName } from '../../domain/workflows/doers'
import { postArea, postAreaSteps } from '../../domain/workflows/postArea'
import type { AnyWorkflow } from '../../domain/workflows/workflow'
import { findCampaign } from '../campaign'
import { namesOf } from '../organisation'
import { faceOf, type TakenStep, withStandIns } from '../record'
import { requireCampaignOf } from './campaignOf'
import { postAreaFlow } from './flow'
import { hintsOf } from './hints'
import { allowedNow, presentListed } from './present'
import { readEarlierForms } from './readEarlierForms'
import { type KnownPostArea, requirePostArea, subjectOf } from './records'
import { reviewsDue } from './reviewsDue'

type Answer = Output<'postArea.read'>

const dayOrNull = (day: string | null) => (day === null ? null : toCalendarDay(day))

function meetingOf(record: PostArea): Answer['meeting'] {
  const { meetingDay, voteWay } = record
  if (meetingDay === null || voteWay === null) return null
  return {
    day: toCalendarDay(meetingDay),
    place: record.meetingPlace ?? '',
    dueCount: record.dueCount ?? 0,
    presentCount: record.presentCount ?? 0,
    votesFor: record.votesFor ?? 0,
    voteWay,
    pictureId: record.meetingPictureId,
  }
}

const place = (step: PostAreaStep): number => postAreaSteps.findIndex((row) => row.event === step.event)

/** As they were taken; those of one instant in the order of the table. */
async function signedSteps(work: Work, postAreaId: string): Promise<PostAreaStep[]> {
  const steps = await work.manager.findBy(PostAreaStep, { postAreaId })
  return steps.sort((one, other) => one.at - other.at || one.attempt - other.attempt || place(one) - place(other))
}

function historyOf(
  { attempt }: PostArea,
  steps: readonly PostAreaStep[],
  names: ReadonlyMap<string, string>,
): TakenStep[] {
  return steps.map((step) => ({
    name: postArea.events[step.event as PostAreaEvent]?.name ?? step.event,
    personId: step.actorId,
    personName: step.actorId ? (names.get(step.actorId) ?? '') : '系统',
    roleName: capacityName(step.actedAs) ?? '系统',
    notes: step.flags.flatMap((flag) => flagNames[flag] ?? []),
    comment: step.comment,
    at: step.at,
    counts: step.attempt === attempt,
    led: ledBy(postArea as AnyWorkflow, [step.event]),
  }))
}

/** For whoever records the recommendation now: the department's members, those who should lead by example first (R16). */
async function candidatesFor(work: Work, known: KnownPostArea): Promise<Answer['candidates']> {
  const { record, desk } = known
  if (!allowedNow(work, known).includes('recommend')) return []
  const { campaignId, departmentId } = record
  const others = await work.manager.find(PostArea, {
    select: { nomineeId: true, state: true },
    where: { campaignId, departmentId, kind: 'POST', id: Not(record.id) },
  })
  const held = new Set(others.filter((each) => isAlive(each.state)).map((each) => each.nomineeId))
  return candidatesInOrder(desk.members).map(({ personId, name, positionTitle, cadreMember, keyPost }) => ({
    personId,
    name,
    positionTitle,
    cadreMember,
    keyPost,
    holdsPost: held.has(personId),
  }))
}

/** R16: by the roster of today. */
function nomineeFlags({ record, desk }: KnownPostArea): string[] {
  const nominee = desk.members.find((member) => member.personId === record.nomineeId)
  return [...(nominee?.cadreMember ? ['党员干部'] : []), ...(nominee?.keyPost ? ['重点岗位'] : [])]
}

const formOf = ({ goal, content, grounds, scope, coveredPeople, checking, termToDay }: PostArea) => ({
  goal,
  content,
  grounds,
  scope,
  coveredPeople,
  checking,
  termToDay: dayOrNull(termToDay),
})

const lastingOf = ({ headCount, returnReason, platePlace, platePictureId, removedReason, replacesId }: PostArea) => ({
  headCount,
  returnReason,
  platePlace,
  platePictureId,
  removedReason,
  replacesId,
})

/** The whole form with its signatures, for those in its line (readPostArea). A fixed number of statements. */
export async function readPostArea(work: Work, { postAreaId }: Checked<'postArea.read'>): Promise<Answer> {
  const known = await requirePostArea(work, postAreaId)
  const { record, desk } = known
  work.must('readPostArea', subjectOf(known))
  const campaign = await requireCampaignOf(work, record)
  const signed = await signedSteps(work, postAreaId)
  const names = await namesOf(work, Person, [
    record.nomineeId,
    ...record.memberIds,
    ...signed.map((step) => step.actorId),
  ])
  return {
    ...presentListed(work, known, names, (await findCampaign(work))?.id ?? null),
    reviewDue: (await reviewsDue(work, [record])).has(postAreaId),
    nomineeId: record.nomineeId,
    nomineeFlags: nomineeFlags(known),
    members: record.memberIds.map((personId) => ({ personId, name: names.get(personId) ?? '' })),
    meeting: meetingOf(record),
    ...formOf(record),
    ...lastingOf(record),
    formLimit: rulesOf(campaign.rules).formCharacters,
    hints: await hintsOf(work, known),
    removedDay: dayOrNull(record.removedDay),
    leadName: desk.members.find((member) => member.personId === desk.leadId)?.name ?? null,
    headName: desk.head?.name ?? null,
    supervisorName: desk.supervisors.map((each) => each.name).join('、') || null,
    basis: `${campaign.basisTitle}（${campaign.basisNumber}）`,
    face: await faceOf(
      work,
      postAreaFlow as never,
      known,
      await withStandIns(work, record.id, historyOf(record, signed, names)),
    ),
    candidates: await candidatesFor(work, known),
    lastYear: await readEarlierForms(work, known),
  }
}
