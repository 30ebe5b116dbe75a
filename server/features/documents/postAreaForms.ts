import { In } from 'typeorm'
import { type Campaign, Department, PartyOrganisation, Person, type PostArea, PostAreaStep } from '../../../entities'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant } from '../../domain/calendar/calendarDay'
import { flagNames } from '../../domain/postArea/flags'
import type { AreaFormData, NominationFormData, OpinionCells, SignedOpinion } from '../../files/forms/formData'
import { namesThen } from '../organisation'
import { standIns } from '../record'
import { type DocumentSettings, formHead } from './formHead'

interface Facts {
  record: PostArea
  branchName: string
  departmentName: string
  people: Map<string, Person>
  steps: PostAreaStep[]
  /** Who was acted for, by instant and actor. */
  actedFor: Awaited<ReturnType<typeof standIns>>
}

async function factsOf(work: Work, record: PostArea): Promise<Facts> {
  const steps = await work.manager.find(PostAreaStep, {
    where: { postAreaId: record.id, attempt: record.attempt },
    order: { at: 'ASC' },
  })
  const wanted = [record.nomineeId, ...record.memberIds, ...steps.map((step) => step.actorId)]
  const people = await work.manager.findBy(Person, { id: In(wanted.filter((id) => id !== null)) })
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: record.branchId })
  const department = await work.manager.findOneBy(Department, { id: record.departmentId })
  // A form that was taken in says what it said then.
  const acceptedOn = record.acceptedAt === null ? null : dayOfInstant(record.acceptedAt)
  const units = [branch, department].map((unit) => ({ id: unit?.id ?? null, name: unit?.name ?? '' }))
  const [branchName = '', departmentName = ''] = await namesThen(work, units, acceptedOn)
  return {
    record,
    branchName,
    departmentName,
    people: new Map(people.map((person) => [person.id, person])),
    steps,
    actedFor: await standIns(work, record.id),
  }
}

/** The last step of this kind in the running attempt as a signed opinion; earlier attempts do not count (R08, R11, R12). Not `said`: the form's own words. */
function signed({ steps, people, actedFor }: Facts, event: string, words: string, said = true): SignedOpinion | null {
  const step = [...steps].reverse().find((each) => each.event === event)
  if (!step) return null
  const instead = actedFor(step)
  const flags = step.flags.map((flag) => flagNames[flag] ?? flag)
  const note = [...(instead === null ? [] : [instead ? `代${instead}` : '代理']), ...flags].join('、')
  return {
    ...(step.actedAs === 'hqCommittee' ? { title: '机关党委意见' } : {}),
    opinion: (said && step.comment) || words,
    signer: people.get(step.actorId ?? '')?.name ?? null,
    day: dayOfInstant(step.at),
    note: note || null,
  }
}

const opinionsOf = (facts: Facts): OpinionCells => ({
  // Place, day and counts of the meeting have a row of their own on the form.
  groupLead: signed(facts, 'recommend', '经集体推荐。', false),
  consultation: signed(facts, 'giveOpinion', '无意见'),
  headReview: signed(facts, 'review', '审核通过'),
  leaderDecision: signed(facts, 'agree', '同意'),
  branch: signed(facts, 'collect', '同意报送'),
  office: signed(facts, 'accept', '已受理'),
})

const meetingOf = ({ meetingDay, meetingPlace, dueCount, presentCount, votesFor }: PostArea) =>
  meetingDay ? { day: meetingDay, place: meetingPlace, due: dueCount, present: presentCount, agreed: votesFor } : null

const headOf = (campaign: Campaign, { record, branchName }: Facts, settings: DocumentSettings, generatedAt: string) =>
  formHead(campaign, {
    branchName,
    version: record.attempt,
    generatedAt,
    recordUrl: `${settings.publicUrl}/posts/${record.id}`,
  })

/** 附件1-1 (rules §5.1). The month of birth is not kept: its cell goes; a day of joining that nobody said stays blank for the pen. */
export async function nominationData(
  work: Work,
  campaign: Campaign,
  record: PostArea,
  settings: DocumentSettings,
  generatedAt: string,
): Promise<NominationFormData> {
  const facts = await factsOf(work, record)
  const nominee = facts.people.get(record.nomineeId ?? '')
  return {
    head: headOf(campaign, facts, settings, generatedAt),
    department: facts.departmentName,
    postTitle: record.title,
    name: nominee?.name ?? null,
    gender: nominee?.gender ?? null,
    birthMonth: null,
    joinedParty: nominee?.joinedPartyDay ?? null,
    position: nominee?.positionTitle ?? null,
    isCadre: nominee?.cadreMember ?? false,
    isKeyPost: nominee?.keyPost ?? false,
    partyPosition: nominee?.partyPost ?? null,
    demoContent: [record.goal && `目标：${record.goal}`, record.content].filter(Boolean).join('\n'),
    reason: record.grounds,
    meeting: meetingOf(record),
    opinions: opinionsOf(facts),
  }
}

/** 附件1-2 (rules §5.2). */
export async function areaData(
  work: Work,
  campaign: Campaign,
  record: PostArea,
  settings: DocumentSettings,
  generatedAt: string,
): Promise<AreaFormData> {
  const facts = await factsOf(work, record)
  const nameOf = (personId: string | null) => facts.people.get(personId ?? '')?.name ?? null
  return {
    head: headOf(campaign, facts, settings, generatedAt),
    department: facts.departmentName,
    areaName: record.title,
    scope: record.scope,
    accountable: nameOf(record.nomineeId),
    members: record.memberIds.flatMap((personId) => nameOf(personId) ?? []),
    coveredPeople: record.coveredPeople,
    goal: record.goal,
    duties: record.content ? [{ topic: '', content: record.content }] : [],
    checks: record.checking,
    term: record.termToDay ? `至${dayName(record.termToDay)}` : null,
    meeting: meetingOf(record),
    opinions: opinionsOf(facts),
  }
}
