import { packageDecidedCard } from '../../../bot/cards/pledge'
import { BranchPackage, Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { branchPackageSteps } from '../../domain/workflows/branchPackage'
import { nextState } from '../../domain/workflows/steps'
import { recordNotFound, workflowWrongState } from '../../refusals'
import { checkReason } from '../checkReason'
import { membersWithPledge } from './branchMembers'
import { movePosts } from './packagePosts'
import { publishSheet } from './publish'
import { stateOf, step } from './records'

type Decision = 'accept' | 'return'

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
async function moveSheets(work: Work, handedIn: BranchPackage, decision: Decision): Promise<void> {
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

async function tellSubmitter(work: Work, handedIn: BranchPackage, decision: Decision): Promise<void> {
  const card = packageDecidedCard(decision, work.today)
  await work.finishCards(subjectFor.package(handedIn.id), card)
  await work.notify({
    dedupeKey: onceFor.packageDecided(handedIn.id, decision),
    personId: handedIn.submittedById,
    kind: 'packageDecided',
    subjectKeys: [],
    card: { ...card, buttons: [{ kind: 'open', label: '查看', path: `/branch/${handedIn.branchId}` }] },
  })
}

async function decide(work: Work, packageId: string, revision: number, decision: Decision, reason?: string) {
  work.must('decidePackage')
  const handedIn = await work.manager.findOneBy(BranchPackage, { id: packageId })
  if (!handedIn) throw recordNotFound({ what: '报送' })
  const state = nextState(branchPackageSteps, handedIn.state as 'SUBMITTED', decision, ['hqOffice'])
  if (state === 'wrongState' || state === 'wrongRole') {
    const now = handedIn.state === 'ACCEPTED' ? '已受理' : '已退回'
    throw workflowWrongState({ state: now, event: decision === 'accept' ? '受理' : '退回' })
  }
  await moveSheets(work, handedIn, decision)
  await movePosts(work, handedIn, decision, reason)
  const changes = { state, returnReason: reason ?? null, decidedAt: work.now }
  await work.revise(BranchPackage, { ...handedIn, revision }, changes)
  const line = { action: `package.${decision}`, subjectKind: 'package', subjectId: packageId, role: 'HQ_OFFICE' }
  await work.audit({ ...line, change: { state }, reason })
  await tellSubmitter(work, handedIn, decision)
}

/** 党办 takes the package in: a check of form only (R14, R19). */
export async function acceptPackage(
  work: Work,
  { packageId, revision }: Checked<'package.accept'>,
): Promise<Output<'package.accept'>> {
  await decide(work, packageId, revision, 'accept')
  return { done: true }
}

/** 党办 gives the package back to the branch with a reason. */
export async function returnPackage(
  work: Work,
  { packageId, reason, revision }: Checked<'package.return'>,
): Promise<Output<'package.return'>> {
  checkReason(reason)
  await decide(work, packageId, revision, 'return', reason)
  return { done: true }
}
