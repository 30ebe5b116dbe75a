// What other parts may use of this one.
export { contactsOf, quarterStart, readContacts } from './visits'
