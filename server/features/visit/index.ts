// What other parts may use of this one.

export { readContacts } from './readContacts'
export { contactsOf, quarterStart } from './records'
