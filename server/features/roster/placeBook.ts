import type { Department, PartyGroup, PartyOrganisation } from '../../../entities'
import { headingOf, type RosterKey } from '../../domain/organisation/rosterColumns'
import type { RosterRow, RowIssue } from '../../domain/organisation/rosterRow'
import { foldText, sameText } from '../../domain/wording/foldText'
import type { RosterSnapshot } from './snapshot'

export interface Place {
  departmentId: string | null
  partyGroupId: string | null
}

const leadersGroupName = '领导党小组'

/**
 * The departments, branches and 党小组 of the house while an import is planned, with those the file brings in. Names and
 * codes are found however they are typed (foldText).
 */
export class PlaceBook {
  readonly newDepartments: Department[] = []
  readonly newBranches: PartyOrganisation[] = []
  readonly newGroups: PartyGroup[] = []
  readonly problems: RowIssue[] = []
  readonly warnings: RowIssue[] = []
  private readonly byCode: Map<string, Department>
  private readonly departmentsNamed = new Map<string, Department[]>()
  private readonly branchByName: Map<string, PartyOrganisation>
  private readonly groupOf: Map<string, PartyGroup>
  private readonly names: Map<string, string>
  private readonly branchNames: Map<string, string>
  private readonly warned = new Set<string>()

  constructor(
    private readonly snapshot: RosterSnapshot,
    rows: readonly RosterRow[],
    private readonly today: string,
    private readonly newId: () => string,
  ) {
    this.byCode = new Map(snapshot.departments.map((one) => [foldText(one.code), one]))
    for (const one of this.byCode.values()) this.keepName(one)
    this.branchByName = new Map(snapshot.branches.map((one) => [foldText(one.name), one]))
    this.groupOf = new Map(snapshot.groups.flatMap((one) => (one.departmentId ? [[one.departmentId, one]] : [])))
    // A department's name and branch may stand in one of its rows only.
    this.names = new Map(rows.flatMap((row) => pair(row.departmentCode, row.departmentName)))
    this.branchNames = new Map(rows.flatMap((row) => pair(row.departmentCode ?? row.departmentName, row.branchName)))
  }

  /** The place a row names; null when it names none, or after noting why it cannot be. */
  resolve(row: RosterRow, present: Place | null): Place | null {
    if (row.departmentCode === undefined && row.departmentName === undefined)
      return this.withoutDepartment(row, present)
    const department = row.departmentCode === undefined ? this.byName(row) : this.byCodeOf(row, row.departmentCode)
    if (!department) return null
    if (department.toDay !== null && department.toDay < this.today) {
      return this.problem(row, 'departmentName', `部门“${department.name}”已经撤销。`)
    }
    return this.belongs(row, department) ? { departmentId: department.id, partyGroupId: null } : null
  }

  private byCodeOf(row: RosterRow, code: string): Department | null {
    const known = this.byCode.get(foldText(code))
    if (known) {
      if (row.departmentName === undefined || this.isCalled(row, 'departmentName', known)) return known
      return this.problem(
        row,
        'departmentName',
        `部门编号“${code}”是“${known.name}”，和“${row.departmentName}”不一致，请核对。`,
      )
    }
    const name = this.names.get(foldText(code))
    if (!name) return this.problem(row, 'departmentName', `编号“${code}”是新部门，请填部门名称。`)
    const made = { id: this.newId(), code, name, parentId: null, fromDay: this.today, toDay: null }
    this.byCode.set(foldText(code), made)
    this.keepName(made)
    this.newDepartments.push(made)
    this.warn(row, 'departmentCode', `将新建部门“${name}”（编号${code}）。`)
    return made
  }

  private keepName(department: Department): void {
    const name = foldText(department.name)
    this.departmentsNamed.set(name, [...(this.departmentsNamed.get(name) ?? []), department])
  }

  private byName(row: RosterRow): Department | null {
    const named = this.departmentsNamed.get(foldText(row.departmentName ?? '')) ?? []
    const found = named.length
      ? named
      : this.snapshot.departments.filter((one) => this.isCalled(row, 'departmentName', one))
    const [only] = found
    if (found.length === 1 && only) return only
    const sentence = found.length
      ? `有${found.length}个部门叫“${row.departmentName}”，请填部门编号。`
      : `名册里没有部门“${row.departmentName}”，新部门请填部门编号。`
    return this.problem(row, 'departmentName', sentence)
  }

