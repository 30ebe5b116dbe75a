import {
  Department,
  LeaderLink,
  Liaison,
  LinkActivity,
  LinkTarget,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RoleGrant,
} from '../../entities'
import type { Work } from '../database/work'
import { type CalendarDay, yearOf } from '../domain/calendar/calendarDay'
import {
  chatPeople,
  personas,
  platformAccounts,
  type SampleChatPerson,
  type SamplePersona,
  type SampleTenants,
} from './sampleOrganisationChat'
import { leaderLinks, liaisons, linkActivities, linkTargets } from './sampleOrganisationLinks'
import { departments, partyGroups, partyLine, placements, samplePeople } from './sampleOrganisationPeople'
import { roleGrants } from './sampleOrganisationRoles'

export type { SampleChatPerson, SamplePersona, SampleTenants } from './sampleOrganisationChat'

export interface SampleOrganisation {
  partyOrganisations: PartyOrganisation[]
  departments: Department[]
  partyGroups: PartyGroup[]
  people: Person[]
  placements: Placement[]
  grants: RoleGrant[]
  accounts: PlatformAccount[]
  liaisons: Liaison[]
  targets: LinkTarget[]
  links: LeaderLink[]
  activities: LinkActivity[]
  chatPeople: SampleChatPerson[]
  personas: SamplePersona[]
}

/**
 * The fictional organisation of the demo and the tests: the same people, ids and accounts every time. Only the 三联系 year
 * and its activities follow `today`.
 */
export function sampleOrganisation(tenants: SampleTenants, today: CalendarDay): SampleOrganisation {
  const people = samplePeople()
  const chat = chatPeople(people)
  const targets = linkTargets()
  const links = leaderLinks(people, targets, yearOf(today))
  return {
    partyOrganisations: partyLine(),
    departments: departments(),
    partyGroups: partyGroups(),
    people: people.map((one) => one.person),
    placements: placements(people),
    grants: roleGrants(people, yearOf(today)),
    accounts: platformAccounts(chat, tenants),
    liaisons: liaisons(people),
    targets,
    links,
    activities: linkActivities(people, links, targets, today),
    chatPeople: chat,
    personas: personas(people),
  }
}

/** The people at the demo desk and in the chat emulator, those with a part in the story first; needs no database. */
export function sampleChat(): Pick<SampleOrganisation, 'chatPeople' | 'personas'> {
  const people = samplePeople()
  const parts = personas(people)
  const place = new Map(parts.map(({ personId }, index) => [personId, index]))
  const placeOf = ({ personId }: SampleChatPerson): number => place.get(personId) ?? parts.length
  return { chatPeople: chatPeople(people).sort((one, other) => placeOf(one) - placeOf(other)), personas: parts }
}

/** What the record of the house says of its being filled with the sample. */
export const demoSeeded = 'demo.seed'

/** Fills an empty house with the sample; a house in which somebody lives already is left alone. Says whether it did. */
export async function seedSampleOrganisation(work: Work, tenants: SampleTenants): Promise<boolean> {
  if (await work.manager.exists(Person)) return false
  const sample = sampleOrganisation(tenants, work.today)
  await work.insert(PartyOrganisation, sample.partyOrganisations)
  await work.insert(Department, sample.departments)
  await work.insert(PartyGroup, sample.partyGroups)
  await work.insert(Person, sample.people)
  await work.insert(Placement, sample.placements)
  await work.insert(RoleGrant, sample.grants)
  await work.insert(PlatformAccount, sample.accounts)
  await work.insert(Liaison, sample.liaisons)
  await work.insert(LinkTarget, sample.targets)
  await work.insert(LeaderLink, sample.links)
  await work.insert(LinkActivity, sample.activities)
  const subjectId = sample.partyOrganisations[0]?.id ?? ''
  await work.audit({
    action: demoSeeded,
    subjectKind: 'partyOrganisation',
    subjectId,
    change: { people: sample.people.length },
  })
  return true
}
