import { voidAskedCard } from '../../../bot/cards/voiding'
import type { RoundVoiding } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { BundleFolder } from '../../files/bundleFolder'
import { loadHolidays, sendingTime } from '../calendar'
import { holders } from '../organisation'
import { moveOf, take } from '../workflow'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { type KnownRound, requireRound } from './records'
import { checkRoundReason } from './refusals'

/** 书记 or a member of the 支委会 asks for the round to be declared void (rules §4.6.9); nothing more is done to it until 党办 has decided. */
export const askVoid =
  (bundles: BundleFolder) =>
  async (work: Work, input: Checked<'round.askVoid'>): Promise<Output<'round.askVoid'>> => {
    const known = await requireRound(work, input.roundId)
    work.must('askVoid', known.record)
    moveOf(roundFlow, known, 'askVoid', work.who)
    refuseKept(bundles, known.record)
    checkRoundReason(input.reason)
    const { cause, reason } = input
    const voiding: RoundVoiding = { cause, reason, askedById: work.who.personId, askedDay: work.today }
    await take(work, roundFlow, known, 'askVoid', {
      revision: input.revision,
      changes: { voiding },
      comment: reason,
      noted: { cause },
    })
    await tellOffice(work, known)
    return { done: true }
  }

async function tellOffice(work: Work, { record, branchName }: KnownRound): Promise<void> {
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  const office = await holders(work, ['HQ_OFFICE'])
  await work.notifyAll(
    office.map(({ personId }) => ({
      dedupeKey: onceFor.turn('round', record.id, 'voidAsked', record.revision, personId),
      personId,
      kind: 'voidAsked',
      subjectKeys: [subjectFor.voidAsked(record.id)],
      card: voidAskedCard(record.id, branchName),
      notBefore,
    })),
  )
}
