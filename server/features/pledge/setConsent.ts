import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { PledgeEvent, PledgeState } from '../../domain/workflows/pledge'
import type { Actor } from '../../policy/actor'
import { recordNotFound } from '../../refusals'
import { moveOf } from '../workflow'
import { ownPublished } from './earlierSheets'
import { pledgeFlow } from './flow'
import { publishSheet } from './publish'
import { isOnBoard, requireOwnSheet, stateOf, wallStates } from './records'

/** Without consent the sheet leaves the board, with it a withdrawn or an accepted one gets there; else it stays as it is. */
function eventOf(publishConsent: boolean, before: PledgeState): PledgeEvent | null {
  if (!publishConsent) return wallStates.includes(before) ? 'withdraw' : null
  if (before === 'WITHDRAWN') return 'republish'
  // What waited for the agreement alone.
  return before === 'OFFICE_OK' ? 'publish' : null
}

/** Hung up by the system, since nobody but the agreement was waited for. */
const actorOf = (work: Work, event: PledgeEvent): Actor | null => (event === 'publish' ? null : work.who)

/** This year's sheet, or the one of an earlier year that hangs until this year's does. */
async function sheetMeant(work: Work, { pledgeId }: Checked<'pledge.setConsent'>): Promise<Pledge> {
  if (pledgeId === undefined) return requireOwnSheet(work)
  work.must('writePledge', { personId: work.who.personId })
  const hanging = await ownPublished(work)
  if (hanging?.id !== pledgeId) throw recordNotFound({ what: '公开着的承诺书' })
  return hanging
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
  const pledge = await sheetMeant(work, input)
  const { publishConsent, photoConsent } = input
  const before = stateOf(pledge)
  const event = eventOf(publishConsent, before)
  const known = { record: pledge, branchId: null }
  const state = event ? (moveOf(pledgeFlow, known, event, actorOf(work, event)).state as PledgeState) : before
  const agreed = { ...pledge, publishConsent, photoConsent }
  const publication = isOnBoard(state) && publishConsent ? await publishSheet(work, agreed) : {}
  const changes = { publishConsent, photoConsent, ...publication, state }
  const revision = await work.revise(Pledge, { ...pledge, revision: input.revision }, changes)
  const change = { publishConsent, photoConsent, state }
  const moved = event ? { moved: { recordId: pledge.id, events: event, revision } } : {}
  const line = { action: 'pledge.setConsent', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER' }
  await work.audit({ ...line, change, ...moved })
  return { state, revision }
}
