// 岗区 in the reminder plan (rules §6.5; R05–R15, R20). Several records of one person are one line with their count.

import type { CalendarDay } from '../calendar/calendarDay'
import { addWorkdays, anchorDay } from '../calendar/workdays'
import { type SubjectKey, subjectFor } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import type { DepartmentPostFacts, PledgeCampaignFacts, ReminderKind } from './facts'
import { followUp, followUpFrom, isBeforeDeadline, isBeforePeriodEnd } from './schedule'
import { stalledEntries } from './stalled'

const leadDays = [7, 4, 2]
const reviewDays = [3, 0]

const departmentEntries = (
  today: Today,
  { dueDay, packages }: PledgeCampaignFacts,
  department: DepartmentPostFacts,
): Entry[] => {
  const { departmentId, branchId, leadId, openedOn, toDo } = department
  if (toDo <= 0 || today.day < openedOn) return []
  const after = followUp(today.day, anchorDay(dueDay, today.table).day, today.table)
  const due = isBeforeDeadline(today.day, { openedOn, dueDay }, leadDays, today.table) || after.owner
  const about = subjectFor.postAreaDue(departmentId)
  const matter = { subjectId: departmentId, about, dueDay, count: toDo }
  const secretaryId = packages.find((each) => each.branchId === branchId)?.secretaryId
  const aboveIds = after.above && secretaryId !== undefined ? [secretaryId] : []
  const stalled = { ownerIds: [leadId], aboveIds, about, dueDay, what: '示范岗和责任区' }
  return [
    ...(due ? [entry(today, 'postAreaDue', { personId: leadId, ...matter })] : []),
    ...stalledEntries(today, { ...stalled, path: `/branch/${branchId}/posts` }),
  ]
}

/** One record of a line to come: who is told, about which place, and whether this day is the one. */
interface Part {
  personId: string
  subjectId: string
  record: SubjectKey
  dueDay: CalendarDay
  isToday: boolean
}

/** All that lies with one person at one place, told together on any day on which one of it falls due. */
const together = (today: Today, kind: ReminderKind, parts: readonly Part[]): Entry[] => {
  const groups = new Map<string, Part[]>()
  for (const part of parts) {
    const key = `${part.personId} ${part.subjectId}`
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first || !group.some((part) => part.isToday)) return []
    const about = [...new Set(group.map((part) => part.record))].sort()
    const dueDay = group.map((part) => part.dueDay).reduce((one, other) => (other < one ? other : one))
    const { personId, subjectId } = first
    return [entry(today, kind, { personId, subjectId, about, dueDay, count: about.length })]
  })
}

/** 第一负责人 and 分管领导: told on arrival by the step itself, again on the next working day and on T-1. */
const waitingEntries = (today: Today, { campaignId, dueDay, waiting }: PledgeCampaignFacts): Entry[] => {
  const lastCall = isBeforePeriodEnd(today.day, dueDay, 1, today.table)
  const parts = waiting
    .filter(({ arrivedOn }) => arrivedOn < today.day)
    .map(({ personId, postAreaId, state, arrivedOn }) => ({
      personId,
      subjectId: campaignId,
      record: subjectFor.postArea(postAreaId, state),
      dueDay,
      isToday: lastCall || addWorkdays(arrivedOn, 1, today.table).day === today.day,
    }))
  return together(today, 'postAreaWaiting', parts)
}

