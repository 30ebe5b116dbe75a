import { type LedgerShape, type Segment, withLate } from '../../components/ledger/ledger'
import { type BranchMember, filterOf, type MemberFilter, memberFilters, owes } from './branchMembers'
import { filterNames, texts } from './texts'

const tones = { missing: 'wait', submitted: 'wait', returned: 'late', handedIn: 'done' } as const

/** What else the 书记 should know of somebody: not on duty, no photograph, cannot be or was reminded. */
const notesOf = (member: BranchMember, mayNudge: boolean): string[] => [
  ...(member.dutyStatusName === texts.onDuty ? [] : [member.dutyStatusName]),
  ...(filterOf(member) !== 'missing' && !member.hasPhoto ? [texts.noPhoto] : []),
  ...(mayNudge && owes(member) && !member.hasAccount ? [texts.tellInPerson] : []),
  ...(mayNudge && owes(member) && member.hasAccount && member.remindedToday ? [texts.remindedToday] : []),
]

/** The members of a branch and how far their sheets are (R13, R19). */
export const memberShape = (mayNudge: boolean): LedgerShape<BranchMember> => ({
  label: texts.memberList,
  columns: [
    { key: 'name', title: texts.name, kind: 'person', text: ({ name }) => name },
    { key: 'department', title: texts.department, text: ({ departmentName }) => departmentName },
    { key: 'notes', title: texts.notes, text: (member) => notesOf(member, mayNudge).join('，') },
    { key: 'state', title: texts.state, kind: 'state', text: (member) => filterNames[filterOf(member)] },
  ],
  key: ({ personId }) => personId,
  chip: (member) => {
    const filter = filterOf(member)
    return withLate({ text: filterNames[filter], tone: tones[filter] }, member.late)
  },
  lines: (member) => ({
    person: member.name,
    title: member.name,
    lines: [member.departmentName, notesOf(member, mayNudge).join('，')],
  }),
})

const segmentOf = (filter: MemberFilter): Segment<BranchMember> => {
  const [title, text] = texts.empty[filter]
  return {
    key: filter === 'missing' ? '' : filter,
    label: filterNames[filter],
    holds: (member) => filterOf(member) === filter,
    empty: { title, text },
  }
}

/** Who is missing stands first. A word that is searched for shows by the counts in which of them somebody is. */
export const memberSegments: readonly Segment<BranchMember>[] = memberFilters.map(segmentOf)
