// What other parts may use of this one.
export { takeRecordsAlong } from './beginMoves'
export { beginNames } from './beginNames'
