// What other parts may use of this one.
export { exemptionFlow } from './exemptionFlow'
export { findOpening } from './opening'
export { type KnownPostArea, requirePicture, subjectOf, withDesks } from './records'
export { reviewsDue } from './reviewsDue'
export { branchStandings } from './standings'
export { takeStep } from './takeStep'
export { judgesOf, judgingStates, tellAboutPlates } from './tellAboutStep'
export { postAreaStateNames } from './words'
