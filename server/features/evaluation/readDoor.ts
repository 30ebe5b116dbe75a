import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import { requireRound } from './records'

const noBox = refusal(409, 'round.noBox', '投票还没有截止，现在用不上监票码。')

/** What somebody seals his code to (rules §4.6.7), and for which list he gives it. */
export const readDoor =
  (door: LockKeys) =>
  async (work: Work, { roundId }: Checked<'round.door'>): Promise<Output<'round.door'>> => {
    const { record: round } = await requireRound(work, roundId)
    work.must('superviseRound', round)
    if (!round.box) throw noBox()
    const { listHash, envelopes } = round.box
    return { publicKey: door.publicKey.toString('base64'), listHash, envelopes }
  }
