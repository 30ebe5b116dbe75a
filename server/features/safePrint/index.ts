// What other parts may use of this one.
export { isOwnPrint, numberOf, owedPrints, standingPrint } from './records'
