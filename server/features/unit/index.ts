// What other parts may use of this one.
export { beginNames } from './beginNames'
