import { BranchPackage } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { waitingState } from '../../domain/workflows/branchPackage'
import { findCampaign, presentCampaign } from '../campaign'
import { branches, holders } from '../organisation'
import { type StateCount, stateCounts } from './branchMembers'
import { presentPackage } from './present'
import { isHandedIn, type PledgeState, wallStates } from './records'

const acceptedStates: PledgeState[] = ['OFFICE_OK', 'WITHDRAWN', ...wallStates]

const sum = (counts: readonly StateCount[]): number => counts.reduce((total, { members }) => total + members, 0)

/**
 * Where every branch stands (R01), for 党办, in a fixed number of queries. What waits for its decision since an earlier
 * year stands before this year's.
 */
export async function listPackages(work: Work): Promise<Output<'package.list'>> {
  work.must('readPackages')
  const campaign = await findCampaign(work)
  const secretaries = await holders(work, ['BRANCH_SECRETARY'])
  const counts = await stateCounts(work, campaign?.id ?? null)
  const packages = campaign
    ? await work.manager.find(BranchPackage, {
        where: [{ campaignId: campaign.id }, { state: waitingState }],
        order: { number: 'DESC' },
      })
    : []
  return {
    campaign: await presentCampaign(work, campaign),
    branches: (await branches(work)).map((branch) => {
      const own = counts.filter(({ branchId }) => branchId === branch.id)
      const handedIn = packages.filter((each) => each.branchId === branch.id)
      const left = handedIn.find((each) => each.campaignId !== campaign?.id)
      const latest = left ?? handedIn[0]
      return {
        branchId: branch.id,
        branchName: branch.name,
        secretaryName: secretaries.find((each) => each.scopeId === branch.id)?.name ?? null,
        memberCount: sum(own),
        submitted: sum(own.filter(({ state }) => isHandedIn(state))),
        // A sheet whose next version is on its way was accepted once and still hangs there.
        accepted: sum(own.filter(({ state, published }) => published || acceptedStates.includes(state))),
        published: sum(own.filter(({ published }) => published)),
        latest: latest ? presentPackage(latest, branch.name, latest === left) : null,
      }
    }),
  }
}
