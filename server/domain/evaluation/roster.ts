// R51, rules §3.9 ROSTER_FROZEN: who is evaluated in a round, read from the list frozen for it.
import { type DutyStatus, hasLeft, type PoliticalStatus } from '../organisation/persons'
import type { RaterGroup, SubjectKind } from '../scoring/terms'

export interface RosterPerson {
  personId: string
  branchId: string
  departmentId: string | null
  partyGroupId: string | null
  politicalStatus: PoliticalStatus
  dutyStatus: DutyStatus
}

/** 结对: memberId keeps in touch with contactId, who may work in another branch. */
export interface Liaison {
  memberId: string
  contactId: string
}

/** Immutable once confirmed by 书记 and two scrutineers; people also holds contacts of other branches. */
export interface FrozenRoster {
  branchId: string
  people: readonly RosterPerson[]
  liaisons: readonly Liaison[]
  /** The one in office at the freeze (rules §9.28); null while the post is vacant. */
  secretaryId: string | null
  committeeIds: readonly string[]
}

export interface Subject {
  /** 'MEMBER:<personId>', 'SECRETARY:<personId>' or 'ORG:<branchId>'. */
  key: string
  kind: SubjectKind
  personId: string | null
  /** False for 预备党员: feedback score, no 等次, not in N. */
  graded: boolean
}

/** One voter's right to one ballot. */
export interface Assignment {
  voterId: string
  subjectKey: string
  group: Extract<RaterGroup, 'SELF' | 'PEER' | 'MASSES'>
}

/** One sheet adopted by a meeting, locked before the tally; recusedId leaves the room for his own score (rules §4.4.8). */
export interface CollectiveSheet {
  subjectKey: string
  group: Extract<RaterGroup, 'ORG' | 'SUPERIOR'>
  recusedId: string | null
}

// U27: seconded, lent and sick people stay voters (paper or QR); those who cannot vote are struck with a reason.

/** People who may rate or be rated at all, one row per person, in id order so that a draw can be repeated. */
export function activePeople(people: readonly RosterPerson[]): RosterPerson[] {
  const byId = new Map<string, RosterPerson>()
  for (const person of people) if (!byId.has(person.personId)) byId.set(person.personId, person)
  return [...byId.values()]
    .filter((person) => !hasLeft(person))
    .sort((left, right) => (left.personId < right.personId ? -1 : 1))
}

/** True for 正式党员 and 预备党员 alike. */
export function isPartyMember(person: RosterPerson): boolean {
  return person.politicalStatus !== 'MASSES'
}

/** The subjects of one branch: every 党员, the 书记 (a second time, as secretary) and the branch itself (R51). */
export function listSubjects(roster: FrozenRoster): Subject[] {
  const members = activePeople(roster.people).filter(
    (person) => person.branchId === roster.branchId && isPartyMember(person),
  )
  const subjects: Subject[] = members.map(({ personId, politicalStatus }) => ({
    key: `MEMBER:${personId}`,
    kind: 'MEMBER',
    personId,
    graded: politicalStatus === 'FULL_MEMBER',
  }))
  const secretary = members.find((person) => person.personId === roster.secretaryId)
  if (secretary) {
    const personId = secretary.personId
    subjects.push({ key: `SECRETARY:${personId}`, kind: 'SECRETARY', personId, graded: true })
  }
  subjects.push({ key: `ORG:${roster.branchId}`, kind: 'ORG', personId: null, graded: true })
  return subjects
}

/**
 * Subject keys frozen in more than one branch of a campaign. A transfer between two freezes would put a person into
 * two lists; he belongs to exactly one (acceptance 19), so the later freeze must be refused.
 */
export function repeatedSubjects(rosters: readonly FrozenRoster[]): string[] {
  const keys = rosters.flatMap((roster) => listSubjects(roster).map((subject) => subject.key))
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].sort()
}
