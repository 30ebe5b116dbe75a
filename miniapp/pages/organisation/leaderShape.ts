import type { Chip, LedgerColumn, LedgerShape, Segment } from '../../components/ledger/ledger'
import { linksTexts } from './linksTexts'
import { requiredTargets } from './targets'
import { isComplete, type Leader } from './useThreeLinks'

const kinds = ['market', 'subsidiary', 'pharmacy'] as const
const kindColumn = (kind: (typeof kinds)[number]): LedgerColumn<Leader> => ({
  key: kind,
  title: linksTexts[kind],
  number: true,
  text: (leader) => `${leader[kind]}/${requiredTargets[kind]}`,
  order: (leader) => leader[kind],
})
const chipOf = (leader: Leader): Chip =>
  isComplete(leader) ? { text: linksTexts.complete, tone: 'done' } : { text: linksTexts.notYet, tone: 'grey' }
const branchOf = ({ branchName }: Leader): string => branchName ?? linksTexts.noBranch

/** What each 党员领导干部 has covered this year (R46). */
export const leaderShape: LedgerShape<Leader> = {
  label: linksTexts.title,
  columns: [
    { key: 'name', title: linksTexts.leader, kind: 'person', text: ({ name }) => name },
    { key: 'branch', title: linksTexts.branch, text: branchOf },
    ...kinds.map(kindColumn),
    {
      key: 'activities',
      title: linksTexts.activities,
      number: true,
      text: ({ activities }) => String(activities),
      order: ({ activities }) => activities,
    },
    {
      key: 'links',
      title: linksTexts.current,
      number: true,
      text: ({ links }) => String(links.length),
      order: ({ links }) => links.length,
    },
    { key: 'state', title: linksTexts.state, kind: 'state', text: (leader) => chipOf(leader).text },
  ],
  key: ({ personId }) => personId,
  chip: chipOf,
  lines: (leader) => ({
    person: leader.name,
    title: leader.name,
    lines: [
      linksTexts.progress(leader.market, leader.subsidiary, leader.pharmacy),
      `${branchOf(leader)}，${linksTexts.count(leader.activities)}`,
      ...(leader.proposed.length ? [linksTexts.offered(leader.proposed.length)] : []),
    ],
  }),
}

export const leaderSegments: readonly Segment<Leader>[] = [
  { key: '', label: linksTexts.all },
  { key: 'open', label: linksTexts.notYet, holds: (leader) => !isComplete(leader) },
  { key: 'done', label: linksTexts.complete, holds: isComplete },
]
