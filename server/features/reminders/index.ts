// What other parts may use of this one.
export { remindOfOpening } from './remind'
