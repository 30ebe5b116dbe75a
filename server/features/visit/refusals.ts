import { refusal } from '../../refusals'

export const visitContactMissing = refusal(422, 'visit.contactMissing', '请选择走访对象，或写明姓名。')
