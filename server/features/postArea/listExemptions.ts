import { Person, PostExemption } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { findCampaign } from '../campaign'
import { type DepartmentDesk, groupRows, namesOf } from '../organisation'

type ExemptionAnswer = Output<'exemption.list'>['exemptions'][number]

/** The exemptions asked for by these departments, the undecided first. */
export async function exemptionsOf(
  work: Work,
  campaignId: string | null,
  departments: readonly DepartmentDesk[],
): Promise<ExemptionAnswer[]> {
  return campaignId && departments.length ? presented(work, await askedIn(work, campaignId), departments) : []
}

const askedIn = (work: Work, campaignId: string): Promise<PostExemption[]> =>
  work.manager.find(PostExemption, { where: { campaignId }, order: { askedAt: 'ASC', id: 'ASC' } })

async function presented(
  work: Work,
  rows: readonly PostExemption[],
  departments: readonly Pick<DepartmentDesk, 'departmentId' | 'name' | 'branchName'>[],
): Promise<ExemptionAnswer[]> {
  const names = await namesOf(
    work,
    Person,
    rows.map((row) => row.askedById),
  )
  const known = new Map(departments.map((each) => [each.departmentId, each]))
  const answers = rows.flatMap((row): ExemptionAnswer[] => {
    const desk = known.get(row.departmentId)
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
  const asked = campaign ? await askedIn(work, campaign.id) : []
  // Of a closed campaign there is nothing left to decide.
  const rows = asked.filter(({ state }) => campaign?.state === 'OPEN' || state !== 'ASKED')
  const departmentIds = [...new Set(rows.map(({ departmentId }) => departmentId))]
  return { exemptions: rows.length ? await presented(work, rows, await groupRows(work, { departmentIds })) : [] }
}
