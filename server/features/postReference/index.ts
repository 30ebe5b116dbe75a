// What other parts may use of this one.
export { referenceFor } from './referenceFor'
