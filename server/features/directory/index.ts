// What other parts may use of this one.
export { heardOfDirectory } from './askReading'
export { closeAccountOf } from './closeLeavers'
