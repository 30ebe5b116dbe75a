// What other parts may use of this one.
export { printedTime } from './formHead'
