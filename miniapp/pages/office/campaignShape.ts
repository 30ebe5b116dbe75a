import type { Output } from '../../../server/contract'
import type { LedgerShape, Segment, Tone } from '../../components/ledger/ledger'
import { campaignsTexts as texts } from './campaignsTexts'

export type ListedCampaign = Output<'campaign.list'>['campaigns'][number]

const tones: Record<ListedCampaign['state'], Tone> = {
  OPEN: 'info',
  CLOSED: 'done',
  ARCHIVED: 'grey',
  CANCELLED: 'grey',
}
const basisOf = ({ basisNumber, basisTitle }: ListedCampaign): string => `${basisNumber}《${basisTitle}》`
const broughtOf = ({ pledges, posts, packages }: ListedCampaign): string => texts.broughtText(pledges, posts, packages)

/** One year's campaign and what it has brought (M7). */
export const campaignShape: LedgerShape<ListedCampaign> = {
  label: texts.title,
  columns: [
    { key: 'title', title: texts.name, text: ({ title }) => title },
    { key: 'year', title: texts.year, text: ({ year }) => texts.yearText(year), order: ({ year }) => year },
    { key: 'opened', title: texts.opened, kind: 'day', text: ({ openedDay }) => openedDay },
    { key: 'due', title: texts.due, kind: 'day', text: ({ dueDay }) => dueDay },
    { key: 'brought', title: texts.brought, kind: 'long', text: broughtOf },
    { key: 'basis', title: texts.basis, kind: 'long', text: basisOf },
    { key: 'state', title: texts.state, kind: 'state', text: ({ state }) => texts.states[state] },
  ],
  key: ({ campaignId }) => campaignId,
  chip: ({ state }) => ({ text: texts.states[state], tone: tones[state] }),
  lines: (row) => ({ title: row.title, lines: [texts.yearText(row.year), broughtOf(row)] }),
}

const isPast = ({ state }: ListedCampaign): boolean => state !== 'OPEN'
export const campaignSegments: readonly Segment<ListedCampaign>[] = [
  { key: '', label: texts.past, holds: isPast, empty: { title: texts.none, text: texts.noneText } },
  { key: 'all', label: texts.all },
]
