import type { Output } from '../../../server/contract'
import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { boardTexts as texts } from './boardTexts'

export type Opinion = Output<'supervision.branch'>['opinions'][number]

const wordsOf = ({ hiddenReason, content }: Opinion): string => (hiddenReason ? texts.hiddenFor(hiddenReason) : content)

/** What was said about the branch's pledges. Words that were put away stand in the opened row only. */
export const opinionShape = (today: string): LedgerShape<Opinion> => ({
  label: texts.title,
  columns: [
    { key: 'day', title: texts.day, kind: 'day', text: ({ receivedDay }) => dayText(receivedDay, today) },
    { key: 'about', title: texts.whom, kind: 'person', text: ({ pledgeName }) => pledgeName },
    { key: 'content', title: texts.words, kind: 'long', text: wordsOf },
    { key: 'from', title: texts.sender, text: ({ fromName }) => texts.from(fromName) },
    { key: 'state', title: texts.state, kind: 'state', text: ({ hiddenReason }) => (hiddenReason ? texts.hidden : '') },
  ],
  key: ({ opinionId }) => opinionId,
  chip: ({ hiddenReason }) => (hiddenReason ? { text: texts.hidden, tone: 'grey' } : null),
  lines: (opinion) => ({
    title: texts.about(opinion.pledgeName),
    lines: [wordsOf(opinion), texts.from(opinion.fromName)],
  }),
  day: ({ receivedDay }) => receivedDay,
})
