import { randomUUID } from 'node:crypto'
import type { Telling } from './cast'

/** The member has been to one of the 群众 already; the others wait. */
export async function logVisit({ act, cast, today }: Telling): Promise<void> {
  const { total } = await act(cast.member, 'visit.mine', { page: 1 })
  const [contact] = (await act(cast.member, 'visit.contacts', {})).contacts
  if (total > 0 || !contact) return
  await act(cast.member, 'visit.log', {
    visitId: randomUUID(),
    contactId: contact.personId,
    way: 'FACE',
    purposes: ['LISTENING', 'CARE'],
    visitedDay: today(),
    content: '聊了近期的工作安排。月底加班多，希望报销窗口能晚半小时关。',
    problem: '报销窗口的时间',
  })
}
