import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { workflowWrongState } from '../../refusals'
import { publishedVersionOf } from './publish'
import { requireOwnPledge, stateOf, step } from './records'
import { eventNames, stateNames } from './words'

/** Begins a new version of a published sheet; the old one stays on the wall until the new one is accepted (rules §3.2). */
export async function amendPledge(work: Work, { revision }: Checked<'pledge.amend'>): Promise<Output<'pledge.amend'>> {
  const pledge = await requireOwnPledge(work)
  const state = step(stateOf(pledge), ['amend'], ['member'])
  const next = await work.revise(Pledge, { ...pledge, revision }, { state, returnReason: null })
  const change = { before: pledge.state, publishedVersion: pledge.publishedVersion }
  await work.audit({ action: 'pledge.amend', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER', change })
  return { revision: next }
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
  if (!hanging) throw workflowWrongState({ state: stateNames[now], event: eventNames.discardAmendment ?? '' })
  const back = step(now, ['discardAmendment'], ['member'])
  const state = pledge.publishConsent ? back : step(back, ['withdraw'], ['member'])
  const { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, limitMode } = hanging
  const texts = { dutyText, studyPledge, dutyPledge, integrityPledge, photoId, limitMode }
  const photoConsent = pledge.photoConsent && hanging.photoConsent
  const changes = { ...texts, photoConsent, state, returnReason: null }
  const next = await work.revise(Pledge, { ...pledge, revision }, changes)
  const line = { action: 'pledge.discardAmendment', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER' }
  await work.audit({ ...line, change: { before: now, state } })
  return { revision: next }
}
