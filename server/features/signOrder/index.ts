// What other parts may use of this one.
export { orderFlow } from './flow'
export { signDeletionFlow, signDeliveryFlow, signProofFlow } from './parts'
