import { IsNull } from 'typeorm'
import { Department, PartyGroup, PartyOrganisation, UnitRename } from '../../../entities'
import type { Work } from '../../database/work'
import { formInvalid, type Refusal, recordNotFound } from '../../refusals'

export const wrong = (field: string, sentence: string): Refusal =>
  formInvalid({ count: 1 }, [{ field, code: 'unit.invalid', sentence }])

export type UnitKind = UnitRename['unitKind']

export interface Unit {
  kind: UnitKind
  id: string
  name: string
  fromDay: string
  toDay: string | null
}

/** The branch or department with this id; refuses any other. */
export async function requireUnit(work: Work, unitId: string): Promise<Unit> {
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: unitId, kind: 'BRANCH' })
  if (branch) return { ...branch, kind: 'BRANCH' }
  const department = await work.manager.findOneBy(Department, { id: unitId })
  if (!department) throw recordNotFound({ what: '支部或部门' })
  return { ...department, kind: 'DEPARTMENT' }
}

/** What was not taken back, the newest first. */
export const renamesOf = (work: Work, unitId: string): Promise<UnitRename[]> =>
  work.manager.find(UnitRename, { where: { unitId, voidedDay: IsNull() }, order: { fromDay: 'DESC' } })

const groupName = (departmentName: string): string => `${departmentName}党小组`

/** Writes the name of today. The 党小组 of a department is called after it, unless somebody named it otherwise. */
export async function writeName(work: Work, { kind, id, name: before }: Unit, name: string): Promise<void> {
  if (kind === 'BRANCH') {
    await work.change(PartyOrganisation, { id }, { name })
    return
  }
  await work.change(Department, { id }, { name })
  await work.change(PartyGroup, { departmentId: id, name: groupName(before) }, { name: groupName(name) })
}

/** Another unit of the kind that is called so, today or from a day to come. */
export async function requireNameFree(work: Work, unit: Unit, name: string): Promise<void> {
  const entity = unit.kind === 'BRANCH' ? PartyOrganisation : Department
  // The table of branches has no two of one name, those that are no more included.
  const known = await work.manager.findBy(entity as typeof Department, { name })
  const others = known.filter(
    ({ id, toDay }) => id !== unit.id && (unit.kind === 'BRANCH' || toDay === null || toDay >= work.today),
  )
  const coming = await work.manager.findBy(UnitRename, { unitKind: unit.kind, after: name, voidedDay: IsNull() })
  const waits = coming.some(({ unitId, fromDay }) => unitId !== unit.id && fromDay > work.today)
  if (others.length || waits) throw wrong('name', `“${name}”已经有了，两个同名的分不清，请另取一个。`)
}
