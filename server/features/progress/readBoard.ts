import { type Campaign, Department, PartyGroup } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { daysBetween, toCalendarDay } from '../../domain/calendar/calendarDay'
import { progressMeasureNames, progressMeasures } from '../../domain/progress/measures'
import { type ProgressEntry, tally, tallyBy } from '../../domain/progress/tally'
import { findCampaign } from '../campaign'
import { branches, placedPeople, requireBranch } from '../organisation'
import { loadEntries, type ProgressFacts } from './loadEntries'

interface Unit {
  key: string
  name: string
}

/** The departments of a branch, and the groups of leaders who belong to no department. */
export function unitsOf({ desks, members }: ProgressFacts, groups: PartyGroup[]): Unit[] {
  const departments = desks.map((desk) => ({ key: desk.departmentId, name: desk.name }))
  const known = new Set(departments.map((unit) => unit.key))
  const others = new Set(members.flatMap(({ departmentId, partyGroupId }) => departmentId ?? partyGroupId ?? []))
  const extra = [...others]
    .filter((key) => !known.has(key))
    .map((key) => ({ key, name: groups.find((group) => group.id === key)?.name ?? '未编入部门' }))
  return [...departments, ...extra]
}

/** R03, R04: who belongs to no 党小组, and which department to no branch; how many where names are not for the reader. */
async function looseEnds(work: Work): Promise<string[]> {
  const people = await placedPeople(work)
    .andWhere("person.politicalStatus <> 'MASSES' and branch.id is null")
    .getRawMany<{ name: string }>()
  const unmapped = await work.manager
    .createQueryBuilder(Department, 'department')
    .leftJoin(PartyGroup, 'partyGroup', `partyGroup.departmentId = department.id and ${inForce('partyGroup')}`)
    .where(`${inForce('department')} and partyGroup.id is null`, { today: work.today })
    .orderBy('department.code')
    .getMany()
  const named = work.may('readProgressNames', { branchId: null })
  const counted = people.length ? [`${people.length}名党员还没有编入党小组`] : []
  return [
    ...unmapped.map(({ name }) => `${name}还没有编入支部`),
    ...(named ? people.map(({ name }) => `${name}还没有编入党小组`) : counted),
  ]
}

async function rowsOf(work: Work, facts: ProgressFacts, branchId?: string): Promise<Unit[]> {
  if (branchId) return unitsOf(facts, await work.manager.findBy(PartyGroup, { branchId }))
  return (await branches(work)).map(({ id, name }) => ({ key: id, name }))
}

/** One board a level: the branches of the house, or the departments of a branch (R01, R05, R13, R19). */
export async function progressBoard(
  work: Work,
  { branchId }: Checked<'progress.board'>,
): Promise<Output<'progress.board'>> {
  work.must('readProgress', { branchId: branchId ?? null })
  const campaign = await findCampaign(work)
  const title = branchId ? (await requireBranch(work, branchId)).name : '全公司'
  const level = branchId ? ('branch' as const) : ('house' as const)
  const measures = progressMeasures.map((measure) => ({ measure, name: progressMeasureNames[measure] }))
  const head = { title, level, branchId: branchId ?? null, measures }
  if (!campaign) return { ...head, basis: null, dueDay: null, daysLeft: null, rows: [], total: tally([]), loose: [] }
  const facts = await loadEntries(work, campaign, branchId)
  const units = await rowsOf(work, facts, branchId)
  const keyOf = (entry: { branchId: string; unitId: string }) => (branchId ? entry.unitId : entry.branchId)
  const keys = units.map((unit) => unit.key)
  const cells = tallyBy(facts.entries, keys, keyOf)
  const dueDay = toCalendarDay(campaign.dueDay)
  return {
    ...head,
    basis: `${campaign.basisNumber}《${campaign.basisTitle}》`,
    dueDay,
    daysLeft: daysBetween(work.today, dueDay),
    rows: units.map((unit) => ({ ...unit, cells: cells.get(unit.key) ?? tally([]) })),
    total: tally(facts.entries),
    loose: branchId ? [] : await looseEnds(work),
  }
}

type Listed = Output<'progress.list'>['entries'][number]

/** Every entry with the names of its branch and department, of one measure or all, for lists and tables. */
export async function namedEntries(
  work: Work,
  campaign: Campaign,
  branchId?: string,
): Promise<(Listed & Pick<ProgressEntry, 'measure' | 'done' | 'unitId'>)[]> {
  const facts = await loadEntries(work, campaign, branchId)
  const branchNames = new Map((await branches(work)).map((branch) => [branch.id, branch.name]))
  const unitNames = new Map(unitsOf(facts, await work.manager.find(PartyGroup)).map((unit) => [unit.key, unit.name]))
  return facts.entries.map(({ measure, done, unitId, name, standing, path, ...entry }, at) => ({
    key: `${at}`,
    measure,
    done,
    unitId,
    name,
    standing,
    path,
    branchName: branchNames.get(entry.branchId) ?? '',
    departmentName: unitNames.get(unitId) ?? '',
  }))
}

/** The list behind a number: who or what is done, or missing (R13, R26). */
export async function progressList(
  work: Work,
  { branchId, departmentId, measure, standing }: Checked<'progress.list'>,
): Promise<Output<'progress.list'>> {
  work.must('readProgressNames', { branchId: branchId ?? null })
  const campaign = await findCampaign(work)
  const name = progressMeasureNames[measure]
  if (!campaign) return { name, entries: [] }
  const entries = (await namedEntries(work, campaign, branchId))
    .filter((entry) => entry.measure === measure && entry.done === (standing === 'done'))
    .filter((entry) => !departmentId || entry.unitId === departmentId)
    .map(({ measure: _measure, done: _done, unitId: _unit, ...listed }) => listed)
  return { name, entries }
}
