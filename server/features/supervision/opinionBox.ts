import { OpinionEnvelope, type SupervisionOpinion } from '../../../entities'
import type { Work } from '../../database/work'
import { recordChanged, refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { openOpinion, sealOpinion } from '../../sealing/opinionEnvelopes'

const opinionKeyMissing = refusal(
  503,
  'opinion.keyMissing',
  '系统现在收不了不署名的意见，请过一会儿再提交，还不行就告诉系统管理员。',
)

/** True when this very opinion lies in the box or has gone into the book from it; an id of another one is refused. */
export async function isWaiting(work: Work, keys: KeyFolder, opinion: SupervisionOpinion): Promise<boolean> {
  const row = await work.one(OpinionEnvelope, { id: opinion.id })
  if (!row) return false
  if (opinion.personId !== null) throw recordChanged()
  const key = row.envelope === null ? null : keys.opinionKey(row.receivedDay, 'standing')
  // In the book nobody knows any more which one it is.
  if (!key || row.envelope === null) return true
  const words = openOpinion(key, row.id, row.envelope)
  if (words?.pledgeId !== opinion.pledgeId || words.content !== opinion.content) throw recordChanged()
  return true
}

/** Sealed, until it goes into the book with others (mixOpinions.ts). */
export async function putAside(work: Work, keys: KeyFolder, opinion: SupervisionOpinion): Promise<void> {
  const { id, pledgeId, branchId, content, receivedDay } = opinion
  const key = keys.opinionKey(receivedDay, 'made')
  if (!key) throw opinionKeyMissing()
  const envelope = sealOpinion(key, id, { pledgeId, branchId, content })
  if (await work.insertOnce(OpinionEnvelope, { id, receivedDay, envelope })) return
  await isWaiting(work, keys, opinion)
}
