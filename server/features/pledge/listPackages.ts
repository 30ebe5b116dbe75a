import { BranchPackage } from '../../../entities'
import type { Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { branches, holders } from '../organisation/branchPeople'
import { membersWithPledge } from './branchMembers'
import { findCampaign, presentCampaign } from './campaigns'
import { presentPackage } from './presentPackage'
import { isHandedIn, stateOf } from './records'

/** Where every branch stands (R01), for 党办. */
export async function listPackages(work: Work): Promise<Output<'package.list'>> {
  work.must('readPackages')
  const campaign = await findCampaign(work)
  const secretaries = await holders(work, ['BRANCH_SECRETARY'])
  const packages = campaign
    ? await work.manager.find(BranchPackage, { where: { campaignId: campaign.id }, order: { number: 'DESC' } })
    : []
  const answer: Output<'package.list'>['branches'] = []
  for (const branch of await branches(work)) {
    const members = await membersWithPledge(work, branch.id, campaign?.id ?? null)
    const states = members.map(({ pledge }) => stateOf(pledge))
    const latest = packages.find((each) => each.branchId === branch.id)
    answer.push({
      branchId: branch.id,
      branchName: branch.name,
      secretaryName: secretaries.find((each) => each.scopeId === branch.id)?.name ?? null,
      memberCount: members.length,
      submitted: states.filter(isHandedIn).length,
      accepted: states.filter((state) =>
        ['OFFICE_OK', 'PUBLISHED', 'WITHDRAWN', 'FULFILLING', 'ASSESSED', 'AMENDED'].includes(state),
      ).length,
      published: states.filter((state) => ['PUBLISHED', 'FULFILLING', 'ASSESSED', 'AMENDED'].includes(state)).length,
      latest: latest ? presentPackage(latest, branch.name) : null,
    })
  }
  return { campaign: await presentCampaign(work, campaign), branches: answer }
}
