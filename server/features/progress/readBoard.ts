import { type Campaign, Department, PartyGroup } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { daysBetween, toCalendarDay } from '../../domain/calendar/calendarDay'
import { progressMeasureNames, progressMeasures } from '../../domain/progress/measures'
import { tally, tallyBy } from '../../domain/progress/tally'
import { basisFileOf, findCampaign } from '../campaign'
import { branches, placedPeople, requireBranch } from '../organisation'
import { type BoardCounts, isOfSheets, loadCounts } from './loadCounts'
import { memberPage, type NamedEntry, placeEntries } from './loadEntries'

interface Unit {
  key: string
  name: string
}

/** The departments of a branch, and the groups of leaders who belong to no department. */
function unitsOf({ desks, counts }: BoardCounts, groups: readonly PartyGroup[]): Unit[] {
  const departments = desks.map((desk) => ({ key: desk.departmentId, name: desk.name }))
  const known = new Set(departments.map((unit) => unit.key))
  const extra = [...new Set(counts.map(({ unitId }) => unitId))]
    .filter((key) => key && !known.has(key))
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

async function rowsOf(work: Work, facts: BoardCounts, branchId?: string): Promise<Unit[]> {
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
  const facts = await loadCounts(work, campaign, branchId)
  const units = await rowsOf(work, facts, branchId)
  const keyOf = (count: { branchId: string; unitId: string }) => (branchId ? count.unitId : count.branchId)
  const keys = units.map((unit) => unit.key)
  const cells = tallyBy(facts.counts, keys, keyOf)
  const dueDay = toCalendarDay(campaign.dueDay)
  return {
    ...head,
    basis: `${campaign.basisNumber}《${campaign.basisTitle}》`,
    ...basisFileOf(campaign),
    dueDay,
    daysLeft: campaign.state === 'OPEN' ? daysBetween(work.today, dueDay) : null,
    rows: units.map((unit) => ({ ...unit, cells: cells.get(unit.key) ?? tally([]) })),
    total: tally(facts.counts),
    loose: branchId ? [] : await looseEnds(work),
  }
}

/** Rows a page. */
const pageSize = 50

/** A page of what is done or missing of one measure, and how many there are. */
async function pageOf(
  work: Work,
  campaign: Campaign,
  { branchId, departmentId, measure, standing, page }: Checked<'progress.list'>,
): Promise<{ total: number; entries: NamedEntry[] }> {
  const scope = { branchId, unitId: departmentId }
  const done = standing === 'done'
  const offset = (page - 1) * pageSize
  if (isOfSheets(measure)) return memberPage(work, campaign, scope, { measure, done, offset, limit: pageSize })
  const all = (await placeEntries(work, campaign, scope)).filter(
    (each) => each.measure === measure && each.done === done,
  )
  return { total: all.length, entries: all.slice(offset, offset + pageSize) }
}

/** The list behind a number, 50 a page: who or what is done, or missing (R13, R26). */
export async function progressList(work: Work, asked: Checked<'progress.list'>): Promise<Output<'progress.list'>> {
  work.must('readProgressNames', { branchId: asked.branchId ?? null })
  const campaign = await findCampaign(work)
  const name = progressMeasureNames[asked.measure]
  const { total, entries } = campaign ? await pageOf(work, campaign, asked) : { total: 0, entries: [] }
  return {
    name,
    total,
    pageSize,
    entries: entries.map(({ name: whose, branchName, departmentName, standing, path }, at) => ({
      key: `${asked.page}.${at}`,
      name: whose,
      branchName,
      departmentName,
      standing,
      path,
    })),
  }
}
