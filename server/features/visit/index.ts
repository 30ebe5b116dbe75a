// What other parts may use of this one.

export { countUnvisited } from './countUnvisited'
export { contactsOf, quarterStart } from './records'
