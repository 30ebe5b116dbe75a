import { Person, PostExemption } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { findCampaign } from '../campaign'
import { type DepartmentDesk, desks, namesOf } from '../organisation'

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
