// What other parts may use of this one.
export { roundFlow } from './flow'
export { type LostLock, lostLocks } from './lostSlips'
export { type ScrutineersTurn, scrutineersTurns } from './roundFacts'
export { votersToAsk } from './votersToAsk'
