import type { contactContract } from '../../contract/contact'
import type { Calls } from '../call'
import { addContact, changeContact, endContact } from './addContact'
import { readBranchContacts } from './readContacts'

export const contactCalls = {
  'contact.branch': { asks: ['readContacts'], run: readBranchContacts },
  'contact.add': { asks: ['keepContacts'], run: addContact },
  'contact.change': { asks: ['keepContacts'], run: changeContact },
  'contact.end': { asks: ['keepContacts'], run: endContact },
} satisfies Calls<typeof contactContract>
