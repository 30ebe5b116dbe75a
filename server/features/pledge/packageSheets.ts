import { type BranchPackage, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { membersWithPledge, type OwingMember } from './branchMembers'
import { publishSheet } from './publish'
import { readyStates, stateOf, step } from './records'

/** The sheets that lie with the branch, ready to go. */
export const readySheets = (members: readonly OwingMember[]): Pledge[] =>
  members.flatMap(({ pledge }) => (pledge && readyStates.includes(stateOf(pledge)) ? [pledge] : []))

/** 报送: each sheet goes with the package. */
export async function handOverSheets(work: Work, sheets: readonly Pledge[], packageId: string): Promise<void> {
  for (const pledge of sheets) {
    const events = pledge.state === 'BRANCH_OK' ? (['package'] as const) : (['pass', 'package'] as const)
    const state = step(stateOf(pledge), [...events], ['branchSecretary'])
    await work.revise(Pledge, pledge, { state, packageId })
  }
}

/** Handed in before sheets carried the id of their package: those of the branch that lie with 党办 without one. */
async function sheetsWithoutPackage(work: Work, { branchId, campaignId }: BranchPackage): Promise<Pledge[]> {
  const members = await membersWithPledge(work, branchId, campaignId)
  return members.flatMap(({ pledge }) =>
    pledge?.state === 'SUBMITTED_TO_OFFICE' && pledge.packageId === null ? [pledge] : [],
  )
}

/** The sheets this package carries, wherever their members work by now. */
async function sheetsOf(work: Work, handedIn: BranchPackage): Promise<Pledge[]> {
  const where = { packageId: handedIn.id, state: 'SUBMITTED_TO_OFFICE' }
  const carried = await work.manager.find(Pledge, { where, order: { id: 'ASC' } })
  return carried.length || !handedIn.pledgeCount ? carried : sheetsWithoutPackage(work, handedIn)
}

/** Accepted sheets go on the wall at once where the member agreed; returned ones go back to the branch. */
export async function moveSheets(work: Work, handedIn: BranchPackage, decision: 'accept' | 'return'): Promise<void> {
  for (const pledge of await sheetsOf(work, handedIn)) {
    if (decision === 'return') {
      const state = step(stateOf(pledge), ['returnByOffice'], ['hqOffice'])
      await work.revise(Pledge, pledge, { state, packageId: null })
      continue
    }
    const state = step(stateOf(pledge), pledge.publishConsent ? ['accept', 'publish'] : ['accept'], ['hqOffice'])
    const publication = pledge.publishConsent ? await publishSheet(work, pledge) : { state }
    await work.revise(Pledge, pledge, publication)
  }
}
