import type { visitContract } from '../../contract/visit'
import type { Calls } from '../call'
import { logVisit, myVisits, readContacts, voidVisit } from './visits'

export const visitCalls = {
  'visit.contacts': { asks: ['logVisit'], run: readContacts },
  'visit.mine': { asks: ['logVisit'], run: myVisits },
  'visit.log': { asks: ['logVisit'], run: logVisit },
  'visit.void': { asks: ['changeVisit'], run: voidVisit },
} satisfies Calls<typeof visitContract>
