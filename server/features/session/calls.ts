import type { sessionContract } from '../../contract/session'
import type { Calls, House } from '../call'
import { endEverywhere } from './endEverywhere'
import { readSession } from './readSession'
import { setTextStep } from './setTextStep'

export const sessionCalls = (house: House) =>
  ({
    'session.mine': { asks: 'person', run: readSession(house.demo) },
    'session.endEverywhere': { asks: 'person', run: endEverywhere },
    'session.setTextStep': { asks: 'person', run: setTextStep },
  }) satisfies Calls<typeof sessionContract>
