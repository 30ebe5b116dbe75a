import type { Output } from '../../../server/contract'
import type { Chip, LedgerColumn, LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { listTexts, outcomes } from './listTexts'
import { purposes, texts, ways } from './texts'

export type Visit = Output<'visit.mine'>['visits'][number]

const labelOf = (options: readonly { value: string; label: string }[], value: string | null): string =>
  options.find((option) => option.value === value)?.label ?? ''
const purposesOf = (visit: Visit): string => visit.purposes.map((one) => labelOf(purposes, one)).join('、')

/** What is said openly of an entry, and held against nobody (R34). */
export const flagsOf = ({ backfilled, repeated, copied, onRoster, together }: Visit): string[] => [
  ...(together > 1 ? [listTexts.together(together)] : []),
  ...(onRoster ? [] : [listTexts.offRoster]),
  ...(backfilled ? [listTexts.backfilled] : []),
  ...(repeated ? [listTexts.repeated] : []),
  ...(copied ? [listTexts.copied] : []),
]

export const chipOf = ({ voided, answer, backfilled, repeated, copied }: Visit): Chip | null => {
  if (voided) return { text: listTexts.voided, tone: 'grey' }
  if (answer === 'OBJECTED') return { text: listTexts.objected, tone: 'wait' }
  if (backfilled) return { text: listTexts.backfilled, tone: 'wait' }
  if (repeated) return { text: listTexts.repeated, tone: 'wait' }
  if (copied) return { text: listTexts.copied, tone: 'wait' }
  return answer === 'CONFIRMED' ? { text: listTexts.confirmed, tone: 'done' } : null
}

/** What a list of visits tells of each, whoever went. */
export const visitColumns = (today: string): LedgerColumn<Visit>[] => [
  { key: 'contact', title: listTexts.contactHead, kind: 'person', text: ({ contactName }) => contactName },
  { key: 'day', title: texts.day, kind: 'day', text: ({ visitedDay }) => dayText(visitedDay, today) },
  { key: 'content', title: texts.content, kind: 'long', text: ({ content }) => content },
  { key: 'problem', title: listTexts.problemHead, kind: 'long', text: ({ problem }) => problem ?? '' },
  { key: 'way', title: listTexts.wayHead, text: ({ way }) => labelOf(ways, way) },
  { key: 'purposes', title: listTexts.purposesHead, text: purposesOf },
  { key: 'flags', title: listTexts.flagsHead, text: (visit) => flagsOf(visit).join('、') },
  { key: 'place', title: listTexts.placeHead, text: ({ place }) => place ?? '' },
  { key: 'topic', title: listTexts.topicHead, text: ({ topic }) => topic ?? '' },
  { key: 'outcome', title: listTexts.outcomeHead, text: ({ outcome }) => labelOf(outcomes, outcome) },
  { key: 'companions', title: listTexts.companionsHead, text: ({ companions }) => companions.join('、') },
  { key: 'correction', title: listTexts.correctionHead, kind: 'long', text: ({ correction }) => correction ?? '' },
]

/** The lines of a visit on a phone, under who was met. */
export const visitLines = (visit: Visit, today: string): string[] => {
  const { visitedDay, way, place, companions, content, problem, correction } = visit
  return [
    [dayText(visitedDay, today), labelOf(ways, way), place ?? '', ...flagsOf(visit)].filter(Boolean).join('，'),
    companions.length ? listTexts.companions(companions.join('、')) : '',
    content,
    problem ? listTexts.problemFound + problem : '',
    correction ? listTexts.correctionFound + correction : '',
  ]
}

/** One's own visits, the latest day first. */
export const visitShape = (today: string): LedgerShape<Visit> => ({
  label: texts.mineTitle,
  columns: visitColumns(today),
  key: ({ visitId }) => visitId,
  chip: chipOf,
  lines: (visit) => ({
    person: visit.contactName,
    title: visit.contactName,
    lines: visitLines(visit, today),
  }),
})
