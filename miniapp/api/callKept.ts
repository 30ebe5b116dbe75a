import type { CallName, Input, Output } from '../../server/contract'
import { keptLater, keptNow } from '../keeping/later'
import { call } from './call'

/**
 * What the daily pages ask: with the last answers they open, and take entries, without a network. Nothing of what somebody
 * has told of himself (visit.mine).
 */
type KeptCall = Extract<
  CallName,
  'tasks.mine' | 'pledge.mine' | 'visit.contacts' | 'visit.members' | 'threeLinks.mine' | 'ballot.sheet'
>

/** As `call`; where nobody answers, the last answer this person was given on this phone. Throws Unreachable where there is none. */
export const callKept = async <Name extends KeptCall>(name: Name, input: Input<Name>): Promise<Output<Name>> => {
  try {
    const answer = await call(name, input)
    void keptLater().then(({ keepAnswer }) => keepAnswer(name, input, answer))
    return answer
  } catch (fault) {
    const { answerInstead } = await keptNow().catch(() => Promise.reject(fault))
    return answerInstead(name, input, fault) as Output<Name>
  }
}
