import { Person, PostExemption } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { postAreaKindNames } from '../../domain/postArea/kinds'
import { leads } from '../../policy/stepRoles'
import { recordNotFound, refusal, workflowWrongState } from '../../refusals'
import { findCampaign, requireCampaign } from '../campaign'
import { checkReason } from '../checkReason'
import { type DepartmentDesk, desks, namesOf, requireDesk } from '../organisation'

const exemptionExists = refusal(409, 'exemption.exists', '{department}的{what}免设申请已经交过了。')

type ExemptionAnswer = Output<'exemption.list'>['exemptions'][number]

/** The exemptions asked for by these departments, the undecided first. */
export async function exemptionsOf(
  work: Work,
  campaignId: string | null,
  departments: readonly DepartmentDesk[],
): Promise<ExemptionAnswer[]> {
  if (!campaignId || !departments.length) return []
  const rows = await work.manager.find(PostExemption, { where: { campaignId }, order: { askedAt: 'ASC', id: 'ASC' } })
  const names = await namesOf(
    work,
    Person,
    rows.map((row) => row.askedById),
  )
  const answers = rows.flatMap((row): ExemptionAnswer[] => {
    const desk = departments.find((each) => each.departmentId === row.departmentId)
    if (!desk) return []
    const { id: exemptionId, departmentId, kind, state, reason, decisionReason, revision } = row
    const place = { departmentId, departmentName: desk.name, branchName: desk.branchName }
    const askedByName = names.get(row.askedById) ?? ''
    return [{ exemptionId, ...place, kind, state, reason, askedByName, decisionReason, revision }]
  })
  return [...answers.filter(({ state }) => state === 'ASKED'), ...answers.filter(({ state }) => state !== 'ASKED')]
}

/** What 党办 has to decide and has decided. */
export async function listExemptions(work: Work): Promise<Output<'exemption.list'>> {
  work.must('decideExemption')
  const campaign = await findCampaign(work)
  return { exemptions: await exemptionsOf(work, campaign?.id ?? null, await desks(work)) }
}

async function askAgain(work: Work, known: PostExemption, reason: string): Promise<void> {
  await work.revise(PostExemption, known, {
    state: 'ASKED',
    reason,
    askedById: work.who.personId,
    askedAt: work.now,
    decidedById: null,
    decidedAt: null,
    decisionReason: null,
  })
}

/**
 * 「原则上」 (R05): a department asks to go without a 岗 or 区, with a reason. Once a kind; after a refusal it may ask again.
 * The same request sent twice is one.
 */
export async function askExemption(work: Work, input: Checked<'exemption.ask'>): Promise<Output<'exemption.ask'>> {
  const { exemptionId, departmentId, kind, reason } = input
  const desk = await requireDesk(work, departmentId)
  work.must('startPostArea', desk)
  checkReason(reason)
  const campaign = await requireCampaign(work)
  const place = { campaignId: campaign.id, departmentId, kind }
  const known = await work.manager.findOneBy(PostExemption, place)
  if (known?.id === exemptionId && known.askedById === work.who.personId) return { done: true }
  const exists = () => exemptionExists({ department: desk.name, what: postAreaKindNames[kind] })
  if (known && known.state !== 'REFUSED') throw exists()
  if (known) await askAgain(work, known, reason)
  else {
    const asked = { state: 'ASKED', reason, askedById: work.who.personId, askedAt: work.now, revision: 1 } as const
    const undecided = { decidedById: null, decidedAt: null, decisionReason: null }
    if (!(await work.insertOnce(PostExemption, { id: exemptionId, ...place, ...asked, ...undecided }))) throw exists()
  }
  const line = { action: 'exemption.ask', subjectKind: 'department', subjectId: departmentId }
  const role = leads(work.who, desk) ? 'PARTY_GROUP_LEAD' : 'BRANCH_SECRETARY'
  await work.audit({ ...line, role, change: { kind }, reason })
  return { done: true }
}

/** 党办 grants or refuses; a refusal needs a reason. */
export async function decideExemption(
  work: Work,
  { exemptionId, decision, reason, revision }: Checked<'exemption.decide'>,
): Promise<Output<'exemption.decide'>> {
  work.must('decideExemption')
  const known = await work.manager.findOneBy(PostExemption, { id: exemptionId })
  if (!known) throw recordNotFound({ what: '免设申请' })
  if (decision === 'REFUSED') checkReason(reason ?? '')
  if (known.state !== 'ASKED') {
    const state = known.state === 'GRANTED' ? '已同意免设' : '未同意免设'
    throw workflowWrongState({ state, event: '再次办理' })
  }
  const decided = { decidedById: work.who.personId, decidedAt: work.now, decisionReason: reason ?? null }
  await work.revise(PostExemption, { ...known, revision }, { state: decision, ...decided })
  const line = { action: 'exemption.decide', subjectKind: 'department', subjectId: known.departmentId }
  await work.audit({ ...line, role: 'HQ_OFFICE', change: { kind: known.kind, state: decision }, reason })
  return { done: true }
}
