import { refusal } from '../../refusals'

export const visitContactMissing = refusal(422, 'visit.contactMissing', '请选择走访对象，或写明姓名。')
export const visitSelf = refusal(422, 'visit.self', '不能把自己登记为走访对象。')
