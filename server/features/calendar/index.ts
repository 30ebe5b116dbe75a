// What other parts may use of this one.
export { loadHolidays } from './records'
export { sendingTime } from './sendingTime'
