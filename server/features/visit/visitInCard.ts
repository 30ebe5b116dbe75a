import { situations, visitLoggedCard } from '../../../bot/cards/visit'
import type { Press } from '../../../bot/inbound'
import type { PressAnswer } from '../../../bot/port'
import { schemas } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { refuse } from '../../refusals'
import { logVisit, readContacts } from './visits'

/**
 * The visit form of a card was sent. Nothing in it is trusted: it goes through the same shape and the same verb as the
 * page, as the person who pressed.
 */
export async function visitInCard(work: Work, press: Press, visitId: string): Promise<PressAnswer> {
  const { contactId = '', way = '', visitedDay, situation = '', content = '' } = press.values
  const input = schemas['visit.log'].in.safeParse({
    visitId,
    contactId,
    way,
    purposes: ['LISTENING'],
    visitedDay: visitedDay || work.today,
    content: [situations[situation], content].filter(Boolean).join('。'),
  })
  if (!input.success) {
    const problems = input.error.issues.map((issue) => ({
      field: issue.path.join('.'),
      code: 'invalid',
      sentence: issue.message,
    }))
    throw refuse('form.invalid', { count: problems.length }, problems)
  }
  await logVisit(work, input.data)
  const { contacts } = await readContacts(work)
  const left = contacts.filter((contact) => contact.visitsThisQuarter === 0).length
  return { toast: { kind: 'done', text: '已登记,谢谢。' }, card: visitLoggedCard(left) }
}
