// What other parts may use of this one.
export { waitingDeliveries, waitingProofs } from './list'
export { allowedFor, type OrderEvent, ownOrders } from './records'
