interface Placed {
  roles: readonly { role: string; scopeId: string }[]
  branchId: string | null
}

/** The branch an address without one means: the one the person leads, else the one he belongs to; null for neither. */
export const ownBranch = ({ roles, branchId }: Placed): string | null =>
  roles.find(({ role }) => role === 'BRANCH_SECRETARY')?.scopeId ?? branchId
