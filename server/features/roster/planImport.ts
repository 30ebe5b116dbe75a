import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Department, PartyGroup, PartyOrganisation, Person, Placement, PlatformAccount } from '../../../entities'
import { joinedPartyProblem } from '../../domain/organisation/joinedParty'
import { hasLeft } from '../../domain/organisation/persons'
import { platformNames } from '../../domain/organisation/platforms'
import { headingOf, type RosterKey } from '../../domain/organisation/rosterColumns'
import { dayProblems } from '../../domain/organisation/rosterDays'
import {
  answerTo,
  questionsOf,
  type RosterAnswers,
  type RosterQuestion,
} from '../../domain/organisation/rosterQuestions'
import { contradictions, type RosterRow, type RowIssue } from '../../domain/organisation/rosterRow'
import type { PlatformTenants } from '../call'
import { newPerson, userKeyOf } from '../organisation'
import { PlaceBook } from './placeBook'
import { planPlacement } from './planPlacement'
import { accountColumns, accountKey, type KnownPerson, type RosterSnapshot } from './snapshot'

/** A person's records as far as an import touches them. */
export interface PersonState {
  person: Person
  placements: Placement[]
  accounts: PlatformAccount[]
}

export interface PersonChange {
  row: number
  /** Null for somebody new. */
  before: PersonState | null
  after: PersonState
  /** Whether an account stays with the person, besides those that `after` adds. */
  hadAccount: boolean
}

export interface ImportPlan {
  departments: Department[]
  branches: PartyOrganisation[]
  groups: PartyGroup[]
  changes: PersonChange[]
  unchanged: number
  /** Rows that are left out because somebody said so. */
  skipped: number
  /** What nobody has answered. */
  questions: RosterQuestion[]
  /** All that was asked, answered or not. */
  asked: RosterQuestion[]
  problems: RowIssue[]
  warnings: RowIssue[]
}

export interface PlanSettings {
  today: string
  yesterday: string
  tenants: PlatformTenants
  newId: () => string
  hiddenRows: ReadonlySet<number>
  answers: RosterAnswers
}

const rowsPerTurn = 500

const accountKept = '已经有账号了，这一格没有改。换绑要两个人办，请在“组织与名册”里找到本人后申请。'
const accountTaken = '离职前用的是另一个账号，这一格没有填。换一个账号要两个人办，请在“组织与名册”里找到本人后申请。'

const identityOf = ({ staffNumber, name, politicalStatus }: RosterRow) => ({ staffNumber, name, politicalStatus })

const leaverSkipped = '名册里没有这个人，表里写的是离职或退休，没有导入。'

/** The person as the row wants it; blank cells leave what is known. */
function merged(person: Person, row: RosterRow, today: string): Person {
  const dutyStatus = row.dutyStatus ?? person.dutyStatus
  const leftDay = hasLeft({ dutyStatus }) ? (row.leftDay ?? (hasLeft(person) ? person.leftDay : today)) : null
  return {
    ...person,
    name: row.name,
    politicalStatus: row.politicalStatus,
    joinedPartyDay: row.joinedPartyDay === undefined ? person.joinedPartyDay : row.joinedPartyDay,
    joinedDay: row.joinedDay === undefined ? person.joinedDay : row.joinedDay,
    fullMemberDay: row.fullMemberDay === undefined ? person.fullMemberDay : row.fullMemberDay,
    gender: row.gender ?? person.gender,
    positionTitle: row.positionTitle ?? person.positionTitle,
    positionRank: row.positionRank ?? person.positionRank,
    partyPost: row.partyPost === undefined ? person.partyPost : row.partyPost,
    dutyStatus,
    leadingCadre: row.leadingCadre ?? person.leadingCadre,
    cadreMember: row.cadreMember ?? person.cadreMember,
    keyPost: row.keyPost ?? person.keyPost,
    leftDay,
  }
}

/** Fields an import can change. */
export const rosterFields = [
  'name',
  'gender',
  'politicalStatus',
  'joinedPartyDay',
  'joinedDay',
  'fullMemberDay',
  'positionTitle',
  'positionRank',
  'partyPost',
  'dutyStatus',
  'leadingCadre',
  'cadreMember',
  'keyPost',
  'leftDay',
] as const satisfies (keyof Person)[]

/** Decides row by row what an import would do, without doing it. */
class Planner {
  readonly changes: PersonChange[] = []
  readonly problems: RowIssue[] = []
  readonly warnings: RowIssue[] = []
  unchanged = 0
  skipped = 0
  readonly questions: RosterQuestion[] = []
  readonly asked: RosterQuestion[] = []
  private readonly rowOf: Map<string, RosterRow>

  constructor(
    private readonly snapshot: RosterSnapshot,
    rows: readonly RosterRow[],
    private readonly settings: PlanSettings,
    private readonly places: PlaceBook,
  ) {
    this.rowOf = new Map(
      rows.flatMap((row) => {
        const known = snapshot.people.get(row.staffNumber)
        return known ? [[known.person.id, row]] : []
      }),
    )
  }

