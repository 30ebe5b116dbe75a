import { createHash, randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { packageDecidedCard, packageWaitingCard } from '../../../bot/cards/pledge'
import { BranchPackage, Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import { isDuplicate } from '../../database/faults'
import type { Work } from '../../database/work'
import { countCharacters } from '../../domain/wording/characters'
import { branchPackageSteps } from '../../domain/workflows/branchPackage'
import { nextState } from '../../domain/workflows/steps'
import { refuse } from '../../refusals'
import { branches, holders } from '../organisation/branchPeople'
import { membersWithPledge, type OwingMember, requireBranch } from './branchPledges'
import { checkReason } from './collectPledges'
import { findCampaign, presentCampaign, requireCampaign } from './campaigns'
import { isHandedIn, stateOf, step } from './records'

type PackageAnswer = Output<'package.submit'>['package']

export function presentPackage(each: BranchPackage, branchName: string): PackageAnswer {
  return {
    packageId: each.id,
    branchId: each.branchId,
    branchName,
    number: each.number,
    state: each.state as PackageAnswer['state'],
    submittedAt: each.submittedAt,
    late: each.late,
    pledgeCount: each.pledgeCount,
    missing: each.missing,
    returnReason: each.returnReason,
    revision: each.revision,
  }
}

/** R19: a branch may hand in while members are missing, but must name each with a reason. */
function missingWithReasons(missing: OwingMember[], given: { personId: string; reason: string }[]): BranchPackage['missing'] {
  const reasons = new Map(given.map((each) => [each.personId, each.reason]))
  const unexplained = missing.filter((member) => countCharacters(reasons.get(member.personId) ?? '') < 5)
  if (unexplained.length) {
    const names = unexplained.slice(0, 5).map((member) => member.name).join('、')
    throw refuse(
      'package.missingReason',
      { count: unexplained.length, names: unexplained.length > 5 ? `${names}等` : names },
      unexplained.map(({ personId, name }) => ({ field: personId, code: 'package.missingReason', sentence: `请写明${name}未交的原因(不少于5个字)` })),
    )
  }
  return missing.map(({ personId, name }) => ({ personId, name, reason: reasons.get(personId) ?? '' }))
}

const manifestOf = (sheets: Pledge[]): string =>
  createHash('sha256').update(sheets.map((sheet) => `${sheet.id}:${sheet.revision}`).sort().join('\n')).digest('hex')

/** The secretary hands the branch's sheets to 党办; a later one is a numbered supplement (R13, R19, R26). */
export async function submitPackage(work: Work, { branchId, missing: given }: Checked<'package.submit'>): Promise<Output<'package.submit'>> {
  work.must('submitPackage', { branchId })
  const branch = await requireBranch(work, branchId)
  const campaign = await requireCampaign(work)
  const earlier = await work.manager.find(BranchPackage, { where: { campaignId: campaign.id, branchId }, order: { number: 'DESC' } })
  const open = earlier.find((each) => each.state === 'SUBMITTED')
  if (open) throw refuse('package.open', { number: open.number })
  const members = await membersWithPledge(work, branchId, campaign.id)
  const ready = members.flatMap(({ pledge }) => (pledge && ['SUBMITTED', 'BRANCH_CHECK', 'BRANCH_OK'].includes(pledge.state) ? [pledge] : []))
  const missing = missingWithReasons(members.filter(({ pledge }) => !isHandedIn(stateOf(pledge))), given)
  if (!ready.length) throw refuse('package.nothing')
  for (const pledge of ready) {
    const state = step(stateOf(pledge), pledge.state === 'BRANCH_OK' ? ['package'] : ['pass', 'package'], ['branchSecretary'])
    await work.revise(Pledge, pledge, { state })
  }
  const handedIn: BranchPackage = {
    id: randomUUID(),
    campaignId: campaign.id,
    branchId,
    number: (earlier[0]?.number ?? 0) + 1,
    state: 'SUBMITTED',
    submittedAt: work.now,
    submittedById: work.who.personId,
    late: work.today > campaign.dueDay,
    pledgeCount: ready.length,
    missing,
    manifestHash: manifestOf(ready),
    returnReason: null,
    decidedAt: null,
    revision: 1,
  }
  try {
    await work.insert(BranchPackage, handedIn)
  } catch (fault) {
    throw isDuplicate(fault) ? refuse('package.open', { number: handedIn.number }) : fault
  }
  const change = { number: handedIn.number, pledges: ready.length, missing: missing.length, manifest: handedIn.manifestHash }
  await work.audit({ action: 'package.submit', subjectKind: 'package', subjectId: handedIn.id, role: 'BRANCH_SECRETARY', change })
  await tellOffice(work, handedIn, branch.name)
  return { package: presentPackage(handedIn, branch.name) }
}

async function tellOffice(work: Work, handedIn: BranchPackage, branchName: string): Promise<void> {
  for (const officer of await holders(work, ['HQ_OFFICE'])) {
    await work.notify({
      dedupeKey: `package:${handedIn.id}:${officer.personId}`,
      personId: officer.personId,
      kind: 'packageWaiting',
      subjectKeys: [`package:${handedIn.id}`],
      card: packageWaitingCard(branchName, handedIn.pledgeCount, handedIn.missing.length),
    })
  }
}

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
      accepted: states.filter((state) => ['OFFICE_OK', 'PUBLISHED', 'WITHDRAWN', 'FULFILLING', 'ASSESSED', 'AMENDED'].includes(state)).length,
      published: states.filter((state) => ['PUBLISHED', 'FULFILLING', 'ASSESSED', 'AMENDED'].includes(state)).length,
      latest: latest ? presentPackage(latest, branch.name) : null,
    })
  }
  return { campaign: await presentCampaign(work, campaign), branches: answer }
}

