import { type Campaign, PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { type PostAreaKind, postAreaKinds } from '../../domain/postArea/kinds'
import { isReady } from '../../domain/postArea/states'
import type { ProgressMeasure } from '../../domain/progress/measures'
import { type ProgressCount, slotCount } from '../../domain/progress/tally'
import { requiredAreas, requiredPosts } from '../../domain/quotas/quotas'
import { type DeskSize, deskSizes } from '../organisation'
import { isHandedIn, stateCounts } from '../pledge'

// Every number of a board, counted by the database: a few rows for each department, none for a person.

/** Measures of the members' sheets. The photo is counted apart since it is what is chased longest (R26); R18: duty and pledges are one sheet. */
export const sheetMeasures = ['duties', 'pledges', 'photos'] as const satisfies readonly ProgressMeasure[]
export type SheetMeasure = (typeof sheetMeasures)[number]

export const isOfSheets = (measure: ProgressMeasure): measure is SheetMeasure =>
  (sheetMeasures as readonly string[]).includes(measure)

/** What the 在职党员 of the house, or of a branch, owe: one statement. */
export async function sheetCounts(work: Work, { id }: Campaign, branchId?: string): Promise<ProgressCount[]> {
  const rows = await stateCounts(work, id, branchId)
  return rows.flatMap(({ branchId: place, unitId, state, hasPhoto, members }): ProgressCount[] => {
    if (place === null) return []
    const handedIn = isHandedIn(state)
    return sheetMeasures.map((measure) => ({
      measure,
      branchId: place,
      unitId: unitId ?? '',
      done: handedIn && (measure !== 'photos' || hasPhoto) ? members : 0,
      owed: members,
    }))
  })
}

/** How many 岗 and 区 each department has in a state, and how many of them hang. */
interface PlaceRow {
  departmentId: string
  kind: PostAreaKind
  state: string
  records: number | string
  plates: number | string
}

const placeRows = (work: Work, { id: campaignId }: Campaign, branchId?: string): Promise<PlaceRow[]> => {
  const query = work.manager
    .createQueryBuilder(PostArea, 'record')
    .select('record.departmentId', 'departmentId')
    .addSelect('record.kind', 'kind')
    .addSelect('record.state', 'state')
    .addSelect('count(*)', 'records')
    .addSelect('count(record.plateDay)', 'plates')
    .where("record.campaignId = :campaignId and record.state not in ('VOID', 'REMOVED')", { campaignId })
    .groupBy('record.departmentId')
    .addGroupBy('record.kind')
    .addGroupBy('record.state')
  if (branchId) query.andWhere('record.branchId = :branchId', { branchId })
  return query.getRawMany<PlaceRow>()
}

/** States in which a plate is owed (R15). */
export const plateStates: readonly string[] = ['ACCEPTED', 'ACTIVE']

/** R05: a department excused by 党办 owes none; what it has all the same is shown as done. */
export const owedOf = (kind: PostAreaKind, memberCount: number, ready: number, exempt: boolean): number => {
  if (exempt) return ready
  return kind === 'POST' ? requiredPosts(memberCount) : requiredAreas()
}

export const kindMeasure = (kind: PostAreaKind) => (kind === 'POST' ? 'posts' : 'areas')

/** From what departments are excused: `department kind`. */
export async function exemptKinds(work: Work, { id: campaignId }: Campaign): Promise<ReadonlySet<string>> {
  const select = { id: true, departmentId: true, kind: true } as const
  const rows = await work.manager.find(PostExemption, { select, where: { campaignId, state: 'GRANTED' } })
  return new Set(rows.map(({ departmentId, kind }) => `${departmentId} ${kind}`))
}

function deskCounts(
  { departmentId: unitId, branchId, memberCount }: DeskSize,
  own: readonly PlaceRow[],
  exempt: ReadonlySet<string>,
): ProgressCount[] {
  const sum = (rows: readonly PlaceRow[], count: 'records' | 'plates') =>
    rows.reduce((total, row) => total + Number(row[count]), 0)
  const places = postAreaKinds.map((kind): ProgressCount => {
    const ready = sum(
      own.filter((row) => row.kind === kind && isReady(row.state)),
      'records',
    )
    const owed = owedOf(kind, memberCount, ready, exempt.has(`${unitId} ${kind}`))
    return { measure: kindMeasure(kind), branchId, unitId, ...slotCount(owed, ready) }
  })
  const hanging = own.filter(({ state }) => plateStates.includes(state))
  return [
    ...places,
    { measure: 'plates', branchId, unitId, done: sum(hanging, 'plates'), owed: sum(hanging, 'records') },
  ]
}

/** What these departments owe: two statements. */
export async function placeCounts(
  work: Work,
  campaign: Campaign,
  desks: readonly DeskSize[],
  branchId?: string,
): Promise<ProgressCount[]> {
  const byDepartment = new Map<string, PlaceRow[]>()
  for (const row of await placeRows(work, campaign, branchId))
    byDepartment.set(row.departmentId, [...(byDepartment.get(row.departmentId) ?? []), row])
  const exempt = await exemptKinds(work, campaign)
  return desks.flatMap((desk) => deskCounts(desk, byDepartment.get(desk.departmentId) ?? [], exempt))
}

export interface BoardCounts {
  counts: ProgressCount[]
  desks: DeskSize[]
}

/** Everything that is owed in the campaign, by place: the one source of board, trend and table. Five statements. */
export async function loadCounts(work: Work, campaign: Campaign, branchId?: string): Promise<BoardCounts> {
  const desks = await deskSizes(work, branchId ? { branchIds: [branchId] } : {})
  const places = await placeCounts(work, campaign, desks, branchId)
  return { desks, counts: [...places, ...(await sheetCounts(work, campaign, branchId))] }
}
