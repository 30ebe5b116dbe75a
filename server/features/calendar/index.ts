// What other parts may use of this one.
export { loadHolidays } from './holidays'
export { sendingTime } from './sendingTime'
