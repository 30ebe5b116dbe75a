import { situations, visitLoggedCard } from '../../../bot/cards/visit'
import type { Press, PressAnswer } from '../../../bot/port'
import { type Checked, contract } from '../../contract'
import { problemSentence } from '../../contract/problemSentence'
import type { Work } from '../../database/work'
import { cardStale, formInvalid } from '../../refusals'
import { logVisit } from './logVisit'
import { readContacts } from './readContacts'
import { contactsOf } from './records'
import { visitContactMissing } from './refusals'

/** What the form says, in the shape of the page's call. */
function readForm(work: Work, press: Press, visitId: string): Checked<'visit.log'> {
  const { contactId = '', way = '', visitedDay, situation = '', content = '' } = press.values
  // Only a name of our own list is looked up: `constructor` would find something too.
  const chosen = Object.hasOwn(situations, situation) ? situations[situation] : ''
  const sent = {
    visitId,
    contactId,
    way,
    purposes: ['LISTENING'],
    visitedDay: visitedDay || work.today,
    content: [chosen, content].filter(Boolean).join('。'),
  }
  const input = contract['visit.log'].in.safeParse(sent, { error: problemSentence })
  if (input.success) return input.data
  const sentences: Record<string, string> = { way: '请选择走访方式', content: '请选择走访情况' }
  const problems = input.error.issues.map((issue) => {
    const field = issue.path.join('.')
    return { field, code: 'invalid', sentence: (issue.code !== 'too_big' && sentences[field]) || issue.message }
  })
  throw formInvalid({ count: problems.length }, problems)
}

/**
 * The visit form of a card was sent. Nothing in it is trusted: it goes through the same shape and the same verb as the
 * page, as the person who pressed, and about nobody but that person's own contacts.
 */
export async function visitInCard(work: Work, press: Press, visitId: string): Promise<PressAnswer> {
  work.must('logVisit')
  const { contactId } = press.values
  if (!contactId) throw visitContactMissing()
  const own = await contactsOf(work, work.who.personId)
  if (!own.some((contact) => contact.personId === contactId)) throw cardStale()
  await logVisit(work, readForm(work, press, visitId))
  const { contacts } = await readContacts(work)
  const left = contacts.filter((contact) => contact.visitsThisQuarter === 0).length
  return { toast: { kind: 'done', text: '已登记，谢谢。' }, card: visitLoggedCard(left) }
}
