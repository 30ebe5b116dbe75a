import { refusal } from '../../refusals'

export const signOrderNothingToOrder = refusal(
  422,
  'signOrder.nothingToOrder',
  '没有可以制作的牌子：材料还没有受理，或者已经在别的制作单里。',
)
export const signOrderDayWrong = refusal(422, 'signOrder.dayWrong', '{what}{day}不对：应在{from}到今天之间。')

export const signOrderDeletionKnown = refusal(409, 'signOrder.deletionKnown', '{day}已经登记过删除。')
