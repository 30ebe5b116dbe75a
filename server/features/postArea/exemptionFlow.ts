import { Department, PostExemption } from '../../../entities'
import type { Work } from '../../database/work'
import { shortKindNames } from '../../domain/postArea/kinds'
import { exemption, type exemptionSteps } from '../../domain/workflows/exemption'
import type { StepRole } from '../../domain/workflows/steps'
import { campaignPast, closedWords, openCampaignId, pastOf } from '../campaign'
import { namesOf } from '../organisation'
import { byGrant, type Flow, type Known } from '../workflow'

/** The record with its department, and in what capacity the actor stands to that one where he asks. */
export interface KnownExemption extends Known<PostExemption> {
  departmentName: string
  asker?: StepRole
}

const office = byGrant(['hqOffice'])
/** What it would excuse from is asked for no more. */
const moot = '往年的免设申请不再办理：今年要免设的，请部门重新申请'

async function withNames(work: Work, records: readonly PostExemption[]): Promise<KnownExemption[]> {
  const names = await namesOf(
    work,
    Department,
    records.map(({ departmentId }) => departmentId),
  )
  return records.map((record) => ({ record, departmentName: names.get(record.departmentId) ?? '' }))
}

/** Of the campaign in force, as the page lists them: last year's decide nothing any more. */
async function open(work: Work, states: readonly string[]): Promise<KnownExemption[]> {
  const records = await work.manager
    .createQueryBuilder(PostExemption, 'exemption')
    .where(`exemption.campaignId = ${openCampaignId}`)
    .andWhere('exemption.state in (:...states)', { states })
    .orderBy('exemption.askedAt')
    .addOrderBy('exemption.id')
    .getMany()
  return withNames(work, records)
}

export const exemptionFlow: Flow<typeof exemptionSteps, PostExemption, KnownExemption> = {
  table: exemption,
  entity: PostExemption,
  load: async (work, id) => {
    const record = await work.one(PostExemption, { id })
    const [known] = record ? await withNames(work, [record]) : []
    if (!known) return null
    const { record: found } = known
    const past = found.state in exemption.turn && (await pastOf(work, found))
    return { ...known, ...(past ? { rests: past === 'closed' ? closedWords : moot } : {}) }
  },
  open,
  near: async (work, states) => (work.may('decideExemption') ? open(work, states) : []),
  roles: (actor, { asker }) => [...office.of(actor, {}), ...(asker ? [asker] : [])],
  people: (role, _known, held) => office.people(role, {}, held),
  grants: office.grants,
  face: ({ record, departmentName }) => ({
    about: `${departmentName}，${shortKindNames[record.kind]}`,
    path: '/office/exemptions',
    dueDay: null,
  }),
  blocked: ({ rests }) => (rests ? campaignPast({ why: rests }) : null),
  // R05 as 党办 reads it later: of which department, which kind, and what became of it.
  audit: ({ known: { record }, event, comment }) => ({
    subjectKind: 'department',
    subjectId: record.departmentId,
    change: { kind: record.kind, ...(event === 'ask' ? {} : { state: record.state }) },
    reason: comment || undefined,
    action: event === 'ask' ? 'exemption.ask' : 'exemption.decide',
  }),
}
