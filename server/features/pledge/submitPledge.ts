import { randomUUID } from 'node:crypto'
import { pledgeDoneCard } from '../../../bot/cards/pledge'
import { Campaign, Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import { joinedLater } from '../../domain/reminders/pledgeDueDay'
import { tidyText } from '../../domain/wording/cleanText'
import { checkDuty } from '../../domain/wording/duty'
import type { Issue } from '../../domain/wording/issue'
import { checkPledgeItems, type LimitMode } from '../../domain/wording/pledge'
import { issueSentence } from '../../domain/wording/sentences'
import { type PledgeEvent, pledge } from '../../domain/workflows/pledge'
import { type AnyWorkflow, leadsTo } from '../../domain/workflows/workflow'
import { campaignNone, type FieldProblem, formInvalid, refusal, workflowWrongState } from '../../refusals'
import { campaignClosed } from '../campaign'
import { moveOf } from '../workflow'
import { pledgeFlow, pledgePast } from './flow'
import { memberDueDay } from './memberDueDay'
import { mayEdit, type PledgeState, stateOf } from './records'
import { pledgePhotoForeign } from './refusals'
import { type SheetFacts, sheetFacts } from './sheetFacts'

const pledgePhotoMissing = refusal(422, 'pledge.photoMissing', '还没有上传照片，请先上传一张2寸红底登记照片。')

type PledgeInput = Checked<'pledge.submit'>

const fieldOf: Record<string, string> = {
  duty: 'dutyPledge',
  study: 'studyPledge',
  integrity: 'integrityPledge',
  dutyText: 'dutyText',
}

function textProblems(input: PledgeInput, limitMode: LimitMode): FieldProblem[] {
  const named = (issue: Issue, field: string): FieldProblem => ({
    field,
    code: issue.code,
    sentence: issueSentence(issue),
  })
  const items = { study: input.studyPledge, duty: input.dutyPledge, integrity: input.integrityPledge }
  return [
    ...checkDuty(input.dutyText).map((issue) => named(issue, 'dutyText')),
    ...checkPledgeItems(items, limitMode).map((issue) => named(issue, fieldOf[issue.field] ?? 'pledges')),
  ]
}

function photoProblems(photoId: string | null, { photoOwn }: SheetFacts): FieldProblem[] {
  if (!photoId) return [pledgePhotoMissing().atField('photoId')]
  return photoOwn ? [] : [pledgePhotoForeign().atField('photoId')]
}

/** The campaign's rules are read for the few who joined after its opening. */
async function dueDayOf(work: Work, campaignId: string, facts: SheetFacts): Promise<CalendarDay> {
  if (!joinedLater(facts, work.who.joinedDay)) return toCalendarDay(facts.dueDay)
  const campaign = await work.one(Campaign, { id: campaignId })
  if (!campaign) throw campaignNone()
  return memberDueDay(work, campaign)
}

/** Handing in is one act: the first time it begins the sheet, and one that lies with the branch is taken back by it. */
const eventsFrom = (state: PledgeState) =>
  (['start', 'takeBack'] as const)
    .filter((event) => leadsTo(pledge as AnyWorkflow, state, event) !== null)
    .flatMap((event): PledgeEvent[] => [event])
    .concat('submit')

const unpublished = { publishedAt: null, publishedVersion: 0, packageId: null, paperPhotoDay: null }

/** What the member wrote, as it is stored. */
const sheetTexts = (input: PledgeInput) => ({
  dutyText: tidyText(input.dutyText),
  studyPledge: tidyText(input.studyPledge),
  dutyPledge: tidyText(input.dutyPledge),
  integrityPledge: tidyText(input.integrityPledge),
  photoId: input.photoId,
  publishConsent: input.publishConsent,
  photoConsent: input.photoConsent,
})

/**
 * The member hands in 职责, three 承诺 and the photo (R17–R26). May be repeated until the branch begins to work with it.
 * Late is stamped, never refused (R14).
 */
export async function submitPledge(work: Work, input: PledgeInput): Promise<Output<'pledge.submit'>> {
  const { personId } = work.who
  work.must('writePledge', { personId })
  const { campaignId } = input
  const asked = await sheetFacts(work, campaignId, input.photoId)
  if (!asked || asked.campaignState === 'CANCELLED') throw campaignNone()
  if (asked.past) throw pledgePast()
  if (asked.campaignState !== 'OPEN') throw campaignClosed()
  const { limitMode, sheet: known } = asked
  const faults = [...textProblems(input, limitMode), ...photoProblems(input.photoId, asked)]
  if (faults.length) throw formInvalid({ count: faults.length }, faults)
  const before = stateOf(known)
  if (!mayEdit(before)) throw workflowWrongState({ state: pledge.states[before], event: pledge.events.takeBack.name })
  const record = { ...known, personId, state: before } as Pledge
  const events = eventsFrom(before)
  const move = moveOf(pledgeFlow, { record, branchId: null }, events, work.who)
  const state = move.state as PledgeState
  const dueDay = known?.dueDay ?? (await dueDayOf(work, campaignId, asked))
  // A new version of what was published in time is not late: it was never due.
  const late = known?.publishedVersion ? known.late : work.today > dueDay
  const texts = sheetTexts(input)
  const facts = { ...texts, state, limitMode, submittedAt: work.now, late, returnReason: null }
  const pledgeId = known?.id ?? randomUUID()
  const revision = known ? await work.revise(Pledge, { ...known, revision: input.revision }, facts) : 1
  // Two devices may hand in the first time at the same instant: the database keeps one sheet a member (R18).
  if (!known)
    await work.insert(Pledge, { id: pledgeId, campaignId, personId, dueDay, ...unpublished, revision, ...facts })
  await work.audit({
    action: 'pledge.submit',
    subjectKind: 'pledge',
    subjectId: pledgeId,
    role: 'MEMBER',
    change: texts,
    moved: { recordId: pledgeId, events, revision },
  })
  await work.finishCards(subjectFor.pledge(campaignId, personId), pledgeDoneCard(work.today))
  return { pledgeId, state, revision, late }
}
