// What other parts may use of this one.
export { orderFiles } from './files'
export { orderFlow } from './flow'
export { signDeletionFlow, signDeliveryFlow, signProofFlow } from './parts'
