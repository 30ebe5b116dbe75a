import type { Input } from '../../../server/contract'
import type { FieldProblem } from '../../api/refused'
import { meetingTexts } from './formTexts'
import type { Kind, PostArea } from './postSteps'

export type Candidate = PostArea['candidates'][number]
type VoteWay = Input<'postArea.recommend'>['voteWay']

/** The 集体推荐 as it is typed (R07). */
export interface MeetingForm {
  nominee: string[]
  members: string[]
  day: string
  place: string
  dueCount: string
  presentCount: string
  votesFor: string
  voteWay: VoteWay[]
  pictureId: string | null
}

const written = (count: number | undefined): string => (count === undefined ? '' : String(count))

/** A fresh form, or the meeting held before when the chain began anew. */
export const meetingFormOf = ({ nomineeId, members, meeting }: PostArea, today: string): MeetingForm => ({
  nominee: nomineeId ? [nomineeId] : [],
  members: members.map(({ personId }) => personId).filter((personId) => personId !== nomineeId),
  day: meeting?.day ?? today,
  place: meeting?.place ?? '',
  dueCount: written(meeting?.dueCount),
  presentCount: written(meeting?.presentCount),
  votesFor: written(meeting?.votesFor),
  voteWay: [meeting?.voteWay ?? 'HANDS'],
  pictureId: meeting?.pictureId ?? null,
})

/** A whole number as people type it on a phone, full-width digits included; null when it is none. */
export const toCount = (typed: string): number | null => {
  const plain = typed.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null
}

/** The server has put 党员干部 and 重点岗位 first (R16); who holds a 岗 here already cannot take another (R09). */
export const choosable = (candidates: readonly Candidate[], kind: Kind): Candidate[] =>
  candidates.filter(({ holdsPost }) => kind === 'AREA' || !holdsPost)

const problem = (field: string, sentence: string): FieldProblem => ({ field, code: 'page.missing', sentence })

const countProblems = (form: MeetingForm): FieldProblem[] => {
  const [due, present, votes] = [toCount(form.dueCount), toCount(form.presentCount), toCount(form.votesFor)]
  const missing = [
    due === null ? [problem('dueCount', meetingTexts.needCount)] : [],
    present === null ? [problem('presentCount', meetingTexts.needCount)] : [],
    votes === null ? [problem('votesFor', meetingTexts.needCount)] : [],
  ].flat()
  if (present === 0) missing.push(problem('presentCount', meetingTexts.nobodyPresent))
  if (due !== null && present !== null && present > due) missing.push(problem('presentCount', meetingTexts.morePresent))
  if (present !== null && votes !== null && votes > present) missing.push(problem('votesFor', meetingTexts.moreVotes))
  return missing
}

/** What is missing or does not add up, under the contract's field names; empty when it can be sent. */
export const meetingProblems = (form: MeetingForm, kind: Kind, today: string): FieldProblem[] => [
  ...(form.nominee[0] ? [] : [problem('nomineeId', meetingTexts.needNominee[kind])]),
  ...(form.day === '' ? [problem('day', meetingTexts.needDay)] : []),
  ...(form.day > today ? [problem('day', meetingTexts.futureDay)] : []),
  ...(form.place.trim() === '' ? [problem('place', meetingTexts.needPlace)] : []),
  ...countProblems(form),
]

/** The input of postArea.recommend without the record itself; call it when there are no problems. */
export const meetingInput = (form: MeetingForm, kind: Kind) => {
  const nomineeId = form.nominee[0] ?? ''
  return {
    nomineeId,
    memberIds: kind === 'AREA' ? form.members.filter((personId) => personId !== nomineeId) : [],
    day: form.day,
    place: form.place.trim(),
    dueCount: toCount(form.dueCount) ?? 0,
    presentCount: toCount(form.presentCount) ?? 0,
    votesFor: toCount(form.votesFor) ?? 0,
    voteWay: form.voteWay[0] ?? 'HANDS',
    pictureId: form.pictureId,
  }
}
