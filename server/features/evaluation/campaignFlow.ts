import { EvaluationCampaign } from '../../../entities'
import type { Work } from '../../database/work'
import { halfName, toCalendarDay } from '../../domain/calendar/calendarDay'
import { evaluationCampaign, type evaluationCampaignSteps } from '../../domain/workflows/evaluationCampaign'
import { byGrant, type Flow } from '../workflow'

const office = byGrant(['hqOffice'])
const none = async () => []

/** 评价活动 of the house: nobody owes a step of it, its rounds do the waiting. */
export const campaignFlow: Flow<typeof evaluationCampaignSteps, EvaluationCampaign> = {
  table: evaluationCampaign,
  entity: EvaluationCampaign,
  load: async (work: Work, id) => {
    const record = await work.one(EvaluationCampaign, { id })
    return record && { record }
  },
  open: none,
  near: none,
  roles: (actor) => office.of(actor, {}),
  people: (role, _known, held) => office.people(role, {}, held),
  grants: office.grants,
  face: ({ record }) => ({
    about: `${halfName(record.half)}评价`,
    path: '/rounds',
    dueDay: toCalendarDay(record.dueDay),
  }),
  audit: () => ({ action: 'evaluation.open' }),
}
