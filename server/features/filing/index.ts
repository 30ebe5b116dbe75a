// What other parts may use of this one.
export { filingDueKey, filingFlows, flowOf, nearFilings } from './flow'
