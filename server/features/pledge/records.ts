import { type Campaign, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { exceedsLimit } from '../../domain/wording/pledge'
import {
  boardStates,
  editableStates,
  offWallStates,
  owingStates,
  type PledgeState,
  withBranchStates,
} from '../../domain/workflows/pledge'
import { recordNotFound } from '../../refusals'
import { requireAnyCampaign, requireCampaign } from '../campaign'

export type { PledgeState }

export async function requirePledge(work: Work, pledgeId: string): Promise<Pledge> {
  const pledge = await work.manager.findOneBy(Pledge, { id: pledgeId })
  if (!pledge) throw recordNotFound({ what: '承诺书' })
  return pledge
}

export const stateOf = (pledge: Pick<Pledge, 'state'> | null | undefined): PledgeState =>
  (pledge?.state ?? 'NOT_STARTED') as PledgeState

/** The sheet of the campaign that runs of whoever is acting; refuses when there is none. */
export async function requireOwnPledge(work: Work): Promise<Pledge> {
  await requireCampaign(work)
  return requireOwnSheet(work)
}

/** The same of a campaign that may be closed: it hangs on, and the consent to it can be taken back. */
export async function requireOwnSheet(work: Work): Promise<Pledge> {
  const { personId } = work.who
  work.must('writePledge', { personId })
  const campaign = await requireAnyCampaign(work)
  const pledge = await work.manager.findOneBy(Pledge, { campaignId: campaign.id, personId })
  if (!pledge) throw recordNotFound({ what: '承诺书' })
  return pledge
}

/** Whether the member can still change the sheet: nobody has begun to work with it. */
export const mayEdit = (state: PledgeState): boolean => editableStates.includes(state)

/** Published, and what is written on the sheet is what was published. */
export const isOnBoard = (state: PledgeState): boolean => boardStates.includes(state)

/** A new version is under way, from the first stroke to its acceptance; the one on the wall stays until then. */
export const isAmending = (pledge: Pledge): boolean =>
  pledge.publishedVersion > 0 && !isOnBoard(stateOf(pledge)) && !offWallStates.includes(stateOf(pledge))

/** R23: handed in under the other reading of 「不超过100字」, longer than this one allows, and still valid. */
export const isGrandfathered = (pledge: Pledge, { limitMode }: Campaign): boolean =>
  pledge.limitMode !== limitMode &&
  exceedsLimit({ study: pledge.studyPledge, duty: pledge.dutyPledge, integrity: pledge.integrityPledge }, limitMode)

/** Counted as handed in by the member; an archived sheet of somebody who came back is owed again. */
export const isHandedIn = (state: PledgeState): boolean => !owingStates.includes(state)

/** On the wall while the member agrees. */
export const wallStates: PledgeState[] = [...boardStates, 'AMENDED']

/** Lying with the branch, ready to be handed to 党办. */
export const readyStates = withBranchStates
