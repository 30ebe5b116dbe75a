// What other parts may use of this one.
export { type CampaignAnswer, presentCampaign } from './present'
export { campaignPast, currentCampaignId, findCampaign, isPast, requireCampaign } from './records'
