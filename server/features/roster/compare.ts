import type { Department, PartyGroup, PartyOrganisation, Person, Placement } from '../../../entities'
import { dayName } from '../../domain/calendar/calendarDay'
import { dutyStatusNames, politicalStatusNames } from '../../domain/organisation/persons'
import { platformNames } from '../../domain/organisation/platforms'
import { headingOf, type RosterKey } from '../../domain/organisation/rosterColumns'
import {
  type ComparedPair,
  type ComparedRow,
  shiftedColumns,
  shiftedSentence,
} from '../../domain/organisation/rosterQuestions'
import type { RosterRow, RowIssue } from '../../domain/organisation/rosterRow'
import { type Pieces, rowsAPiece } from '../../domain/pieces'
import type { ImportPlan, PersonChange } from './planImport'
import type { KnownPerson, RosterSnapshot } from './snapshot'

export interface FieldDifference {
  field: string
  before: string
  after: string
}

export interface PersonDifference {
  row: number
  staffNumber: string
  name: string
  isNew: boolean
  fields: FieldDifference[]
}

/** Departments, branches and 党小组 by id, those that an import brings with it included. */
export class PlaceNames {
  private readonly departments: Map<string, Department>
  private readonly groups: Map<string, PartyGroup>
  private readonly branches: Map<string, PartyOrganisation>
  private readonly groupOf: Map<string, PartyGroup>

  constructor(snapshot: Pick<RosterSnapshot, 'departments' | 'branches' | 'groups'>, plan?: ImportPlan) {
    const groups = [...snapshot.groups, ...(plan?.groups ?? [])]
    const byId = <Row extends { id: string }>(rows: readonly Row[]) => new Map(rows.map((row) => [row.id, row]))
    this.departments = byId([...snapshot.departments, ...(plan?.departments ?? [])])
    this.branches = byId([...snapshot.branches, ...(plan?.branches ?? [])])
    this.groups = byId(groups)
    this.groupOf = new Map(groups.flatMap((one) => (one.departmentId ? [[one.departmentId, one]] : [])))
  }

  /** As the columns of the roster have it. */
  columns(place: Pick<Placement, 'departmentId' | 'partyGroupId'> | null | undefined) {
    const department = this.departments.get(place?.departmentId ?? '')
    const group = department ? this.groupOf.get(department.id) : this.groups.get(place?.partyGroupId ?? '')
    return {
      departmentCode: department?.code ?? '',
      departmentName: department?.name ?? '',
      branchName: this.branches.get(group?.branchId ?? '')?.name ?? '',
    }
  }

  text(place: Placement | undefined): string {
    const { departmentName, branchName } = this.columns(place)
    return departmentName || branchName
  }
}

const yesNo = (value: boolean): string => (value ? '是' : '否')
const dayText = (day: string | null): string => (day ? dayName(day) : '')

/** A person's facts as the file writes them. */
export const personTexts = (person: Person): ComparedRow => ({
  name: person.name,
  gender: person.gender ?? '',
  politicalStatus: politicalStatusNames[person.politicalStatus],
  joinedPartyDay: dayText(person.joinedPartyDay),
  positionTitle: person.positionTitle,
  positionRank: String(person.positionRank),
  partyPost: person.partyPost ?? '',
  dutyStatus: dutyStatusNames[person.dutyStatus],
  leadingCadre: yesNo(person.leadingCadre),
  cadreMember: yesNo(person.cadreMember),
  keyPost: yesNo(person.keyPost),
  joinedDay: dayText(person.joinedDay),
  fullMemberDay: dayText(person.fullMemberDay),
  leftDay: dayText(person.leftDay),
})

