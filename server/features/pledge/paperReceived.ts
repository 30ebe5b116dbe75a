import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordChanged } from '../../refusals'
import { placedPerson } from '../organisation'
import { requirePledge } from './records'

/**
 * 「纸质已收」 (R25, U5): the branch ticks that the paper print of the photo is there, or takes the tick back. The sheet's
 * revision stays: its member may be writing at this moment and has nothing to do with the tick.
 */
export async function paperReceived(
  work: Work,
  { pledgeId, received, revision }: Checked<'pledge.paperReceived'>,
): Promise<Output<'pledge.paperReceived'>> {
  const pledge = await requirePledge(work, pledgeId)
  const branchId = (await placedPerson(work, pledge.personId))?.branchId ?? null
  work.must('collectBranch', { branchId })
  if ((pledge.paperPhotoDay !== null) === received) return { done: true }
  const paperPhotoDay = received ? work.today : null
  if ((await work.change(Pledge, { id: pledgeId, revision }, { paperPhotoDay })) !== 1) throw recordChanged()
  const line = { action: 'pledge.paperReceived', subjectKind: 'pledge', subjectId: pledgeId }
  await work.audit({ ...line, change: { received } })
  return { done: true }
}
