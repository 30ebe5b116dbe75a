// What other parts may use of this one.
export { endSessionsOf } from './sessions'
