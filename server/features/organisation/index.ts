// What other parts may use of this one.

export { accountLinked, userKeyOf } from './accounts'
export { branches, inBranchOrder } from './branchOrder'
export {
  branchPeople,
  holders,
  ofBranches,
  type PlacedPerson,
  placedPeople,
  placedPerson,
  placements,
  withAccount,
} from './branchPeople'
export { type DeskSize, deskSizes } from './deskSizes'
export {
  type DepartmentDesk,
  type DeskFilter,
  desks,
  type GroupOutside,
  groupRows,
  groupsOutside,
  requireDesk,
} from './desks'
export { restingOn } from './enterAbsence'
export { type BranchWithNames, branchNameThen, namesBook, namesOf, namesThen, nameThen, withBranchNames } from './names'
export { newPerson } from './newPerson'
export { type PersonToTell, peopleToTell } from './peopleToTell'
export { requireBranch, requirePresentPerson } from './records'
export { accountClosed, placeKey, takenAccounts } from './takenAccounts'