/** R15: a plate not hung within its working days after 受理 is asked of 部门党员负责人 and of the 书记, then followed up. */
const plateEntries = (today: Today, { plates, plateWorkdays, officeIds }: PledgeCampaignFacts): Entry[] => {
  const late = plates.map((plate) => {
    const dueDay = addWorkdays(plate.acceptedOn, plateWorkdays, today.table).day
    const { owner: isToday, above } = followUpFrom(today.day, dueDay, today.table)
    const record = subjectFor.postArea(plate.postAreaId, 'ACCEPTED')
    return { plate, above, part: { record, dueDay, isToday } }
  })
  const due = late.filter(({ part }) => part.dueDay <= today.day)
  const forLeads = due.flatMap(({ plate: { leadId, departmentId, secretaryIds }, part }) =>
    // A 书记 who leads the department hears of it as 书记.
    leadId && !secretaryIds.includes(leadId) ? [{ ...part, personId: leadId, subjectId: departmentId }] : [],
  )
  const forSecretaries = due.flatMap(({ plate: { secretaryIds, branchId }, part }) =>
    secretaryIds.map((personId) => ({ ...part, personId, subjectId: branchId })),
  )
  const forOffice = due.flatMap(({ plate: { secretaryIds, branchId }, part: { record, dueDay }, above }) => {
    const stalled = { ownerIds: secretaryIds, aboveIds: officeIds, about: record, dueDay, what: '挂牌公开' }
    return above ? stalledEntries(today, { ...stalled, path: `/branch/${branchId}/posts` }) : []
  })
  return [...together(today, 'plateDue', forLeads), ...together(today, 'branchPlatesDue', forSecretaries), ...forOffice]
}

/** R20: the wall on paper missing or outdated when its working days after 受理 are over, then followed up. */
const postingEntries = (today: Today, { postings, postingWorkdays }: PledgeCampaignFacts): Entry[] => {
  const late = postings.flatMap((posting) => {
    const dueDay = addWorkdays(posting.acceptedOn, postingWorkdays, today.table).day
    const record = subjectFor.posting(posting.departmentId)
    return dueDay > today.day ? [] : [{ ...posting, dueDay, record, ...followUpFrom(today.day, dueDay, today.table) }]
  })
  const parts = late.flatMap(({ branchId: subjectId, remindedIds, record, dueDay, owner: isToday }) =>
    remindedIds.map((personId) => ({ personId, subjectId, record, dueDay, isToday })),
  )
  const above = late.flatMap(({ branchId, remindedIds: ownerIds, aboveIds = [], record: about, dueDay, above }) => {
    const stalled = { ownerIds, aboveIds, about, dueDay, what: '公开栏张贴' }
    return above ? stalledEntries(today, { ...stalled, path: `/branch/${branchId}/postings` }) : []
  })
  return [...together(today, 'postingDue', parts), ...above]
}

/** 动态管理: the 书记 hears of it when the evaluation opens, before its day and on it; then it is followed up, 党办 being above. */
const reviewEntries = (today: Today, { reviews, officeIds }: PledgeCampaignFacts): Entry[] =>
  reviews.flatMap((review) => {
    const { branchId, secretaryIds, half, dueDay, postAreaIds } = review
    const after = followUp(today.day, dueDay, today.table)
    const isToday = isBeforeDeadline(today.day, review, reviewDays, today.table) || after.owner
    const records = postAreaIds.map((id) => subjectFor.postReview(id, half))
    const parts = secretaryIds.flatMap((personId) =>
      records.map((record) => ({ personId, subjectId: branchId, record, dueDay, isToday })),
    )
    const stalled = { ownerIds: secretaryIds, aboveIds: officeIds, dueDay, what: '岗区半年复核' }
    const path = `/branch/${branchId}/posts`
    return [
      ...together(today, 'reviewPostsDue', parts),
      ...(after.above ? records.flatMap((about) => stalledEntries(today, { ...stalled, about, path })) : []),
    ]
  })

/** What the 岗区 work of a campaign asks of people on this day. */
export const postEntries = (today: Today, campaign: PledgeCampaignFacts): Entry[] => [
  ...campaign.departments.flatMap((department) => departmentEntries(today, campaign, department)),
  ...waitingEntries(today, campaign),
  ...plateEntries(today, campaign),
  ...postingEntries(today, campaign),
  ...reviewEntries(today, campaign),
]
