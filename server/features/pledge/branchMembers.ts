import { In } from 'typeorm'
import { Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import { branchPeople, type PlacedPerson, placedPeople } from '../organisation'
import { isOnWall } from './onWall'
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

/** The same of somebody who may belong to no branch (R04). */
export type PlacedState = Omit<MemberState, 'branchId'> & { branchId: string | null }

interface SheetRow {
  state: PledgeState | null
  publishedVersion: number | null
  publishConsent: number | boolean | null
}

/** Every 在职党员 of the house, those in no branch too, in one query. */
export async function everyState(work: Work, campaignId: string | null, branchIds?: string[]): Promise<PlacedState[]> {
  const query = placedPeople(work)
    .leftJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .addSelect('pledge.state', 'state')
    .addSelect('pledge.publishedVersion', 'publishedVersion')
    .addSelect('pledge.publishConsent', 'publishConsent')
    .andWhere("person.politicalStatus <> 'MASSES'")
  if (branchIds) query.andWhere('branch.id in (:...branchIds)', { branchIds })
  const rows = await query.getRawMany<PlacedPerson & SheetRow>()
  return rows
    .filter(isActiveMember)
    .map(({ personId, name, branchId, branchName, state, publishedVersion, publishConsent }) => ({
      personId,
      name,
      branchId,
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

/** The 在职党员 of these branches, of all when none are named, in one query however many branches there are. */
export const memberStates = async (
  work: Work,
  campaignId: string | null,
  branchIds?: string[],
): Promise<MemberState[]> =>
  (await everyState(work, campaignId, branchIds)).flatMap(({ branchId, ...state }) =>
    branchId === null ? [] : [{ ...state, branchId }],
  )
