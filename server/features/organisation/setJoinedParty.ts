import { Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { joinedPartyProblem } from '../../domain/organisation/joinedParty'
import { fullMemberProblem } from '../../domain/organisation/rosterDays'
import { formInvalid } from '../../refusals'
import { requirePresentPerson } from './records'

interface Days {
  joinedPartyDay: string | null
  fullMemberDay: string | null
}

function problemOf({ name, politicalStatus }: Person, days: Days, today: string): [keyof Days, string] | null {
  if (politicalStatus === 'MASSES') return ['joinedPartyDay', `${name}在名册里是群众，没有入党时间。`]
  const joined = joinedPartyProblem(days.joinedPartyDay, today)
  if (joined) return ['joinedPartyDay', joined]
  if (days.fullMemberDay === null) return null
  if (politicalStatus !== 'FULL_MEMBER') return ['fullMemberDay', `${name}在名册里不是正式党员，没有党员转正时间。`]
  const full = fullMemberProblem(days.fullMemberDay, days, today)
  return full ? ['fullMemberDay', full] : null
}

/**
 * Writes down when a 党员 joined the party (printed on 推荐表, rules §5.1) and became a full member, or takes it away; 群众 have
 * no such day.
 */
export async function setJoinedParty(
  work: Work,
  { personId, joinedPartyDay, fullMemberDay }: Checked<'organisation.setJoinedParty'>,
): Promise<Output<'organisation.setJoinedParty'>> {
  work.must('manageOrganisation')
  const person = await requirePresentPerson(work, personId)
  const days = { joinedPartyDay, fullMemberDay: fullMemberDay === undefined ? person.fullMemberDay : fullMemberDay }
  const [field, sentence] = problemOf(person, days, work.today) ?? []
  if (field && sentence) throw formInvalid({ count: 1 }, [{ field, code: 'person.joinedParty', sentence }])
  await work.revise(Person, person, days)
  const full = { fullBefore: person.fullMemberDay, fullAfter: days.fullMemberDay }
  const change = { before: person.joinedPartyDay, after: joinedPartyDay, ...(fullMemberDay !== undefined && full) }
  await work.audit({ action: 'person.joinedParty', subjectKind: 'person', subjectId: personId, change })
  return { done: true }
}
