import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { pledge as pledgeTable } from '../../domain/workflows/pledge'
import { workflowWrongState } from '../../refusals'
import { take } from '../workflow'
import { pledgeFlow } from './flow'
import { publishedVersionOf } from './publish'
import { requireOwnPledge, stateOf } from './records'

/** Begins a new version of a published sheet; the old one stays on the wall until the new one is accepted (rules §3.2). */
export async function amendPledge(work: Work, { revision }: Checked<'pledge.amend'>): Promise<Output<'pledge.amend'>> {
  const pledge = await requireOwnPledge(work)
  const known = { record: pledge, branchId: null }
  const { record } = await take(work, pledgeFlow, known, 'amend', {
    revision,
    changes: { returnReason: null },
    noted: { before: pledge.state, publishedVersion: pledge.publishedVersion },
  })
  return { revision: record.revision }
}

/**
 * Gives the new version up: the sheet is what hangs on the wall again. Agreement to show the photo can only have become
 * narrower meanwhile, for what was agreed to with the new version may have been another picture.
 */
export async function discardAmendment(
  work: Work,
  { revision }: Checked<'pledge.discardAmendment'>,
): Promise<Output<'pledge.discardAmendment'>> {
  const pledge = await requireOwnPledge(work)
  const hanging = await publishedVersionOf(work, pledge)
  const now = stateOf(pledge)
  const { states, events } = pledgeTable
  if (!hanging) throw workflowWrongState({ state: states[now], event: events.discardAmendment.name })
  const { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, limitMode } = hanging
  const texts = { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, limitMode }
  const photoConsent = pledge.photoConsent && hanging.photoConsent
  const given = pledge.publishConsent ? (['discardAmendment'] as const) : (['discardAmendment', 'withdraw'] as const)
  const { record } = await take(work, pledgeFlow, { record: pledge, branchId: null }, given, {
    revision,
    changes: { ...texts, photoConsent, returnReason: null },
    silent: true,
  })
  const line = { action: 'pledge.discardAmendment', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER' }
  await work.audit({
    ...line,
    change: { before: now, state: record.state },
    moved: { recordId: record.id, events: given, revision: record.revision },
  })
  return { revision: record.revision }
}
