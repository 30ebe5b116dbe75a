import { refusal } from '../../refusals'

export const ballotNotOnRoll = refusal(403, 'ballot.notOnRoll', '您不在这次评价的投票名单里。')
export const ballotVotingClosed = refusal(409, 'ballot.votingClosed', '这一轮投票没有开放（现在是“{state}”）。')
export const ballotAlreadyCast = refusal(
  409,
  'ballot.alreadyCast',
  '您的评价先前已经投出，算数的是先前那一份；这一次没有计入，也不能再改。',
)
export const ballotForeign = refusal(422, 'ballot.foreign', '提交里有不属于您的评价对象，请刷新页面。')
export const table1Differs = refusal(
  409,
  'table1.differs',
  '表1有{count}处与原始结果不符，不能报送。请联系机关党办核对。',
)
