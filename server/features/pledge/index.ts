// What other parts may use of this one.
export { type MemberState, memberStates, type StateCount, stateCounts } from './branchMembers'
export { ownPublished } from './earlierSheets'
export { pledgeFlow } from './flow'
export { memberDueDay } from './memberDueDay'
export { hangingSheets, hangingVersion, hangsOnWall, isOnWall, stillMember } from './onWall'
export { ownPledge } from './ownPledge'
export { type KnownPackage, packageFlow } from './packageFlow'
export { publishedVersionOf } from './publish'
export {
  isAmending,
  isHandedIn,
  isOnBoard,
  type PledgeState,
  readyStates,
  requirePledge,
  stateOf,
} from './records'
