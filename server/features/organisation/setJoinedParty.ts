import { Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { joinedPartyProblem } from '../../domain/organisation/joinedParty'
import { formInvalid } from '../../refusals'
import { requirePresentPerson } from './records'

/** Writes down when a 党员 joined the party (printed on 推荐表, rules §5.1), or takes it away; 群众 have no such day. */
export async function setJoinedParty(
  work: Work,
  { personId, joinedPartyDay }: Checked<'organisation.setJoinedParty'>,
): Promise<Output<'organisation.setJoinedParty'>> {
  work.must('manageOrganisation')
  const person = await requirePresentPerson(work, personId)
  const sentence =
    person.politicalStatus === 'MASSES'
      ? `${person.name}在名册里是群众，没有入党时间。`
      : joinedPartyProblem(joinedPartyDay, work.today)
  if (sentence) throw formInvalid({ count: 1 }, [{ field: 'joinedPartyDay', code: 'person.joinedParty', sentence }])
  await work.revise(Person, person, { joinedPartyDay })
  const change = { before: person.joinedPartyDay, after: joinedPartyDay }
  await work.audit({ action: 'person.joinedParty', subjectKind: 'person', subjectId: personId, change })
  return { done: true }
}
