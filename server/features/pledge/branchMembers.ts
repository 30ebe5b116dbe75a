import { In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import { Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import { branchPeople, ofBranches, type PlacedPerson, placedPeople, placements } from '../organisation'
import { hangsOnWall, isOnWall } from './onWall'
import type { PledgeState } from './records'

export interface OwingMember extends PlacedPerson {
  pledge: Pledge | null
}

/** Every 在职党员 of the branch with the sheet of this campaign, if any. */
export async function membersWithPledge(
  work: Work,
  branchId: string,
  campaignId: string | null,
): Promise<OwingMember[]> {
  const members = (await branchPeople(work, branchId)).filter(isActiveMember)
  const ids = members.map((member) => member.personId)
  const sheets = campaignId && ids.length ? await work.manager.findBy(Pledge, { campaignId, personId: In(ids) }) : []
  const byPerson = new Map(sheets.map((sheet) => [sheet.personId, sheet]))
  return members.map((member) => ({ ...member, pledge: byPerson.get(member.personId) ?? null }))
}

/** How far a member's sheet is; no texts, since a table of all branches shows numbers only. */
export interface MemberState {
  personId: string
  name: string
  branchId: string
  branchName: string | null
  state: PledgeState
  /** A version of it hangs on the wall, whatever becomes of the next one. */
  published: boolean
}

interface SheetRow {
  state: PledgeState | null
  publishedVersion: number | null
  publishConsent: number | boolean | null
}

const withSheets = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, campaignId: string | null) =>
  query
    .leftJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .andWhere("person.politicalStatus <> 'MASSES'")

/** The 在职党员 of these branches, at least one, in one statement however many there are. */
export async function memberStates(
  work: Work,
  campaignId: string | null,
  branchIds: readonly string[],
): Promise<MemberState[]> {
  const query = withSheets(placedPeople(work), campaignId)
    .addSelect('pledge.state', 'state')
    .addSelect('pledge.publishedVersion', 'publishedVersion')
    .addSelect('pledge.publishConsent', 'publishConsent')
  const rows = await ofBranches(query, branchIds).getRawMany<PlacedPerson & SheetRow>()
  return rows.map(({ personId, name, branchId, branchName, state, publishedVersion, publishConsent }) => ({
    personId,
    name,
    branchId: branchId ?? '',
    branchName,
    state: state ?? 'NOT_STARTED',
    published:
      state !== null &&
      isOnWall({
        state,
        publishedVersion: Number(publishedVersion),
        publishConsent: Boolean(Number(publishConsent)),
      }),
  }))
}

/** How many 在职党员 of one place have a sheet that is so far. */
export interface StateCount {
  /** Null of those who belong to no branch (R04). */
  branchId: string | null
  /** The department, or the group of those who belong to none; null where only branches are told apart. */
  unitId: string | null
  state: PledgeState
  /** A version of it hangs on the wall, whatever becomes of the next one. */
  published: boolean
  hasPhoto: boolean
  members: number
}

type CountRow = Pick<StateCount, 'branchId' | 'unitId'> & { state: PledgeState | null } & Record<
    'onWall' | 'photos' | 'members',
    number | string
  >

/**
 * How far the sheets of the house are, by branch; of one branch by its departments. Counted by the database: a few rows for
 * each place, however many people there are.
 */
export async function stateCounts(work: Work, campaignId: string | null, branchId?: string): Promise<StateCount[]> {
  const unit = branchId ? 'coalesce(placement.departmentId, ownGroup.id)' : 'null'
  const onWall = `case when ${hangsOnWall} then 1 else 0 end`
  const photo = 'case when pledge.photoId is null then 0 else 1 end'
  const query = withSheets(placements(work), campaignId)
    .select('branch.id', 'branchId')
    .addSelect(unit, 'unitId')
    .addSelect('pledge.state', 'state')
    .addSelect(onWall, 'onWall')
    .addSelect(photo, 'photos')
    .addSelect('count(*)', 'members')
    .groupBy('branch.id')
    .addGroupBy('pledge.state')
    .addGroupBy(onWall)
    .addGroupBy(photo)
  if (branchId) ofBranches(query.addGroupBy(unit), [branchId])
  const rows = await query.getRawMany<CountRow>()
  return rows.map(({ branchId: place, unitId, state, onWall: hangs, photos, members }) => ({
    branchId: place,
    unitId,
    state: state ?? 'NOT_STARTED',
    published: Number(hangs) > 0,
    hasPhoto: Number(photos) > 0,
    members: Number(members),
  }))
}
