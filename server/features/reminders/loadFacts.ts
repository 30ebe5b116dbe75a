import {
  BranchPackage,
  type Campaign,
  LeaderLink,
  Liaison,
  LinkActivity,
  Person,
  Pledge,
  Visit,
  VisitMember,
} from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant, halfOf, toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import type { HolidayTable } from '../../domain/calendar/workdays'
import { isActiveMember } from '../../domain/organisation/persons'
import {
  type BranchPackageFacts,
  type BranchProgressFacts,
  nobody,
  type PledgeCampaignFacts,
  type PledgeFacts,
  type ReminderFacts,
  type ThreeLinksFacts,
  type VisitFacts,
} from '../../domain/reminders/facts'
import { pledgeDueDay } from '../../domain/reminders/pledgeDueDay'
import { openCampaignOf, owedDuties } from '../campaign'
import { branches, holders, type PlacedPerson, placedPeople } from '../organisation'
import { isHandedIn, stateOf } from '../pledge'
import { countVacancies, officeVacancy } from '../vacancy'
import { quarterStart } from '../visit'
import { heldBy } from '../workflow'
import { loadFilingFacts } from './loadFilingFacts'
import { loadPostFacts } from './loadPostFacts'
import { loadRoundFacts } from './loadRoundFacts'
import { loadSignFacts } from './loadSignFacts'
import { returnedOn } from './returnedOn'

const idsOf = (records: readonly { id: string }[]): string[] => records.map(({ id }) => id)

type Member = PlacedPerson & { joinedDay: string | null }

interface House {
  members: Member[]
  secretaryOf: Map<string, string>
  officeIds: string[]
  committeeIds: string[]
  safeKeepers: Record<1 | 2, string[]>
  administratorIds: string[]
}

async function loadHouse(work: Work): Promise<House> {
  const people = await placedPeople(work)
    .addSelect('person.joinedDay', 'joinedDay')
    .andWhere("person.politicalStatus <> 'MASSES'")
    .getRawMany<Member>()
  const held = await holders(work, ['BRANCH_SECRETARY', 'HQ_OFFICE', 'HQ_COMMITTEE', 'HQ_DISCIPLINE', 'SYS_ADMIN'])
  return {
    members: people.filter(isActiveMember),
    secretaryOf: new Map(
      held.filter((each) => each.role === 'BRANCH_SECRETARY').map((each) => [each.scopeId, each.personId]),
    ),
    officeIds: heldBy(held, 'HQ_OFFICE'),
    committeeIds: heldBy(held, 'HQ_COMMITTEE'),
    safeKeepers: { 1: heldBy(held, 'HQ_COMMITTEE'), 2: heldBy(held, 'HQ_DISCIPLINE') },
    administratorIds: heldBy(held, 'SYS_ADMIN'),
  }
}

function pledgeFacts(
  member: Member,
  sheet: Pledge | undefined,
  campaign: Campaign,
  holidays: HolidayTable,
  back: ReadonlyMap<string, CalendarDay>,
): PledgeFacts {
  const state = stateOf(sheet)
  // U23: someone on long sick leave owes it with a reason at most, and is left in peace.
  const standing =
    member.dutyStatus === 'LONG_SICK'
      ? 'exempt'
      : isHandedIn(state)
        ? 'handedIn'
        : state === 'RETURNED'
          ? 'returned'
          : 'owing'
  const returned = standing === 'returned' && back.get(sheet?.id ?? '')
  return {
    personId: member.personId,
    ...(member.branchId && { branchId: member.branchId }),
    ...(returned && { returnedOn: returned }),
    // A member who has not begun has no sheet yet: the reminder is about this campaign's.
    state: standing,
    // Who joined later and has not begun has a day of his own all the same (rules §3.2).
    dueDay: sheet?.dueDay ? toCalendarDay(sheet.dueDay) : pledgeDueDay(campaign, member.joinedDay, holidays),
  }
}

/** From what is read for everybody's own reminder: no statement for a branch. */
function progressOf(
  house: House,
  sheetOf: ReadonlyMap<string, Pledge>,
  branch: { id: string; name: string },
): BranchProgressFacts {
  const members = house.members.filter((member) => member.branchId === branch.id)
  const missing = members
    .filter((member) => !isHandedIn(stateOf(sheetOf.get(member.personId))))
    .map(({ personId, name, dutyStatus }) => ({ personId, name, inPeace: dutyStatus === 'LONG_SICK' }))
  return { branchName: branch.name, total: members.length, missing }
}

