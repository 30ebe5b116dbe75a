import { returnedCard } from '../../../bot/cards/pledge'
import { Person, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { pledge, type pledgeSteps, withOfficeState } from '../../domain/workflows/pledge'
import { campaignPast, closedWords, openCampaignId, pastOf } from '../campaign'
import { placedPerson } from '../organisation'
import { byGrant, type Flow, type Known } from '../workflow'

/** A sheet, and the branch whose hands collect it: of a package's sheets the package's, wherever the member works by now. */
export interface KnownPledge extends Known<Pledge> {
  branchId: string | null
}

/** A sheet of an earlier year: this year's takes its place. */
const replaced = '往年的承诺书不再办理：今年的承诺书另外填写'
export const pledgePast = () => campaignPast({ why: replaced })

const granted = byGrant(['branchSecretary', 'branchCommittee', 'branchClerk', 'hqOffice'])

/** Of the campaign that runs; whoever has left owes nothing, the night archives the sheet. */
const standing = (work: Work, states: readonly string[]) =>
  work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(Person, 'person', "person.id = pledge.personId and person.dutyStatus not in ('LEFT', 'RETIRED')")
    .where(`pledge.campaignId = ${openCampaignId}`)
    .andWhere('pledge.state in (:...states)', { states })
    .orderBy('pledge.id')

const owned = (record: Pledge): KnownPledge => ({ record, branchId: null })

export const pledgeFlow: Flow<typeof pledgeSteps, Pledge, KnownPledge> = {
  table: pledge,
  entity: Pledge,
  load: async (work, id) => {
    const record = await work.manager.findOneBy(Pledge, { id })
    if (!record) return null
    // What lies with 党办 is decided with its package, whatever year it is of.
    const past = record.state !== withOfficeState && (await pastOf(work, record))
    const rests = past ? { rests: past === 'closed' ? closedWords : replaced } : {}
    return { record, branchId: (await placedPerson(work, record.personId))?.branchId ?? null, ...rests }
  },
  open: async (work, states) => (await standing(work, states).getMany()).map(owned),
  near: async (work, states) => {
    const { personId } = work.who
    return (await standing(work, states).andWhere('pledge.personId = :personId', { personId }).getMany()).map(owned)
  },
  roles: (actor, { record, branchId }) => [
    ...(actor && actor.personId === record.personId ? (['member'] as const) : []),
    ...granted.of(actor, { branchId }),
  ],
  people: (role, { record, branchId }, held) =>
    role === 'member' ? [record.personId] : granted.people(role, { branchId }, held),
  grants: granted.grants,
  face: ({ record }) => ({ about: pledge.what, path: '/pledge', dueDay: toCalendarDay(record.dueDay) }),
  blocked: ({ rests }) => (rests ? campaignPast({ why: rests }) : null),
  audit: ({ known: { record }, actedAs }) => ({
    ...(actedAs === 'member' ? { role: 'MEMBER' } : {}),
    change: { state: record.state },
  }),
  cards: {
    // A return is news, not a reminder: it may come on a day on which a reminder went out.
    RETURNED: async (_work, { record }) => ({
      kind: 'pledgeReturned',
      once: () => onceFor.pledgeReturned(record.id, record.revision),
      subject: subjectFor.pledge(record.campaignId, record.personId),
      card: (day) => returnedCard(toCalendarDay(record.dueDay), day),
    }),
  },
}
