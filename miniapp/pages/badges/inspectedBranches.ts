import type { Session } from '../../client/session'

interface Branch {
  branchId: string
  name: string
}

const hands = new Set(['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK', 'INSPECTOR'])

/** The branches whose 台账 this person may open: those of the person's roles, then every other one for 党办. */
export const inspectedBranches = ({ roles }: Pick<Session, 'roles'>, every: readonly Branch[]): Branch[] => {
  const own = roles
    .filter(({ role }) => hands.has(role))
    .map(({ scopeId, scopeName }) => ({ branchId: scopeId, name: scopeName }))
  const byId = new Map([...own, ...every].map((branch) => [branch.branchId, branch]))
  return [...byId.values()]
}
