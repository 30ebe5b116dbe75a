// What other parts may use of this one.
export { askForPrints } from './askForPrints'
export { isOwnPrint, numberOf, owedPrints, standingPrint } from './records'