/** The sheets a package carries: those now lying with 党办. */
async function sheetsOf(work: Work, handedIn: BranchPackage): Promise<Pledge[]> {
  const members = await membersWithPledge(work, handedIn.branchId, handedIn.campaignId)
  const ids = members.map((member) => member.personId)
  return ids.length
    ? work.manager.findBy(Pledge, { campaignId: handedIn.campaignId, personId: In(ids), state: 'SUBMITTED_TO_OFFICE' })
    : []
}

async function decide(work: Work, packageId: string, revision: number, event: 'accept' | 'return', reason?: string): Promise<void> {
  work.must('decidePackage')
  const handedIn = await work.manager.findOneBy(BranchPackage, { id: packageId })
  if (!handedIn) throw refuse('record.notFound', { what: '报送' })
  const state = nextState(branchPackageSteps, handedIn.state as 'SUBMITTED', event, ['hqOffice'])
  if (state === 'wrongState' || state === 'wrongRole') {
    throw refuse('workflow.wrongState', { state: handedIn.state === 'ACCEPTED' ? '已受理' : '已退回', event: event === 'accept' ? '受理' : '退回' })
  }
  for (const pledge of await sheetsOf(work, handedIn)) {
    const events = event === 'return' ? (['returnByOffice'] as const) : pledge.publishConsent ? (['accept', 'publish'] as const) : (['accept'] as const)
    const next = step(stateOf(pledge), [...events], ['hqOffice'])
    const publishedAt = next === 'PUBLISHED' ? work.now : pledge.publishedAt
    await work.revise(Pledge, pledge, { state: next, publishedAt })
  }
  await work.revise(BranchPackage, { ...handedIn, revision }, { state, returnReason: reason ?? null, decidedAt: work.now })
  await work.audit({ action: `package.${event}`, subjectKind: 'package', subjectId: packageId, role: 'HQ_OFFICE', change: { state }, reason })
  await work.finishCards(`package:${packageId}`, packageDecidedCard(event, work.today))
  const branch = await requireBranch(work, handedIn.branchId)
  await work.notify({
    dedupeKey: `packageDecided:${packageId}:${state}`,
    personId: handedIn.submittedById,
    kind: 'packageDecided',
    subjectKeys: [],
    card: { ...packageDecidedCard(event, work.today), buttons: [{ kind: 'open', label: '查看', path: `/branch/${branch.id}` }] },
  })
}

export async function acceptPackage(work: Work, { packageId, revision }: Checked<'package.accept'>): Promise<Output<'package.accept'>> {
  await decide(work, packageId, revision, 'accept')
  return { done: true }
}

export async function returnPackage(work: Work, { packageId, reason, revision }: Checked<'package.return'>): Promise<Output<'package.return'>> {
  checkReason(reason)
  await decide(work, packageId, revision, 'return', reason)
  return { done: true }
}
