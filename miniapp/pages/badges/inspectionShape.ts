import type { LedgerShape } from '../../components/ledger/ledger'
import { dayText } from '../../composables/dayText'
import { branchTexts as texts } from './branchTexts'
import type { Inspection } from './useBranchBadges'

const countsOf = ({ checked, notWearing }: Inspection): string => texts.counts(checked, notWearing)
const followedOf = ({ followUp, followUpDay }: Inspection, today: string): string =>
  followUp && followUpDay ? texts.followed(dayText(followUpDay, today), followUp) : ''
const waits = ({ notWearing, followUp }: Inspection): boolean => notWearing > 0 && !followUp

/** The inspections of a year, newest first; names only come to the 书记. */
export const inspectionShape = (today: string): LedgerShape<Inspection> => ({
  label: texts.listTitle,
  columns: [
    { key: 'department', title: texts.department, text: ({ departmentName }) => departmentName },
    {
      key: 'heldDay',
      title: texts.day,
      kind: 'day',
      text: ({ heldDay }) => dayText(heldDay, today),
      order: ({ heldDay }) => heldDay,
    },
    { key: 'counts', title: texts.found, text: countsOf, order: ({ notWearing }) => notWearing },
    { key: 'inspector', title: texts.inspector, kind: 'person', text: ({ inspectorName }) => inspectorName },
    { key: 'followUp', title: texts.followUpHead, kind: 'long', text: (each) => followedOf(each, today) },
    { key: 'names', title: texts.notWearingCount, text: ({ notWearingNames }) => notWearingNames.join('、') },
    { key: 'note', title: texts.note, kind: 'long', text: ({ note }) => note },
    { key: 'state', title: texts.state, kind: 'state', text: (each) => (waits(each) ? texts.waiting : '') },
  ],
  key: ({ inspectionId }) => inspectionId,
  chip: (each) => (waits(each) ? { text: texts.waiting, tone: 'wait' } : null),
  lines: (each) => ({ title: each.departmentName, lines: [countsOf(each), followedOf(each, today)] }),
  day: ({ heldDay }) => heldDay,
})