async function campaignFacts(work: Work, house: House, holidays: HolidayTable): Promise<PledgeCampaignFacts[]> {
  const campaign = await openCampaignOf(work)
  if (!campaign) return []
  const sheets = await work.manager.findBy(Pledge, { campaignId: campaign.id })
  const sheetOf = new Map(sheets.map((sheet) => [sheet.personId, sheet]))
  const back = await returnedOn(work, idsOf(sheets.filter((sheet) => stateOf(sheet) === 'RETURNED')))
  const packages = await work.manager.find(BranchPackage, {
    where: { campaignId: campaign.id },
    order: { number: 'ASC' },
  })
  const latest = new Map(packages.map((each) => [each.branchId, each]))
  const packageFacts = (await branches(work)).map((branch): BranchPackageFacts => {
    const secretaryId = house.secretaryOf.get(branch.id) ?? nobody
    const handedIn = latest.get(branch.id)
    const state =
      handedIn?.state === 'SUBMITTED'
        ? 'submitted'
        : handedIn?.state === 'ACCEPTED'
          ? 'accepted'
          : handedIn?.state === 'RETURNED'
            ? 'returned'
            : 'open'
    const given = handedIn?.decidedAt && state === 'returned' ? { returnedOn: dayOfInstant(handedIn.decidedAt) } : {}
    const progress = progressOf(house, sheetOf, branch)
    return { branchId: branch.id, secretaryId, state, ...given, progress }
  })
  return [
    {
      campaignId: campaign.id,
      openedOn: toCalendarDay(campaign.openedDay),
      dueDay: toCalendarDay(campaign.dueDay),
      officeIds: house.officeIds,
      pledges: house.members.map((member) =>
        pledgeFacts(member, sheetOf.get(member.personId), campaign, holidays, back),
      ),
      packages: packageFacts,
      ...(await loadPostFacts(work, campaign)),
    },
  ]
}

async function visitFacts(work: Work, house: House, day: CalendarDay): Promise<VisitFacts[]> {
  const rows = await work.manager
    .createQueryBuilder(Liaison, 'liaison')
    // A contact who left can no longer be visited.
    .innerJoin(Person, 'contact', "contact.id = liaison.contactId and contact.dutyStatus not in ('LEFT', 'RETIRED')")
    .select('liaison.memberId', 'memberId')
    .addSelect('count(*)', 'contacts')
    .where(inForce('liaison', ':day'), { day })
    .andWhere((query) => {
      const visited = query
        .subQuery()
        .select('1')
        .from(VisitMember, 'went')
        .innerJoin(Visit, 'visit', "visit.id = went.visitId and visit.state <> 'VOID'")
        .where(
          'went.memberId = liaison.memberId and visit.contactId = liaison.contactId and visit.visitedDay >= :since',
        )
      return `not exists ${visited.getQuery()}`
    })
    .setParameter('since', quarterStart(day))
    .groupBy('liaison.memberId')
    .getRawMany<{ memberId: string; contacts: number | string }>()
  const open = new Map(rows.map((row) => [row.memberId, Number(row.contacts)]))
  return house.members.flatMap(({ personId, branchId }) => {
    const unvisitedContacts = open.get(personId) ?? 0
    return unvisitedContacts && branchId ? [{ personId, branchId, unvisitedContacts }] : []
  })
}

async function threeLinksFacts(work: Work, house: House, day: CalendarDay): Promise<ThreeLinksFacts[]> {
  const since = halfOf(day).endsWith('H1') ? `${yearOf(day)}-01-01` : `${yearOf(day)}-07-01`
  const rows = await work.manager
    .createQueryBuilder(LeaderLink, 'link')
    .select('link.leaderId', 'leaderId')
    .addSelect('count(*)', 'links')
    .where('link.year = :year and link.closedDay is null', { year: yearOf(day) })
    .andWhere((query) => {
      const held = query
        .subQuery()
        .select('1')
        .from(LinkActivity, 'activity')
        .where(
          'activity.leaderId = link.leaderId and activity.targetId = link.targetId and activity.heldDay >= :since and activity.voidReason is null',
        )
      return `not exists ${held.getQuery()}`
    })
    .setParameter('since', since)
    .groupBy('link.leaderId')
    .getRawMany<{ leaderId: string; links: number | string }>()
  const here = new Set(house.members.map((member) => member.personId))
  return rows
    .filter(({ leaderId }) => here.has(leaderId))
    .map(({ leaderId, links }) => ({ leaderId, remindedIds: [leaderId], linksWithoutActivity: Number(links) }))
}

/** No statement where 党办 is held. */
async function officeVacantSince(work: Work, house: House): Promise<{ officeVacantOn?: CalendarDay }> {
  const row = house.officeIds.length ? null : await officeVacancy(work)
  return row ? { officeVacantOn: toCalendarDay(row.sinceDay) } : {}
}

/** Everything the reminder plan asks about, in a fixed number of queries however many people there are. */
export async function loadFacts(work: Work, day: CalendarDay, holidays: HolidayTable): Promise<ReminderFacts> {
  const house = await loadHouse(work)
  return {
    pledgeCampaigns: await campaignFacts(work, house, holidays),
    rounds: await loadRoundFacts(work, house),
    visits: await visitFacts(work, house, day),
    threeLinks: await threeLinksFacts(work, house, day),
    signOrders: await loadSignFacts(work),
    filings: await loadFilingFacts(work),
    vacancies: {
      officeIds: house.officeIds,
      administratorIds: house.administratorIds,
      ...(await countVacancies(work)),
      ...(await officeVacantSince(work, house)),
    },
    duties: { officeIds: house.officeIds, committeeIds: house.committeeIds, owed: await owedDuties(work) },
  }
}
