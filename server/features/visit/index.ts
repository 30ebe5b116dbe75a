// What other parts may use of this one.

export { contactsOf, quarterStart } from './records'
export { unvisited } from './unvisited'
