import { lockNotNeededCard } from '../../../bot/cards/scrutineers'
import type { EvaluationRound } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { moveOf, take } from '../workflow'
import { askForLocks } from './countingCards'
import { roundFlow } from './flow'
import { requireRound } from './records'
import { loadGone } from './roundFacts'
import { placeOf, withLock } from './roundLocks'
import { areSuitable, leftOf, missingScrutineers, readSuccessors } from './scrutineers'

const scrutineersUnsuitable = refusal(
  422,
  'round.scrutineersUnsuitable',
  '请改派{count}名监票人：要是本支部的同志，不能是支部书记、您本人或原来的监票人。',
)

/** Each takes the place of the one he follows, and with it his lock. */
const succeeding = (ids: readonly string[], replaced: readonly string[], named: readonly string[]): string[] =>
  ids.map((personId) => {
    const at = replaced.indexOf(personId)
    return at < 0 ? personId : (named[at] ?? personId)
  })

/** Before the vote begins whoever follows sets a lock of his own; afterwards only the slip of the one before opens it. */
function beforeVote(
  keys: KeyFolder,
  { id, state, scrutineerIds, locks }: EvaluationRound,
  replaced: readonly string[],
) {
  if (state !== 'ROSTER_FROZEN' || !locks?.holders) return null
  return replaced.reduce((left, personId) => {
    const place = placeOf({ scrutineerIds }, personId)
    return place ? withLock(keys, id, left, { place, publicKey: '', holder: null }) : left
  }, locks)
}

/**
 * The 书记, or 党办, names 监票人 in the place of those who have left, as many, under the rule of the freeze; whoever is still
 * here stays. Refused with round.scrutineersHere while all are here, and once the votes are counted.
 */
export const renameScrutineers =
  (keys: KeyFolder) =>
  async (work: Work, input: Checked<'round.renameScrutineers'>): Promise<Output<'round.renameScrutineers'>> => {
    const found = await requireRound(work, input.roundId)
    work.must('renameScrutineers', found.record)
    moveOf(roundFlow, found, 'renameScrutineers', work.who)
    const known = { ...found, goneIds: await loadGone(work, [found]), namedIds: input.scrutineerIds }
    const blocked = roundFlow.blocked?.(known, 'renameScrutineers')
    if (blocked) throw blocked
    const { branchId, scrutineerIds } = known.record
    const count = missingScrutineers(known)
    const fits = areSuitable(input.scrutineerIds, branchId, await readSuccessors(work, known), [])
    if (!fits || input.scrutineerIds.length !== count) throw scrutineersUnsuitable({ count })
    const replaced = leftOf(known)
    const named = succeeding(scrutineerIds, replaced, input.scrutineerIds)
    const locks = beforeVote(keys, known.record, replaced)
    await take(work, roundFlow, known, 'renameScrutineers', {
      revision: input.revision,
      changes: { scrutineerIds: named, ...(locks ? { locks } : {}) },
      noted: { replaced, named: input.scrutineerIds },
    })
    if (locks) {
      await work.finishCards(
        replaced.map((personId) => subjectFor.lockDue(known.record.id, personId)),
        lockNotNeededCard,
      )
      await askForLocks(work, known.record.id, input.scrutineerIds)
    }
    return { done: true }
  }
