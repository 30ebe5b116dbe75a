// What other parts may use of this one.
export { filingFiles } from './files'
export { filingDueKey, filingFlows, flowOf, nearFilings } from './flow'
