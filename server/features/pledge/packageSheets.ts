import { type BranchPackage, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { pledge } from '../../domain/workflows/pledge'
import { type AnyWorkflow, leadsTo } from '../../domain/workflows/workflow'
import type { Actor } from '../../policy/actor'
import { take } from '../workflow'
import { membersWithPledge, type OwingMember } from './branchMembers'
import { isReplaced } from './earlierSheets'
import { pledgeFlow } from './flow'
import { publishSheet } from './publish'
import { readyStates, stateOf } from './records'

/** The sheets that lie with the branch, ready to go. */
export const readySheets = (members: readonly OwingMember[]): Pledge[] =>
  members.flatMap(({ pledge }) => (pledge && readyStates.includes(stateOf(pledge)) ? [pledge] : []))

/** 报送: each sheet goes with the package. */
export async function handOverSheets(work: Work, sheets: readonly Pledge[], handedIn: BranchPackage): Promise<void> {
  for (const record of sheets) {
    const passed = leadsTo(pledge as AnyWorkflow, record.state, 'package') !== null
    const events = passed ? (['package'] as const) : (['pass', 'package'] as const)
    const changes = { packageId: handedIn.id }
    await take(work, pledgeFlow, { record, branchId: handedIn.branchId }, events, { changes })
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
export async function moveSheets(
  work: Work,
  handedIn: BranchPackage,
  decision: 'accept' | 'return',
  actor: Actor | null,
): Promise<void> {
  for (const record of await sheetsOf(work, handedIn)) {
    const known = { record, branchId: handedIn.branchId }
    if (decision === 'return') {
      await take(work, pledgeFlow, known, 'returnByOffice', { changes: { packageId: null }, actor })
      continue
    }
    const replaced = await isReplaced(work, record)
    const hangs = record.publishConsent && !replaced
    const events = replaced
      ? (['accept', 'archive'] as const)
      : hangs
        ? (['accept', 'publish'] as const)
        : (['accept'] as const)
    const changes = hangs ? await publishSheet(work, record) : {}
    await take(work, pledgeFlow, known, events, { changes, actor })
  }
}
