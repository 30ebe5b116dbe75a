import { accountChangeSteps } from './accountChange'
import { branchPackageSteps } from './branchPackage'
import { emergencyCareSteps } from './emergencyCare'
import { evaluationCampaignSteps } from './evaluationCampaign'
import { evaluationRoundSteps } from './evaluationRound'
import { exemptionSteps } from './exemption'
import { oneToOneVisitSteps } from './oneToOneVisit'
import { pledgeSteps } from './pledge'
import { postAreaSteps } from './postArea'
import { signDeletionSteps } from './signDeletion'
import { signDeliverySteps } from './signDelivery'
import { signOrderSteps } from './signOrder'
import { signProofSteps } from './signProof'
import { threeLinksSteps } from './threeLinks'

/** Every workflow of the product by name, for the test of every forbidden move. */
export const workflows = {
  pledge: pledgeSteps,
  postArea: postAreaSteps,
  signOrder: signOrderSteps,
  signProof: signProofSteps,
  signDelivery: signDeliverySteps,
  signDeletion: signDeletionSteps,
  branchPackage: branchPackageSteps,
  exemption: exemptionSteps,
  evaluationCampaign: evaluationCampaignSteps,
  evaluationRound: evaluationRoundSteps,
  oneToOneVisit: oneToOneVisitSteps,
  emergencyCare: emergencyCareSteps,
  threeLinks: threeLinksSteps,
  accountChange: accountChangeSteps,
} as const
