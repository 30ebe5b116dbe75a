import { type Campaign, Pledge, PostArea, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { isActiveMember } from '../../domain/organisation/persons'
import { type PostAreaKind, postAreaKindNames, postAreaKinds } from '../../domain/postArea/kinds'
import { isReady } from '../../domain/postArea/states'
import type { ProgressMeasure } from '../../domain/progress/measures'
import { type ProgressEntry, type SlotFact, slots } from '../../domain/progress/tally'
import { requiredAreas, requiredPosts } from '../../domain/quotas/quotas'
import { pledge } from '../../domain/workflows/pledge'
import { postArea } from '../../domain/workflows/postArea'
import { type DepartmentDesk, desks, type PlacedPerson, placedPeople } from '../organisation'
import { isHandedIn, type PledgeState } from '../pledge'

type MemberRow = PlacedPerson & { state: PledgeState | null; photoId: string | null; pledgeId: string | null }

/** 在职党员 with their sheet, in one query; a branch or the whole house. */
async function memberRows(work: Work, campaignId: string, branchId?: string): Promise<MemberRow[]> {
  const query = placedPeople(work)
    .leftJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .addSelect('pledge.id', 'pledgeId')
    .addSelect('pledge.state', 'state')
    .addSelect('pledge.photoId', 'photoId')
    .andWhere("person.politicalStatus <> 'MASSES' and branch.id is not null")
  if (branchId) query.andWhere('branch.id = :branchId', { branchId })
  return (await query.getRawMany<MemberRow>()).filter(isActiveMember)
}

/** R18: duty and pledges are one sheet; the photo is counted apart since it is what is chased longest (R26). */
function memberEntries(member: MemberRow): ProgressEntry[] {
  const state = member.state ?? 'NOT_STARTED'
  const handedIn = isHandedIn(state)
  const entry = (measure: ProgressMeasure, done: boolean, standing: string): ProgressEntry => ({
    measure,
    branchId: member.branchId ?? '',
    unitId: member.departmentId ?? member.partyGroupId ?? '',
    name: member.name,
    done,
    standing,
    path: null,
  })
  return [
    entry('duties', handedIn, pledge.states[state]),
    entry('pledges', handedIn, pledge.states[state]),
    entry('photos', handedIn && member.photoId !== null, member.photoId ? '已上传' : '未上传'),
  ]
}

type Row = Pick<PostArea, 'id' | 'kind' | 'state' | 'departmentId' | 'title' | 'plateDay'>

const livingRows = (work: Work, campaignId: string, branchId?: string): Promise<Row[]> => {
  const query = work.manager
    .createQueryBuilder(PostArea, 'record')
    .select('record.id', 'id')
    .addSelect('record.kind', 'kind')
    .addSelect('record.state', 'state')
    .addSelect('record.departmentId', 'departmentId')
    .addSelect('record.title', 'title')
    .addSelect('record.plateDay', 'plateDay')
    .where("record.campaignId = :campaignId and record.state not in ('VOID', 'REMOVED')", { campaignId })
    .orderBy('record.id')
  if (branchId) query.andWhere('record.branchId = :branchId', { branchId })
  return query.getRawMany<Row>()
}

const factOf = (row: Row): SlotFact => ({
  name: row.title || postAreaKindNames[row.kind],
  standing: (postArea.states as Record<string, string>)[row.state] ?? row.state,
  ready: isReady(row.state),
  path: `/posts/${row.id}`,
})

function slotEntries(desk: DepartmentDesk, rows: Row[], exempt: Set<PostAreaKind>): ProgressEntry[] {
  const place = { branchId: desk.branchId, unitId: desk.departmentId }
  const owed: Record<PostAreaKind, number> = { POST: requiredPosts(desk.members.length), AREA: requiredAreas() }
  return postAreaKinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind)
    const measure: ProgressMeasure = kind === 'POST' ? 'posts' : 'areas'
    const plates = own
      .filter((row) => ['ACCEPTED', 'ACTIVE'].includes(row.state))
      .map((row): ProgressEntry => {
        const done = row.plateDay !== null
        const standing = done ? `${dayName(row.plateDay)}挂牌` : '未挂牌'
        return { ...place, measure: 'plates', name: factOf(row).name, done, standing, path: `/posts/${row.id}` }
      })
    // R05: a department excused by 党办 owes none; what it has all the same is shown as done.
    const count = exempt.has(kind) ? own.filter((row) => factOf(row).ready).length : owed[kind]
    const places = slots(count, own.map(factOf), `${desk.name}${postAreaKindNames[kind]}`)
    return [...places.map((slot): ProgressEntry => ({ ...place, measure, ...slot })), ...plates]
  })
}

export interface ProgressFacts {
  entries: ProgressEntry[]
  desks: DepartmentDesk[]
  members: MemberRow[]
}

/** Everything that is owed in the campaign with its standing: the one source of board, lists, trend and table. */
export async function loadEntries(work: Work, campaign: Campaign, branchId?: string): Promise<ProgressFacts> {
  const members = await memberRows(work, campaign.id, branchId)
  const departments = await desks(work, branchId ? { branchIds: [branchId] } : {})
  const rows = await livingRows(work, campaign.id, branchId)
  const granted = await work.manager.findBy(PostExemption, { campaignId: campaign.id, state: 'GRANTED' })
  const entries = [
    ...departments.flatMap((desk) => {
      const own = rows.filter((row) => row.departmentId === desk.departmentId)
      const exempt = granted.filter((each) => each.departmentId === desk.departmentId).map((each) => each.kind)
      return slotEntries(desk, own, new Set(exempt))
    }),
    ...members.flatMap(memberEntries),
  ]
  return { entries, desks: departments, members }
}
