// What other parts may use of this one.
export { roundFlow } from './flow'
export { type ScrutineersTurn, scrutineersTurns } from './roundFacts'
export { votersToAsk } from './votersToAsk'
