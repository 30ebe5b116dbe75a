import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { PledgeEvent, PledgeState } from '../../domain/workflows/pledge'
import type { Actor } from '../../policy/actor'
import { moveOf } from '../workflow'
import { pledgeFlow } from './flow'
import { publishSheet } from './publish'
import { isOnBoard, requireOwnPledge, stateOf, wallStates } from './records'

/** Without consent the sheet leaves the board, with it a withdrawn or an accepted one gets there; else it stays as it is. */
function stateWith(work: Work, publishConsent: boolean, record: Pledge): PledgeState {
  const before = stateOf(record)
  const after = (event: PledgeEvent, actor: Actor | null) =>
    moveOf(pledgeFlow, { record, branchId: null }, event, actor).state as PledgeState
  if (!publishConsent && wallStates.includes(before)) return after('withdraw', work.who)
  if (publishConsent && before === 'WITHDRAWN') return after('republish', work.who)
  // What waited for the agreement alone.
  return publishConsent && before === 'OFFICE_OK' ? after('publish', null) : before
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
  const state = stateWith(work, publishConsent, pledge)
  const agreed = { ...pledge, publishConsent, photoConsent }
  const publication = isOnBoard(state) && publishConsent ? await publishSheet(work, agreed) : {}
  const changes = { publishConsent, photoConsent, ...publication, state }
  const revision = await work.revise(Pledge, { ...pledge, revision: input.revision }, changes)
  const change = { publishConsent, photoConsent, state }
  await work.audit({ action: 'pledge.setConsent', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER', change })
  return { state, revision }
}
