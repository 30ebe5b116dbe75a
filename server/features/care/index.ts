// What other parts may use of this one.
export { closeByVisits, tellNewHelper, visitTakenBack } from './closeCare'
export { careFlow } from './flow'
