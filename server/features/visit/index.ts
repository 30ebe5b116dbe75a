// What other parts may use of this one.

export { visitFiles } from './files'
export { contactsOf, quarterStart } from './records'
export { unvisited } from './unvisited'
