import { foldText } from '../wording/foldText'

/**
 * What a directory says of somebody on the roster. Linked by themselves are only BY_NUMBER and BY_NAME, closed only LEFT; all
 * others wait for a person's decision.
 */
export const findingKinds = [
  'BY_NUMBER',
  'BY_NAME',
  'LEFT',
  'MANY_LEFT',
  'OTHER_NAME',
  'OTHER_ACCOUNT',
  'LOST_ONE',
  'NAMESAKE',
  'ELSEWHERE',
  'MOVED',
  'NOBODY',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** Somebody in a platform's directory, as far as it tells of him. */
export interface DirectoryEntry {
  userId: string
  name: string
  staffNumber: string
  /** Of each department its name, then those above it. */
  departments: readonly (readonly string[])[]
  presence: 'here' | 'gone' | 'unknown'
}

export interface RosterPerson {
  personId: string
  staffNumber: string
  name: string
  /** '' where nobody has placed the person. */
  departmentName: string
  /** The account on this platform; null without one. */
  account: { id: string; userKey: string } | null
  /** Accounts that were taken from the person when he left; others take two persons. */
  lost: ReadonlySet<string> | null
}

export interface Finding {
  kind: FindingKind
  personId: string
  entry: DirectoryEntry | null
}

export interface DirectoryPlan {
  findings: Finding[]
  /** Entries of the directory that stand for somebody on the roster. */
  matched: number
  outside: number
  /** Linked people whose account the directory does not show, or shows as left: each is asked for by itself. */
  unseen: RosterPerson[]
}

const userKey = ({ userId }: DirectoryEntry): string => userId.toLowerCase()
const placesOf = ({ departments }: DirectoryEntry): string[] => departments.flatMap((path) => path.map(foldText))

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (!key) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Both sides by what they are looked up by, and what has come of it so far. */
interface Books extends Omit<DirectoryPlan, 'matched' | 'outside'> {
  byKey: ReadonlyMap<string, DirectoryEntry>
  byNumber: ReadonlyMap<string, DirectoryEntry[]>
  byName: ReadonlyMap<string, DirectoryEntry[]>
  rosterByName: ReadonlyMap<string, RosterPerson[]>
  /** Accounts that are somebody's. */
  owned: ReadonlySet<string>
  numbers: ReadonlySet<string>
  departments: ReadonlySet<string>
  used: Set<DirectoryEntry>
}

function openBooks(
  entries: readonly DirectoryEntry[],
  here: readonly DirectoryEntry[],
  roster: readonly RosterPerson[],
): Books {
  return {
    byKey: new Map(entries.map((entry) => [userKey(entry), entry])),
    byNumber: grouped(here, ({ staffNumber }) => foldText(staffNumber)),
    byName: grouped(here, ({ name }) => foldText(name)),
    rosterByName: grouped(roster, ({ name }) => foldText(name)),
    owned: new Set(roster.flatMap(({ account }) => (account ? [account.userKey] : []))),
    numbers: new Set(roster.map(({ staffNumber }) => foldText(staffNumber))),
    departments: new Set(roster.map(({ departmentName }) => foldText(departmentName)).filter(Boolean)),
    used: new Set(),
    findings: [],
    unseen: [],
  }
}

const isFree = ({ owned }: Books, entry: DirectoryEntry): boolean => !owned.has(userKey(entry))

/** Whoever has a number of somebody else here is not this person. */
function mayBe({ numbers }: Books, entry: DirectoryEntry, { staffNumber }: RosterPerson): boolean {
  const number = foldText(entry.staffNumber)
  return !number || number === foldText(staffNumber) || !numbers.has(number)
}

function holdLinked(books: Books, person: RosterPerson, key: string): void {
  const { byKey, byNumber, departments, used, findings, unseen } = books
  const { personId } = person
  const entry = byKey.get(key)
  if (!entry || entry.presence === 'gone') {
    unseen.push(person)
    return
  }
  used.add(entry)
  const places = placesOf(entry)
  const known = places.find((place) => departments.has(place))
  const own = foldText(person.departmentName)
  if (known && own && !places.includes(own)) findings.push({ kind: 'MOVED', personId, entry })
  const [rightful, ...others] = byNumber.get(foldText(person.staffNumber)) ?? []
  const isOther = rightful && !others.length && rightful !== entry && foldText(rightful.name) === foldText(person.name)
  if (isOther && isFree(books, rightful)) findings.push({ kind: 'OTHER_ACCOUNT', personId, entry: rightful })
}

function link({ used, findings }: Books, person: RosterPerson, entry: DirectoryEntry, kind: FindingKind): void {
  used.add(entry)
  const isOther = person.lost !== null && !person.lost.has(userKey(entry))
  findings.push({ kind: isOther ? 'LOST_ONE' : kind, personId: person.personId, entry })
}

/** Where no number decides: name and department, if both are one person's alone. */
function holdName(books: Books, person: RosterPerson): void {
  const { byName, rosterByName, used, findings } = books
  const { personId } = person
  const name = foldText(person.name)
  const named = (byName.get(name) ?? []).filter((entry) => isFree(books, entry) && mayBe(books, entry, person))
  const department = foldText(person.departmentName)
  const near = department ? named.filter((entry) => placesOf(entry).includes(department)) : []
  const rivals = (rosterByName.get(name) ?? []).filter(
    (other) => !other.account && foldText(other.departmentName) === department,
  )
  const [only] = near
  if (only && near.length === 1 && rivals.length === 1 && !used.has(only)) {
    link(books, person, only, 'BY_NAME')
    return
  }
  const candidates = near.length ? near : named
  for (const entry of candidates) findings.push({ kind: near.length ? 'NAMESAKE' : 'ELSEWHERE', personId, entry })
  if (!candidates.length) findings.push({ kind: 'NOBODY', personId, entry: null })
}

function holdUnlinked(books: Books, person: RosterPerson): void {
  const numbered = books.byNumber.get(foldText(person.staffNumber)) ?? []
  const [first, second] = numbered.filter((entry) => isFree(books, entry))
  if (!first || second) holdName(books, person)
  else if (foldText(first.name) === foldText(person.name)) link(books, person, first, 'BY_NUMBER')
  else {
    books.used.add(first)
    books.findings.push({ kind: 'OTHER_NAME', personId: person.personId, entry: first })
  }
}

/**
 * Holds a directory against the roster (rules §6.8). A number decides only together with the name; without a number that
 * anybody here has, name and department do, when both are one person's alone. Whoever the platform does not say is here is
 * linked to nobody, and whoever has an account keeps it.
 */
export function planDirectory(entries: readonly DirectoryEntry[], roster: readonly RosterPerson[]): DirectoryPlan {
  const here = entries.filter(({ presence }) => presence === 'here')
  const books = openBooks(entries, here, roster)
  for (const person of roster) if (person.account) holdLinked(books, person, person.account.userKey)
  for (const person of roster) if (!person.account) holdUnlinked(books, person)
  const { findings, unseen, used } = books
  const outside = here.filter((entry) => !used.has(entry) && isFree(books, entry)).length
  return { findings, unseen, matched: used.size, outside }
}

/** So many at once are a mistake of the directory rather than leavers: nobody is closed before 党办 has said so. */
export const mostLeavers = (linked: number): number => Math.max(5, Math.ceil(linked * 0.03))
