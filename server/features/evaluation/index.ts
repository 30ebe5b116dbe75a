// What other parts may use of this one.
export { roundFlow } from './flow'
export { unwatchedRounds } from './roundFacts'
export { votersToAsk } from './votersToAsk'
