import { InboxEvent } from '../entities'
import { isDuplicate } from '../server/database/faults'
import type { Database, Work } from '../server/database/work'
import { findPersonByAccount } from '../server/features/organisation/accounts'
import { loadActor } from '../server/features/organisation/loadActor'
import { Refusal, refuse } from '../server/refusals'
import type { ChatPlatform, InboundEvent, PressAnswer } from './port'

export type Press = Extract<InboundEvent, { kind: 'press' }>

/** What a pressed button does, by the first word of its action (`visit.log:…`). */
export type PressHandlers = Record<string, (work: Work, press: Press, argument: string) => Promise<PressAnswer>>

export type Inbound = (platform: ChatPlatform, event: InboundEvent) => Promise<PressAnswer | null>

const refused = (text: string): PressAnswer => ({ toast: { kind: 'refused', text } })

const eventKey = (platform: ChatPlatform, event: InboundEvent): string =>
  `${platform.name}:${event.eventId}`.slice(0, 120)

async function act(work: Work, press: Press, handlers: PressHandlers): Promise<PressAnswer> {
  const [name = '', argument = ''] = press.action.split(/:(.*)/s)
  const handler = handlers[name]
  if (!handler) throw refuse('card.unknown')
  return handler(work, press, argument)
}

/**
 * A checked platform event becomes a verb of the product. Every event counts once: its key is written in the same unit
 * of work as what it causes, so a second delivery hears the first answer again.
 */
export function createInbound(database: Database, handlers: PressHandlers): Inbound {
  return async (platform, event) => {
    if (event.kind !== 'press') return null
    const id = eventKey(platform, event)
    const earlier = await database.read(null, 'card', (work) => work.manager.findOneBy(InboxEvent, { id }))
    if (earlier) return earlier.answer as PressAnswer
    const person = await database.read(null, 'card', (work) => findPersonByAccount(work, platform.name, event.identity))
    const actor = person && (await database.read(null, 'card', (work) => loadActor(work, person.personId)))
    if (!actor) return refused('您还不在名册中,请联系机关党办登记。')
    try {
      return await database.unitOfWork(actor, 'card', async (work) => {
        const answer = await act(work, event, handlers)
        await work.insert(InboxEvent, { id, receivedAt: work.now, kind: event.kind, answer })
        return answer
      })
    } catch (fault) {
      if (fault instanceof Refusal) return refused(fault.problems[0]?.sentence ?? fault.message)
      if (isDuplicate(fault)) return refused('已经收到,正在办理。')
      throw fault
    }
  }
}
