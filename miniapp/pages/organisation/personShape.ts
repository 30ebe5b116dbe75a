import type { LedgerShape } from '../../components/ledger/ledger'
import { personTexts } from './personTexts'
import { orgTexts } from './texts'
import type { ListedPerson } from './useOrganisation'

const accountsOf = ({ accounts }: ListedPerson): string =>
  accounts.length === 0 ? orgTexts.noAccount : accounts.map((platform) => personTexts.platforms[platform]).join('、')

/** The people found in the roster. */
export const personShape: LedgerShape<ListedPerson> = {
  label: orgTexts.people,
  columns: [
    { key: 'name', title: orgTexts.name, kind: 'person', text: ({ name }) => name },
    { key: 'staffNumber', title: orgTexts.staffNumber, text: ({ staffNumber }) => staffNumber },
    { key: 'department', title: orgTexts.department, text: ({ departmentName }) => departmentName ?? '' },
    { key: 'position', title: orgTexts.position, text: ({ positionTitle }) => positionTitle },
    { key: 'status', title: orgTexts.status, text: ({ politicalStatusName }) => politicalStatusName },
    { key: 'accounts', title: orgTexts.accounts, text: accountsOf },
    { key: 'state', title: orgTexts.duty, kind: 'state', text: ({ dutyStatusName }) => dutyStatusName },
  ],
  key: ({ personId }) => personId,
  chip: ({ dutyStatusName }) => (dutyStatusName === orgTexts.onDuty ? null : { text: dutyStatusName, tone: 'grey' }),
  lines: ({ name, staffNumber, departmentName, politicalStatusName }) => ({
    person: name,
    title: name,
    lines: [[staffNumber, departmentName, politicalStatusName].filter(Boolean).join('，')],
  }),
}
