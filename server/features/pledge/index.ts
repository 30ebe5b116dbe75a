// What other parts may use of this one.
export { everyState, type MemberState, memberStates, type PlacedState } from './branchMembers'
export { pledgeFlow } from './flow'
export { memberDueDay } from './memberDueDay'
export { hangingSheets, hangingVersion, hangsOnWall, hangsOnWallValues, isOnWall } from './onWall'
export { type KnownPackage, packageFlow } from './packageFlow'
export { publishedVersionOf } from './publish'
export {
  isAmending,
  isHandedIn,
  isOnBoard,
  type PledgeState,
  readyStates,
  requireOwnPledge,
  requirePledge,
  stateOf,
} from './records'
