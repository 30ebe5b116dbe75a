import type { CalendarDay } from '../../server/domain/calendar/calendarDay'
import type { Card } from '../port'
import { deadlineWords } from './words'

export interface ListedTask {
  title: string
  path: string
  dueDay: CalendarDay | null
}

const mostLines = 6

/** The answer to whatever a person writes to the bot: what they have to do now, nearest first, with the way there. */
export function tasksCard(tasks: readonly ListedTask[], today: CalendarDay): Card {
  const shown = tasks.slice(0, mostLines)
  const lines = shown.map(({ title, dueDay }, position) => {
    const due = dueDay ? `（${deadlineWords(dueDay, today)}）` : ''
    return `${position + 1}. ${title}${due}`
  })
  const more = tasks.length > mostLines ? [`还有${tasks.length - mostLines}件，打开页面查看。`] : []
  return {
    title: tasks.length ? `您有${tasks.length}件事要办` : '现在没有要办的事',
    tone: 'plain',
    summary: tasks.length ? `您有${tasks.length}件事要办` : '现在没有要办的事',
    lines: tasks.length ? [...lines, ...more] : ['到了该办的时候，我会提醒您。'],
    facts: [],
    buttons: [
      ...shown.slice(0, 2).map(({ path }, position) => ({
        kind: 'open' as const,
        label: `办第${position + 1}件`,
        path,
        primary: position === 0,
      })),
      { kind: 'open', label: '打开首页', path: '/' },
    ],
  }
}