  /** Sees to it that the department has its 党小组 in exactly one branch (R03, R04). */
  private belongs(row: RosterRow, department: Department): boolean {
    const branchName = row.branchName ?? this.branchNames.get(foldText(row.departmentCode ?? row.departmentName ?? ''))
    const group = this.groupOf.get(department.id)
    if (group) {
      const branch = [...this.branchByName.values()].find((one) => one.id === group.branchId)
      if (branchName === undefined || (branch && this.isCalled({ ...row, branchName }, 'branchName', branch)))
        return true
      this.problem(row, 'branchName', `部门“${department.name}”属于“${branch?.name ?? ''}”，这里是“${branchName}”。`)
      return false
    }
    if (branchName === undefined) {
      this.warn(row, 'branchName', `部门“${department.name}”还没有归属的支部，请尽快补上。`)
      return true
    }
    const branch = this.branch(row, branchName)
    this.groupOf.set(department.id, this.makeGroup(branch.id, department.id, `${department.name}党小组`))
    return true
  }

  /** By its name, or by one it had or will have. */
  private knownBranch(row: RosterRow): PartyOrganisation | undefined {
    return (
      this.branchByName.get(foldText(row.branchName ?? '')) ??
      this.snapshot.branches.find((one) => this.isCalled(row, 'branchName', one))
    )
  }

  /** Whether the row means this unit: a file of last year has the name of then, which is said once. */
  private isCalled(row: RosterRow, key: 'departmentName' | 'branchName', unit: { id: string; name: string }): boolean {
    const given = row[key] ?? ''
    if (sameText(given, unit.name)) return true
    if (!this.snapshot.otherNames.get(unit.id)?.some((name) => sameText(name, given))) return false
    this.warn(row, key, `文件里的“${given}”就是现在的“${unit.name}”，按“${unit.name}”办。`)
    return true
  }

  private branch(row: RosterRow, name: string): PartyOrganisation {
    const known = this.knownBranch({ ...row, branchName: name })
    if (known) return known
    const parentId = this.snapshot.headquartersId
    // After all others, in the order of the file.
    const sortOrder = Math.max(0, ...[...this.branchByName.values()].map((one) => one.sortOrder)) + 1
    const made = {
      id: this.newId(),
      kind: 'BRANCH' as const,
      name,
      parentId,
      sortOrder,
      fromDay: this.today,
      toDay: null,
    }
    this.branchByName.set(foldText(name), made)
    this.newBranches.push(made)
    this.warn(row, 'branchName', `将新建支部“${name}”。`)
    return made
  }

  private makeGroup(branchId: string, departmentId: string | null, name: string): PartyGroup {
    const made = { id: this.newId(), branchId, departmentId, name, fromDay: this.today, toDay: null }
    this.newGroups.push(made)
    return made
  }

  /** A leader without department belongs to a group of the branch (R04); for somebody known, blank cells change nothing. */
  private withoutDepartment(row: RosterRow, present: Place | null): Place | null {
    const { branchName } = row
    if (branchName === undefined) {
      return present ?? this.problem(row, 'departmentCode', '部门和所属支部至少填一项。')
    }
    if (present?.departmentId) {
      const branchId = this.groupOf.get(present.departmentId)?.branchId
      if (this.knownBranch(row)?.id === branchId) return present
      return this.problem(row, 'branchName', `支部和所在部门不一致；要调到“${branchName}”，请填新的部门。`)
    }
    const branch = this.branch(row, branchName)
    const groups = [...this.snapshot.groups, ...this.newGroups].filter(
      (one) => one.branchId === branch.id && !one.departmentId,
    )
    const group = groups.find((one) => one.id === present?.partyGroupId) ?? groups[0]
    return { departmentId: null, partyGroupId: (group ?? this.makeGroup(branch.id, null, leadersGroupName)).id }
  }

  private problem(row: RosterRow, key: RosterKey, sentence: string): null {
    this.problems.push({ row: row.row, column: headingOf(key), sentence })
    return null
  }

  /** Each warning once, at the first row that gives cause. */
  private warn(row: RosterRow, key: RosterKey, sentence: string): void {
    if (this.warned.has(sentence)) return
    this.warned.add(sentence)
    this.warnings.push({ row: row.row, column: headingOf(key), sentence })
  }
}

/** The key folded. */
const pair = (key: string | undefined, value: string | undefined): [string, string][] =>
  key !== undefined && value !== undefined ? [[foldText(key), value]] : []
