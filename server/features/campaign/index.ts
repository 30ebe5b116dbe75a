// What other parts may use of this one.
export { endDuties, owedDuties } from './duties'
export { type CampaignAnswer, presentCampaign } from './present'
export { campaignPast, currentCampaignId, findCampaign, isPast, requireCampaign } from './records'
