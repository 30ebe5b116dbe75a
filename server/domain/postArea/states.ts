import type { PostAreaEvent, PostAreaState } from '../workflows/postArea'

export type { PostAreaEvent, PostAreaState }

/** No longer one of the department's: its place is free again and its holder may be chosen anew. */
const ended: readonly string[] = ['VOID', 'REMOVED'] satisfies PostAreaState[]
const notCounted: readonly string[] = ['VOID', 'REMOVED', 'NOT_STARTED', 'SUSPENDED'] satisfies PostAreaState[]

/** Collected by the branch or further: what a branch can hand in or has handed in (R13, R14). */
export const readyStates: readonly string[] = ['COLLECTED', 'SUBMITTED', 'ACCEPTED', 'ACTIVE'] satisfies PostAreaState[]

/** Takes one of the places a department may fill (R05, R06); a suspended one does until its plate is taken down. */
export const isAlive = (state: string): boolean => !ended.includes(state)

/** Counts as set up. A suspended one does not: nobody serves there (R05). */
export const isChosen = (state: string): boolean => !notCounted.includes(state)

export const isReady = (state: string): boolean => readyStates.includes(state)

/** Steps that carry a nomination further, and so ask for a nominee who is still an 在职党员 of the department. */
const needsFitNominee: readonly PostAreaEvent[] = [
  'fill',
  'review',
  'agree',
  'collect',
  'package',
  'hangPlate',
  'resume',
  'resumeUnhung',
]
export const asksForFitNominee = (event: PostAreaEvent): boolean => needsFitNominee.includes(event)

/** 部门第一负责人's: where he leads the department as well, both signatures are one person's (R11). */
export const judgingEvents: readonly PostAreaEvent[] = ['review', 'returnByHead']

/** The chain begins anew at DRAFT: earlier opinions no longer count (R08). Returns need a reason, texts stay. */
const restarting: readonly PostAreaEvent[] = ['returnByHead', 'disagree', 'returnByBranch', 'changeNominee']
export const beginsAnew = (event: PostAreaEvent): boolean => restarting.includes(event)

/** The next step of the chain as somebody's duty. 报送 and 受理 are a duty of the package, not of one form. */
export const dutyEvents: readonly PostAreaEvent[] = [
  'recommend',
  'consult',
  'giveOpinion',
  'fill',
  'review',
  'agree',
  'collect',
  'hangPlate',
]
