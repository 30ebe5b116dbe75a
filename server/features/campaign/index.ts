// What other parts may use of this one.
export { type CampaignAnswer, presentCampaign } from './present'
export { findCampaign, requireCampaign } from './records'
