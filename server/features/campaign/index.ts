// What other parts may use of this one.
export { type CampaignAnswer, findCampaign, presentCampaign, requireCampaign } from './campaigns'
