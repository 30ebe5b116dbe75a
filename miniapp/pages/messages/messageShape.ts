import type { Output } from '../../../server/contract'
import { dayOfInstant, timeOfInstant } from '../../../server/domain/calendar/calendarDay'
import type { LedgerShape, Tone } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { texts } from './texts'

export type Message = Output<'message.list'>['messages'][number]

const tones: Record<Message['state'], Tone> = {
  queued: 'info',
  waiting: 'wait',
  sent: 'done',
  answered: 'done',
  cancelled: 'grey',
  expired: 'late',
  failed: 'late',
  unknown: 'late',
}

/** '9月15日 14:32', with the year when it is another. */
export const momentText = (at: number, today: string): string =>
  `${dayText(dayOfInstant(at), today)} ${timeOfInstant(at)}`

/** How a message reads in the list; what it says is not there. */
export const messageShape = (today: string): LedgerShape<Message> => ({
  label: texts.title,
  columns: [
    { key: 'person', title: texts.person, kind: 'person', text: ({ personName }) => personName },
    { key: 'kind', title: texts.kind, text: ({ kindName }) => kindName },
    {
      key: 'queued',
      title: texts.queued,
      kind: 'day',
      text: ({ queuedAt }) => momentText(queuedAt, today),
      order: ({ queuedAt }) => queuedAt,
    },
    {
      key: 'sent',
      title: texts.sent,
      kind: 'day',
      text: ({ sentAt }) => (sentAt === null ? '' : momentText(sentAt, today)),
      order: ({ sentAt }) => sentAt,
    },
    { key: 'platform', title: texts.platform, text: ({ platformName }) => platformName },
    { key: 'why', title: texts.why, kind: 'long', text: ({ why }) => why },
    { key: 'state', title: texts.state, kind: 'state', text: ({ stateName }) => stateName },
  ],
  key: ({ messageId }) => messageId,
  chip: ({ state, stateName }) => ({ text: stateName, tone: tones[state] }),
  lines: ({ personName, kindName, queuedAt, sentAt, platformName, why }) => ({
    person: personName,
    title: personName,
    lines: [
      [kindName, platformName].filter(Boolean).join('，'),
      why ||
        (sentAt === null ? texts.queuedLine(momentText(queuedAt, today)) : texts.sentLine(momentText(sentAt, today))),
    ],
  }),
})
