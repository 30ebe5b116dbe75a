import type { Output } from '../../../server/contract'
import { finishedStates } from '../../../server/domain/workflows/evaluationRound'

export type Round = Output<'round.read'>
export type RoundSummary = Round['round']
export type RoundState = RoundSummary['state']

/** 表1 is accepted: what follows is publishing. */
export const isFinished = (state: RoundState): boolean => finishedStates.includes(state)

/** Whole percent, rounded down: a bar is full only when everybody has voted. */
export const turnoutPercent = (returned: number, issued: number): number =>
  issued === 0 ? 0 : Math.floor((returned * 100) / issued)

/** Steps that ask for more than words, each with a form of its own; the vote is watched by whoever may not close it. */
export type Stage =
  | 'freeze'
  | 'setLock'
  | 'openVoting'
  | 'voting'
  | 'box'
  | 'safe'
  | 'tally'
  | 'takeIn'
  | 'grades'
  | 'report'

const stageOfEvent: Readonly<Record<string, Stage>> = {
  freezeRoster: 'freeze',
  setLock: 'setLock',
  openVoting: 'openVoting',
  close: 'voting',
  strip: 'box',
  confirmBox: 'box',
  tally: 'tally',
  openReview: 'grades',
  confirmGrades: 'grades',
  submitTable1: 'report',
}

/** The server's `allowed` are events of the workflow table; the first one with a form of its own decides. */
export const stageOf = ({
  allowed,
  round,
  locks,
  countKept,
}: Pick<Round, 'allowed' | 'round' | 'locks' | 'countKept'>): Stage | null => {
  if (countKept) return 'takeIn'
  if (locks?.safe) return 'safe'
  // Both 监票人 see the box between its two steps, whoever's turn it is.
  if (locks?.coded && locks.place && (round.state === 'CLOSED' || round.state === 'STRIPPED')) return 'box'
  const event = allowed.find((name) => name in stageOfEvent)
  return (event && stageOfEvent[event]) || (round.state === 'VOTING' ? 'voting' : null)
}
