import { countCharacters } from '../../domain/wording/characters'
import { evaluationRound, type RoundState } from '../../domain/workflows/evaluationRound'
import { type Refusal, refusal } from '../../refusals'

const shortestReason = 5
const roundReasonShort = refusal(422, 'round.reasonShort', '请写明原因，不少于5个字（现在{actual}个字）。')

export function checkRoundReason(reason: string): void {
  const actual = countCharacters(reason)
  if (actual < shortestReason) throw roundReasonShort({ actual })
}

export const ballotNotOnRoll = refusal(403, 'ballot.notOnRoll', '您不在这次评价的投票名单里。')
const votingClosed = refusal(409, 'ballot.votingClosed', '这一轮投票没有开放（现在是“{state}”）。')
const roundVoided = refusal(
  409,
  'ballot.roundVoided',
  '这一轮评价已作废，投出的票都没有拆开，不计入结果。重新投票时会再发卡片给您。',
)
/** Why no ballot is given in a round that stands there; void, it says what comes of it. */
export const ballotVotingClosed = (state: RoundState): Refusal =>
  state === 'VOIDED' ? roundVoided() : votingClosed({ state: evaluationRound.states[state] })
export const ballotAlreadyCast = refusal(
  409,
  'ballot.alreadyCast',
  '您的评价先前已经投出，算数的是先前那一份；这一次没有计入。要改请重新打开评价，截止前都可以。',
)
export const ballotUnsealed = refusal(422, 'ballot.unsealed', '{name}的评价没有封好，没有计入。请刷新页面后重新提交。')
export const ballotKeysMissing = refusal(
  503,
  'ballot.keysMissing',
  '这台服务器上没有本轮评价的钥匙，评价没有投出。请联系系统管理员检查钥匙目录。',
)
export const ballotLocksChanged = refusal(
  409,
  'ballot.locksChanged',
  '这一轮评价的锁被人从数据库换过，现在投的评价可能被人看到，先不要投。请告诉监票人和机关纪委。',
)
export const ballotForeign = refusal(422, 'ballot.foreign', '提交里有不属于您的评价对象，请刷新页面。')
export const table1Differs = refusal(
  409,
  'table1.differs',
  '表1有{count}处与原始结果不符，不能报送。请联系机关党办核对。',
)
