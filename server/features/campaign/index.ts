// What other parts may use of this one.
export { keepBasis, nextBasisVersion } from './attachBasis'
export { endDuties, owedDuties } from './duties'
export { basisFileOf, type CampaignAnswer, presentCampaign } from './present'
export {
  campaignClosed,
  campaignPast,
  closedWords,
  currentCampaignId,
  findCampaign,
  isPast,
  openCampaignId,
  openCampaignOf,
  pastOf,
  requireAnyCampaign,
  requireCampaign,
  requireCampaignNamed,
  requireRunning,
} from './records'
