// What other parts may use of this one.
export { tellAboutPlates } from './afterStep'
export { exemptionFlow } from './exemptionFlow'
export { concernedDepartments, postAreaFlow } from './flow'
export { findOpening } from './opening'
export { type KnownPostArea, requirePicture, subjectOf, withDesks } from './records'
export { reviewsDue } from './reviewsDue'
export { branchStandings } from './standings'
export { takeStep } from './takeStep'
