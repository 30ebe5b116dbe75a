import { dayName } from '../../server/domain/calendar/calendarDay'
import type { Card } from '../port'

/** Asks the person visited whether it was so: the day, and neither who came nor what was said (rules §6.3). */
export const visitAnswerCard = (visitId: string, visitedDay: string): Card => ({
  title: '有一条走访您的记录',
  tone: 'plain',
  summary: '有一条走访您的记录，请看一看',
  lines: [`有党员登记了${dayName(visitedDay)}走访过您。属实就点一下，不对的请打开更正；不答复也可以。`],
  facts: [],
  answers: { choices: [{ label: '属实', action: `visitAnswer:${visitId}`, look: 'primary' }] },
  buttons: [{ kind: 'open', label: '看一看、更正', path: '/visits/about-me' }],
})

/** After the answer, or after the entry was taken back (`null`). */
export const visitAnsweredCard = (right: boolean | null): Card => {
  const said = right === null ? '这条走访记录已撤回' : right ? '已确认，谢谢' : '已更正，谢谢'
  return {
    title: said,
    tone: 'done',
    summary: said,
    lines: right === null ? ['登记的人已经撤回，不用答复。'] : ['随时可以打开页面改。'],
    facts: [],
    buttons: [{ kind: 'open', label: '查看记录', path: '/visits/about-me' }],
  }
}
