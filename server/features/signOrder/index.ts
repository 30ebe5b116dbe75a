// What other parts may use of this one.
export { signDeletionFlow, signDeliveryFlow, signProofFlow } from './parts'
export { allowedFor, type OrderEvent, ownOrders } from './records'
