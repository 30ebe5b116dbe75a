import { type LedgerShape, type Segment, type Select, withLate } from '../../components/ledger/ledger'
import { dayText, halfText } from '../../composables/dayText'
import { listTexts } from './listTexts'
import { isFinished, type RoundSummary } from './roundSteps'

const toneOf = ({ state }: RoundSummary) => (isFinished(state) ? 'done' : state === 'RETURNED' ? 'late' : 'wait')
const turnoutOf = ({ voted, voters }: RoundSummary): string =>
  voters === 0 ? listTexts.noVoters : listTexts.voted(voted, voters)

/** How the rounds of the branches read. */
export const roundShape = (today: string): LedgerShape<RoundSummary> => ({
  label: listTexts.title,
  columns: [
    { key: 'branchName', title: listTexts.branch, text: ({ branchName }) => branchName },
    { key: 'half', title: listTexts.half, text: ({ half }) => halfText(half), order: ({ half }) => half },
    {
      key: 'voted',
      title: listTexts.turnout,
      number: true,
      text: turnoutOf,
      order: ({ voted, voters }) => (voters === 0 ? null : voted / voters),
    },
    {
      key: 'dueDay',
      title: listTexts.due,
      kind: 'day',
      text: ({ dueDay }) => dayText(dueDay, today),
      order: ({ dueDay }) => dueDay,
    },
    {
      key: 'reportDueDay',
      title: listTexts.reportDue,
      kind: 'day',
      text: ({ reportDueDay }) => (reportDueDay ? dayText(reportDueDay, today) : ''),
      order: ({ reportDueDay }) => reportDueDay,
    },
    { key: 'state', title: listTexts.state, kind: 'state', text: ({ stateName }) => stateName },
  ],
  key: ({ roundId }) => roundId,
  path: ({ roundId }) => `/rounds/${roundId}`,
  chip: (round) => withLate({ text: round.stateName, tone: toneOf(round) }, round.late),
  lines: (round) => ({
    title: round.branchName,
    lines: [
      `${halfText(round.half)}，${listTexts.turnoutLine(turnoutOf(round))}`,
      round.reportDueDay
        ? listTexts.reportDueLine(dayText(round.reportDueDay, today))
        : listTexts.dueLine(dayText(round.dueDay, today)),
    ],
  }),
})

export const roundSegments: readonly Segment<RoundSummary>[] = [
  { key: '', label: listTexts.all },
  { key: 'open', label: listTexts.open, holds: ({ state }) => !isFinished(state) },
  { key: 'done', label: listTexts.finished, holds: ({ state }) => isFinished(state) },
]

/** The half-years there are, the newest first; the server selects. */
export const halfSelect = (halves: readonly string[]): Select<RoundSummary> => ({
  key: 'half',
  label: listTexts.half,
  options: [{ value: '', label: listTexts.recent }, ...halves.map((half) => ({ value: half, label: halfText(half) }))],
})

/** The sums of the list in one sentence; '' where there is nothing. */
export const roundSum = (rounds: readonly RoundSummary[]): string =>
  rounds.length === 0 ? '' : listTexts.sum(rounds.length, rounds.filter(({ state }) => !isFinished(state)).length)
