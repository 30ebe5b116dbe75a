import type { Output } from '../../../server/contract'

export type Round = Output<'round.read'>
export type RoundSummary = Round['round']
export type RoundState = RoundSummary['state']

/** The six stations a 书记 passes; the workflow table has more states than anyone wants to read. */
export const stations = ['roster', 'voting', 'count', 'grades', 'report', 'accepted'] as const
export type Station = (typeof stations)[number]

const stationOfState: Record<RoundState, Station | 'end'> = {
  NOT_STARTED: 'roster',
  PREPARING: 'roster',
  REHEARSAL: 'roster',
  ROSTER_FROZEN: 'voting',
  VOTING: 'voting',
  CLOSED: 'count',
  TALLIED: 'grades',
  COMMITTEE_REVIEW: 'grades',
  COMPLETED: 'report',
  RETURNED: 'report',
  TABLE1_SUBMITTED: 'accepted',
  ACCEPTED: 'end',
  PUBLICISED: 'end',
  ANNOUNCED: 'end',
  FULLY_PUBLIC: 'end',
  ARCHIVED: 'end',
}

export interface StationView {
  station: Station
  position: 'done' | 'now' | 'ahead'
}

/** Where the round stands: everything before the station of its state is done. */
export const stationViews = (state: RoundState): StationView[] => {
  const now = stationOfState[state]
  const place = now === 'end' ? stations.length : stations.indexOf(now)
  return stations.map((station, index) => ({
    station,
    position: index < place ? 'done' : index === place ? 'now' : 'ahead',
  }))
}

export const stationOf = (state: RoundState): Station | 'end' => stationOfState[state]

/** Whole percent, rounded down: a bar is full only when everybody has voted. */
export const turnoutPercent = (returned: number, issued: number): number =>
  issued === 0 ? 0 : Math.floor((returned * 100) / issued)

/** What the page offers now; 'wait…' when another hand is needed. */
export type Stage =
  | 'freeze'
  | 'openVoting'
  | 'voting'
  | 'tally'
  | 'grades'
  | 'report'
  | 'decide'
  | 'waitOffice'
  | 'waitBranch'
  | 'waitSecretary'
  | 'finished'

const stageOfEvent: Readonly<Record<string, Stage>> = {
  freezeRoster: 'freeze',
  openVoting: 'openVoting',
  close: 'voting',
  tally: 'tally',
  openReview: 'grades',
  confirmGrades: 'grades',
  submitTable1: 'report',
  accept: 'decide',
  return: 'decide',
}

const waiting = (state: RoundState, runsOffice: boolean): Stage => {
  if (stationOfState[state] === 'end') return 'finished'
  if (state === 'TABLE1_SUBMITTED') return 'waitOffice'
  if (state === 'VOTING') return 'voting'
  return runsOffice ? 'waitBranch' : 'waitSecretary'
}

/** The server's `allowed` are events of the workflow table; the first one the page knows decides. */
export const stageOf = ({ allowed, round }: Pick<Round, 'allowed' | 'round'>, runsOffice: boolean): Stage => {
  const event = allowed.find((name) => name in stageOfEvent)
  return (event && stageOfEvent[event]) || waiting(round.state, runsOffice)
}
