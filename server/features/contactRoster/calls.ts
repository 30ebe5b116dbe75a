import type { contactRosterContract } from '../../contract/contactRoster'
import type { Calls, HouseSettings } from '../call'
import { drawContactRoster } from './drawContactRoster'
import { readContactRoster } from './read'
import { takeContactRoster } from './takeContactRoster'

export const contactRosterCalls = (settings: HouseSettings) =>
  ({
    'contactRoster.read': { asks: ['readContacts'], run: readContactRoster },
    'contactRoster.take': { asks: ['takeContactRoster'], run: takeContactRoster },
    'contactRoster.file': { asks: ['takeContactRoster'], run: drawContactRoster(settings) },
  }) satisfies Calls<typeof contactRosterContract>
