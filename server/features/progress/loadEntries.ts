import { type Campaign, Pledge, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { postAreaKindNames, postAreaKinds } from '../../domain/postArea/kinds'
import { isReady } from '../../domain/postArea/states'
import { type ProgressEntry, type SlotFact, slots } from '../../domain/progress/tally'
import { owingStates, pledge } from '../../domain/workflows/pledge'
import { postArea } from '../../domain/workflows/postArea'
import { type DeskSize, deskSizes, ofBranches, type PlacedPerson, placedPeople } from '../organisation'
import { isHandedIn, type PledgeState } from '../pledge'
import { exemptKinds, kindMeasure, owedOf, plateStates, type SheetMeasure, sheetMeasures } from './loadCounts'

/** An entry with the names of its branch and department. */
export interface NamedEntry extends ProgressEntry {
  branchName: string
  departmentName: string
}

/** Whose entries: of the house, a branch, or one department or group of it. */
export interface EntryScope {
  branchId?: string | undefined
  unitId?: string | undefined
}

type Row = Pick<PostArea, 'id' | 'kind' | 'state' | 'departmentId' | 'title' | 'plateDay'>

const livingRows = (work: Work, campaignId: string, { branchId, unitId }: EntryScope): Promise<Row[]> => {
  const query = work.manager
    .createQueryBuilder(PostArea, 'record')
    .where("record.campaignId = :campaignId and record.state not in ('VOID', 'REMOVED')", { campaignId })
    .orderBy('record.id')
  query.select('record.id', 'id')
  for (const column of ['kind', 'state', 'departmentId', 'title', 'plateDay'])
    query.addSelect(`record.${column}`, column)
  if (branchId) query.andWhere('record.branchId = :branchId', { branchId })
  if (unitId) query.andWhere('record.departmentId = :unitId', { unitId })
  return query.getRawMany<Row>()
}

const factOf = (row: Row): SlotFact => ({
  name: row.title || postAreaKindNames[row.kind],
  standing: (postArea.states as Record<string, string>)[row.state] ?? row.state,
  ready: isReady(row.state),
  path: `/posts/${row.id}`,
})

function deskEntries(desk: DeskSize, rows: readonly Row[], exempt: ReadonlySet<string>): NamedEntry[] {
  const place = {
    branchId: desk.branchId,
    unitId: desk.departmentId,
    branchName: desk.branchName,
    departmentName: desk.name,
  }
  return postAreaKinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind)
    const plates = own
      .filter(({ state }) => plateStates.includes(state))
      .map((row): NamedEntry => {
        const done = row.plateDay !== null
        const standing = done ? `${dayName(row.plateDay)}挂牌` : '未挂牌'
        return { ...place, measure: 'plates', name: factOf(row).name, done, standing, path: `/posts/${row.id}` }
      })
    const ready = own.filter(({ state }) => isReady(state)).length
    const owed = owedOf(kind, desk.memberCount, ready, exempt.has(`${desk.departmentId} ${kind}`))
    const places = slots(owed, own.map(factOf), `${desk.name}${postAreaKindNames[kind]}`)
    return [...places.map((slot): NamedEntry => ({ ...place, measure: kindMeasure(kind), ...slot })), ...plates]
  })
}

/** Every 岗, 区 and plate that departments owe, by name: four statements. */
export async function placeEntries(work: Work, campaign: Campaign, scope: EntryScope): Promise<NamedEntry[]> {
  const { branchId, unitId } = scope
  const all = await deskSizes(work, branchId ? { branchIds: [branchId] } : {})
  const departments = unitId ? all.filter(({ departmentId }) => departmentId === unitId) : all
  const byDepartment = new Map<string, Row[]>()
  for (const row of await livingRows(work, campaign.id, scope))
    byDepartment.set(row.departmentId, [...(byDepartment.get(row.departmentId) ?? []), row])
  const exempt = await exemptKinds(work, campaign)
  return departments.flatMap((desk) => deskEntries(desk, byDepartment.get(desk.departmentId) ?? [], exempt))
}

type MemberRow = PlacedPerson & {
  groupName: string | null
  state: PledgeState | null
  photoId: string | null
}

const handedIn = 'pledge.state is not null and pledge.state not in (:...owingStates)'

/** 在职党员 whose sheet, or its photo, is there or missing; of a branch or the whole house. */
function memberQuery(
  work: Work,
  campaignId: string,
  { branchId, unitId }: EntryScope,
  measure: SheetMeasure,
  done: boolean,
) {
  const complete = measure === 'photos' ? `${handedIn} and pledge.photoId is not null` : handedIn
  const query = placedPeople(work)
    .leftJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .addSelect('ownGroup.name', 'groupName')
    .addSelect('pledge.state', 'state')
    .addSelect('pledge.photoId', 'photoId')
    .andWhere("person.politicalStatus <> 'MASSES' and branch.id is not null")
    .andWhere(done ? `(${complete})` : `not (${complete})`, { owingStates: [...owingStates] })
  if (branchId) ofBranches(query, [branchId])
  if (unitId) query.andWhere('coalesce(placement.departmentId, ownGroup.id) = :unitId', { unitId })
  return query
}

function memberEntry(member: MemberRow, measure: SheetMeasure): NamedEntry {
  const state = member.state ?? 'NOT_STARTED'
  const isIn = isHandedIn(state)
  const photo = { done: isIn && member.photoId !== null, standing: member.photoId ? '已上传' : '未上传' }
  return {
    measure,
    branchId: member.branchId ?? '',
    unitId: member.departmentId ?? member.partyGroupId ?? '',
    name: member.name,
    branchName: member.branchName ?? '',
    departmentName: member.departmentName ?? member.groupName ?? '',
    ...(measure === 'photos' ? photo : { done: isIn, standing: pledge.states[state] }),
    path: null,
  }
}

export interface EntryPage {
  measure: SheetMeasure
  done: boolean
  offset: number
  limit: number
}

/** One page of the members behind a number, and how many they are: two statements. */
export async function memberPage(
  work: Work,
  campaign: Campaign,
  scope: EntryScope,
  { measure, done, offset, limit }: EntryPage,
): Promise<{ total: number; entries: NamedEntry[] }> {
  const query = memberQuery(work, campaign.id, scope, measure, done)
  const counted = await query.clone().select('count(*)', 'total').orderBy().getRawOne<{ total: number | string }>()
  const rows = await query.limit(limit).offset(offset).getRawMany<MemberRow>()
  return { total: Number(counted?.total ?? 0), entries: rows.map((row) => memberEntry(row, measure)) }
}

/** Everything that members owe still, each behind the other: one statement. */
export async function missingOfMembers(work: Work, campaign: Campaign, scope: EntryScope): Promise<NamedEntry[]> {
  // Whoever has the photo handed in has everything.
  const rows = await memberQuery(work, campaign.id, scope, 'photos', false).getRawMany<MemberRow>()
  return rows.flatMap((row) => sheetMeasures.map((measure) => memberEntry(row, measure)).filter(({ done }) => !done))
}
