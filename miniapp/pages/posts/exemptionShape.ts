import { shortKindNames } from '../../../server/domain/postArea/kinds'
import type { LedgerShape, Segment } from '../../components/ledger/ledger'
import { exemptionTexts as texts } from './exemptionTexts'
import type { Exemption } from './postSteps'

/** R05 「原则上」: what departments have asked for and what 机关党办 said. */
export const exemptionShape: LedgerShape<Exemption> = {
  label: texts.title,
  columns: [
    { key: 'department', title: texts.department, text: ({ departmentName }) => departmentName },
    { key: 'kind', title: texts.kindHead, text: ({ kind }) => shortKindNames[kind] },
    { key: 'reason', title: texts.reasonHead, kind: 'long', text: ({ reason }) => reason },
    { key: 'branch', title: texts.branch, text: ({ branchName }) => branchName },
    { key: 'askedBy', title: texts.askedBy, kind: 'person', text: ({ askedByName }) => askedByName },
    { key: 'decision', title: texts.decisionHead, kind: 'long', text: ({ decisionReason }) => decisionReason ?? '' },
    { key: 'state', title: texts.state, kind: 'state', text: ({ state }) => texts.states[state] },
  ],
  key: ({ exemptionId }) => exemptionId,
  chip: ({ state }) => ({ text: texts.states[state], tone: texts.tones[state] }),
  lines: ({ departmentName, kind, branchName, askedByName, reason }) => ({
    title: texts.decideTitle(departmentName, kind),
    lines: [`${branchName}，${texts.by(askedByName)}`, texts.reason(reason)],
  }),
}

const isAsked = ({ state }: Exemption): boolean => state === 'ASKED'
export const exemptionSegments: readonly Segment<Exemption>[] = [
  { key: '', label: texts.waiting, holds: isAsked, empty: { title: texts.none, text: texts.noneHint } },
  { key: 'decided', label: texts.decided, holds: (row) => !isAsked(row) },
  { key: 'all', label: texts.all },
]