function fieldDifferences({ before, after }: PersonChange, names: PlaceNames): FieldDifference[] {
  const was = before ? personTexts(before.person) : {}
  const is = personTexts(after.person)
  const fields = (Object.keys(is) as RosterKey[]).flatMap((key) => {
    const difference = { field: headingOf(key), before: was[key] ?? '', after: is[key] ?? '' }
    return difference.before === difference.after ? [] : [difference]
  })
  const from = names.text(before?.placements.at(-1))
  const to = after.placements.find((one) => one.toDay === null) ?? (after.placements.length ? null : undefined)
  if (to !== undefined && from !== names.text(to ?? undefined))
    fields.push({ field: '部门', before: from, after: names.text(to ?? undefined) })
  for (const account of before?.accounts ?? [])
    fields.push({ field: `${platformNames[account.platform]}账号`, before: account.userId, after: '' })
  for (const account of after.accounts)
    fields.push({ field: `${platformNames[account.platform]}账号`, before: '', after: account.userId })
  return fields
}

/** What becomes of each person, field by field, in the order of the file. */
export function* differencesOf(plan: ImportPlan, snapshot: RosterSnapshot, most: number): Pieces<PersonDifference[]> {
  const names = new PlaceNames(snapshot, plan)
  const differences: PersonDifference[] = []
  for (const [at, change] of plan.changes.slice(0, most).entries()) {
    if (at % rowsAPiece === 0) yield
    differences.push({
      row: change.row,
      staffNumber: change.after.person.staffNumber,
      name: change.before?.person.name ?? change.after.person.name,
      isNew: change.before === null,
      fields: fieldDifferences(change, names),
    })
  }
  return differences
}

const givenYesNo = (value: boolean | undefined): string => (value === undefined ? '' : yesNo(value))

const givenTexts = (row: RosterRow): ComparedRow => ({
  name: row.name,
  gender: row.gender ?? '',
  politicalStatus: politicalStatusNames[row.politicalStatus],
  joinedPartyDay: dayText(row.joinedPartyDay ?? null),
  positionTitle: row.positionTitle ?? '',
  positionRank: row.positionRank === undefined ? '' : String(row.positionRank),
  partyPost: row.partyPost ?? '',
  dutyStatus: row.dutyStatus === undefined ? '' : dutyStatusNames[row.dutyStatus],
  leadingCadre: givenYesNo(row.leadingCadre),
  cadreMember: givenYesNo(row.cadreMember),
  keyPost: givenYesNo(row.keyPost),
  feishuAccount: row.feishuAccount ?? '',
  wecomAccount: row.wecomAccount ?? '',
  joinedDay: dayText(row.joinedDay ?? null),
  fullMemberDay: dayText(row.fullMemberDay ?? null),
  departmentCode: row.departmentCode ?? '',
  departmentName: row.departmentName ?? '',
  branchName: row.branchName ?? '',
})

const knownTexts = ({ person, placements, accounts }: KnownPerson, names: PlaceNames): ComparedRow => ({
  ...personTexts(person),
  feishuAccount: accounts.find(({ platform }) => platform === 'feishu')?.userId ?? '',
  wecomAccount: accounts.find(({ platform }) => platform === 'wecom')?.userId ?? '',
  ...names.columns(placements[0]),
})

function* pairsOf(rows: readonly RosterRow[], snapshot: RosterSnapshot): Pieces<ComparedPair[]> {
  const names = new PlaceNames(snapshot)
  const pairs: ComparedPair[] = []
  for (const [at, row] of rows.entries()) {
    if (at % rowsAPiece === 0) yield
    const known = snapshot.people.get(row.staffNumber)
    if (known) pairs.push({ before: knownTexts(known, names), given: givenTexts(row) })
  }
  return pairs
}

/** The one problem of a file of which a column was sorted alone; what else is wrong with it follows from that. */
export function* shiftedProblem(rows: readonly RosterRow[], snapshot: RosterSnapshot): Pieces<RowIssue | null> {
  const pairs = yield* pairsOf(rows, snapshot)
  const keys = yield* shiftedColumns(pairs)
  const moved = pairs.filter(({ before, given }) => keys.some((key) => before[key] !== given[key])).length
  const found = shiftedSentence(keys, moved)
  return found && { row: rows[0]?.row ?? 1, column: headingOf(found.key), sentence: found.sentence }
}