  add(row: RosterRow): void {
    const { today, newId } = this.settings
    const known = this.snapshot.people.get(row.staffNumber) ?? null
    const before = known?.person ?? newPerson({ ...identityOf(row), id: newId(), revision: 0 })
    const person = merged(before, row, today)
    if (this.isLeftOut(this.ask(row, known, person))) return
    for (const { key, sentence } of contradictions(person)) this.problem(row, key, sentence)
    const joined = joinedPartyProblem(person.joinedPartyDay, today)
    if (joined) this.problem(row, 'joinedPartyDay', joined)
    for (const { key, sentence } of dayProblems(row, person, today)) this.problem(row, key, sentence)
    if (!known && hasLeft(person)) {
      this.warnings.push({ row: row.row, column: headingOf('dutyStatus'), sentence: leaverSkipped })
      return
    }
    const placements = this.placements(row, known, person)
    const accounts = this.accounts(row, known, person)
    const touched = placements.after.length + accounts.before.length + accounts.after.length > 0
    if (known && !touched && rosterFields.every((field) => before[field] === person[field])) {
      this.unchanged += 1
      return
    }
    this.changes.push({
      row: row.row,
      before: known && { person: before, placements: placements.before, accounts: accounts.before },
      after: {
        person: { ...person, revision: before.revision + 1 },
        placements: placements.after,
        accounts: accounts.after,
      },
      hadAccount: known?.accounts.some((one) => !accounts.before.includes(one)) ?? false,
    })
  }

  private ask(row: RosterRow, known: KnownPerson | null, person: Person): RosterQuestion[] {
    const asked = known ? questionsOf(row, known.person, person, this.snapshot.typed.get(row.row)) : []
    const other = known || hasLeft(person) ? undefined : this.snapshot.sameNamed(row)
    if (other) {
      const sentence = `表里的${row.name}是新工号${row.staffNumber}，名册里已有同名的“${other}”。是另一个人吗？`
      asked.push({ kind: 'double', row: row.row, sentence })
    }
    if (this.settings.hiddenRows.has(row.row))
      asked.push({ kind: 'hidden', row: row.row, sentence: `${row.name}这一行在表格里是隐藏的。` })
    return asked
  }

  /** Keeps what nobody has answered; true when the row is not to come in. */
  private isLeftOut(asked: readonly RosterQuestion[]): boolean {
    const { answers } = this.settings
    this.asked.push(...asked)
    if (asked.some((question) => answerTo(question, answers) === 'skip')) {
      this.skipped += 1
      return true
    }
    this.questions.push(...asked.filter((question) => answerTo(question, answers) === undefined))
    return false
  }

  private placements(row: RosterRow, known: KnownPerson | null, person: Person) {
    const { today, yesterday, newId } = this.settings
    const [current, next] = known?.placements ?? []
    const present = current && current.fromDay <= today ? current : null
    const place = hasLeft(person) ? null : this.places.resolve(row, present)
    const outcome = planPlacement(
      { present, next: present ? (next ?? null) : (current ?? null), place, leaves: hasLeft(person) },
      { today, yesterday, newId, personId: person.id },
    )
    if (typeof outcome !== 'string') return outcome
    this.problem(row, 'departmentName', outcome)
    return { before: [], after: [] }
  }

  private accounts(row: RosterRow, known: KnownPerson | null, person: Person) {
    const before: PlatformAccount[] = []
    const after: PlatformAccount[] = []
    for (const [platform, column] of accountColumns) {
      const userId = row[column]
      const current = known?.accounts.find((one) => one.platform === platform)
      if (userId === undefined || userId === (current?.userId ?? null)) continue
      // Whoever holds the account acts as that person: another one needs two people (features/account), a file has one.
      // Nor does it give another one to somebody who leaves, or comes back: he would be the same person again.
      const taken = known && known.taken.size > 0 && userId !== null && !known.taken.has(accountKey(platform, userId))
      if (taken || (current && !(hasLeft(person) && userId === null))) {
        const sentence = current ? accountKept : accountTaken
        this.warnings.push({ row: row.row, column: headingOf(column), sentence })
        continue
      }
      if (current) before.push(current)
      if (userId === null) continue
      const tenant = this.settings.tenants[platform]
      if (!tenant) this.problem(row, column, `没有开通${platformNames[platform]}，这一列请留空。`)
      else if (this.isFree(row, column, platform, userId, person.id)) {
        const facts = { unionId: null, lastUsedAt: null, unreachable: null, unreachableAt: null }
        after.push({
          id: this.settings.newId(),
          personId: person.id,
          platform,
          tenant,
          userId,
          userKey: userKeyOf(userId),
          ...facts,
        })
      }
    }
    return { before, after }
  }

  /** An account may pass to somebody else only when its holder leaves and his own row gives it up. */
  private isFree(
    row: RosterRow,
    column: 'feishuAccount' | 'wecomAccount',
    platform: 'feishu' | 'wecom',
    userId: string,
    personId: string,
  ): boolean {
    const owner = this.snapshot.owners.get(accountKey(platform, userId))
    if (!owner || owner.personId === personId) return true
    const own = this.rowOf.get(owner.personId)
    const holder = own && this.snapshot.people.get(own.staffNumber)
    if (own?.[column] === null && holder && hasLeft(merged(holder.person, own, this.settings.today))) return true
    this.problem(row, column, `${headingOf(column)}“${userId}”已经绑定给了${owner.name}。`)
    return false
  }

  private problem(row: RosterRow, key: RosterKey, sentence: string): void {
    this.problems.push({ row: row.row, column: headingOf(key), sentence })
  }
}

/** Compares the file with the roster. With problems in the plan nothing of it may be done. */
export async function planImport(snapshot: RosterSnapshot, settings: PlanSettings): Promise<ImportPlan> {
  const { rows } = snapshot
  const places = new PlaceBook(snapshot, rows, settings.today, settings.newId)
  const planner = new Planner(snapshot, rows, settings, places)
  for (const [at, row] of rows.entries()) {
    if (at % rowsPerTurn === 0) await nextTurn()
    planner.add(row)
  }
  return {
    departments: places.newDepartments,
    branches: places.newBranches,
    groups: places.newGroups,
    changes: planner.changes,
    unchanged: planner.unchanged,
    skipped: planner.skipped,
    questions: planner.questions,
    asked: planner.asked,
    problems: [...places.problems, ...planner.problems],
    warnings: [...places.warnings, ...planner.warnings],
  }
}
