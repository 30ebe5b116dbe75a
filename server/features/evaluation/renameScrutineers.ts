import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { moveOf, take } from '../workflow'
import { roundFlow } from './flow'
import { requireRound } from './records'
import { loadGone } from './roundFacts'
import { areSuitable, leftOf, missingScrutineers, readSuccessors } from './scrutineers'

const scrutineersUnsuitable = refusal(
  422,
  'round.scrutineersUnsuitable',
  '请改派{count}名监票人：要是本支部的同志，不能是支部书记、您本人或原来的监票人。',
)

/**
 * The 书记, or 党办, names 监票人 in the place of those who have left, as many, under the rule of the freeze; whoever is still
 * here stays. Refused with round.scrutineersHere while all are here, and once the votes are counted.
 */
export async function renameScrutineers(
  work: Work,
  input: Checked<'round.renameScrutineers'>,
): Promise<Output<'round.renameScrutineers'>> {
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
  const stay = scrutineerIds.filter((personId) => !replaced.includes(personId))
  await take(work, roundFlow, known, 'renameScrutineers', {
    revision: input.revision,
    changes: { scrutineerIds: [...stay, ...input.scrutineerIds] },
    noted: { replaced, named: input.scrutineerIds },
  })
  return { done: true }
}
