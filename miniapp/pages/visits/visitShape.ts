import type { Output } from '../../../server/contract'
import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { listTexts } from './listTexts'
import { purposes, texts, ways } from './texts'

export type Visit = Output<'visit.mine'>['visits'][number]

const labelOf = (options: readonly { value: string; label: string }[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? ''
const purposesOf = (visit: Visit): string => visit.purposes.map((one) => labelOf(purposes, one)).join('、')

/** One's own visits, the latest day first. */
export const visitShape = (today: string): LedgerShape<Visit> => ({
  label: texts.mineTitle,
  columns: [
    { key: 'contact', title: texts.contact, kind: 'person', text: ({ contactName }) => contactName },
    { key: 'day', title: texts.day, kind: 'day', text: ({ visitedDay }) => dayText(visitedDay, today) },
    { key: 'way', title: listTexts.wayHead, text: ({ way }) => labelOf(ways, way) },
    { key: 'purposes', title: listTexts.purposesHead, text: purposesOf },
    { key: 'content', title: texts.content, kind: 'long', text: ({ content }) => content },
    { key: 'problem', title: listTexts.problemHead, kind: 'long', text: ({ problem }) => problem ?? '' },
    { key: 'offRoster', title: listTexts.roster, text: ({ onRoster }) => (onRoster ? '' : listTexts.offRoster) },
  ],
  key: ({ visitId }) => visitId,
  chip: ({ voided, backfilled }) =>
    voided
      ? { text: listTexts.voided, tone: 'grey' }
      : backfilled
        ? { text: listTexts.backfilled, tone: 'wait' }
        : null,
  lines: ({ contactName, visitedDay, way, content, problem, onRoster }) => ({
    person: contactName,
    title: contactName,
    lines: [
      [dayText(visitedDay, today), labelOf(ways, way), onRoster ? '' : listTexts.offRoster].filter(Boolean).join('，'),
      content,
      problem ? listTexts.problemFound + problem : '',
    ],
  }),
})
