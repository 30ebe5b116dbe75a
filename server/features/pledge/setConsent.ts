import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { publishSheet } from './publish'
import { isOnBoard, type PledgeState, requireOwnPledge, stateOf, step } from './records'

/** Without consent the sheet leaves the board, with it a withdrawn or an accepted one gets there; else it stays as it is. */
function stateWith(publishConsent: boolean, before: PledgeState): PledgeState {
  if (!publishConsent && (isOnBoard(before) || before === 'AMENDED')) return step(before, ['withdraw'], ['member'])
  if (publishConsent && before === 'WITHDRAWN') return step(before, ['republish'], ['member'])
  if (publishConsent && before === 'OFFICE_OK') return step(before, ['publish'], ['system'])
  return before
}

/**
 * Consent to be shown can be given and taken back at any time (PIPL 15, rules §6.2): without it the pledge leaves the
 * wall at once, with it an accepted pledge appears. While a new version waits with the branch or 党办 the wall obeys the
 * consent alone and the sheet stays where it is.
 */
export async function setConsent(
  work: Work,
  input: Checked<'pledge.setConsent'>,
): Promise<Output<'pledge.setConsent'>> {
  const pledge = await requireOwnPledge(work)
  const { publishConsent, photoConsent } = input
  const state = stateWith(publishConsent, stateOf(pledge))
  const agreed = { ...pledge, publishConsent, photoConsent }
  const publication = isOnBoard(state) && publishConsent ? await publishSheet(work, agreed) : {}
  const changes = { publishConsent, photoConsent, ...publication, state }
  const revision = await work.revise(Pledge, { ...pledge, revision: input.revision }, changes)
  const change = { publishConsent, photoConsent, state }
  await work.audit({ action: 'pledge.setConsent', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER', change })
  return { state, revision }
}
