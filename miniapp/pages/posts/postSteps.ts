import type { Output } from '../../../server/contract'

export type PostArea = Output<'postArea.read'>
export type Mine = Output<'postArea.mine'>
export type Listed = Mine['waiting'][number]
export type LedDepartment = Mine['led'][number]
export type Exemption = LedDepartment['exemptions'][number]
export type Kind = Listed['kind']
export type State = Listed['state']
type Event = Listed['allowed'][number]

/** The nine stations of the notice (R07–R15); the workflow table has more states than anyone wants to read. */
export const stations = [
  'recommend',
  'consult',
  'fill',
  'review',
  'agree',
  'collect',
  'handIn',
  'accept',
  'plate',
] as const
export type Station = (typeof stations)[number]

const stationOfState: Record<State, Station | 'end' | 'off'> = {
  NOT_STARTED: 'recommend',
  DRAFT: 'recommend',
  RECOMMENDED: 'consult',
  CONSULTING: 'consult',
  CONSULTED: 'fill',
  FILLED: 'review',
  HEAD_REVIEWED: 'agree',
  LEADER_AGREED: 'collect',
  COLLECTED: 'handIn',
  SUBMITTED: 'accept',
  ACCEPTED: 'plate',
  ACTIVE: 'end',
  SUSPENDED: 'off',
  REMOVED: 'off',
  VOID: 'off',
}

export interface StationView {
  station: Station
  position: 'done' | 'now' | 'ahead'
}

/** Where the 岗 or 区 stands; nothing for one that is off the line (suspended, taken down, void). */
export const stationViews = (state: State): StationView[] => {
  const now = stationOfState[state]
  if (now === 'off') return []
  const place = now === 'end' ? stations.length : stations.indexOf(now)
  return stations.map((station, index) => ({
    station,
    position: index < place ? 'done' : index === place ? 'now' : 'ahead',
  }))
}

/** The one thing the page asks for now. */
export type Stage =
  | 'recommend'
  | 'consult'
  | 'opinion'
  | 'fill'
  | 'review'
  | 'decide'
  | 'collect'
  | 'hangPlate'
  | 'halfYear'
  | 'wait'

const stageOfEvent: Partial<Record<Event, Stage>> = {
  recommend: 'recommend',
  consult: 'consult',
  giveOpinion: 'opinion',
  fill: 'fill',
  review: 'review',
  agree: 'decide',
  collect: 'collect',
  hangPlate: 'hangPlate',
  confirmHalfYear: 'halfYear',
}

/**
 * The server's `allowed` are events of the workflow table; the first one with a form of its own decides. The 书记 may review
 * any 岗 or 区 whose plate hangs, but is asked only when a review is due.
 */
export const stageOf = ({ allowed, reviewDue }: Pick<PostArea, 'allowed' | 'reviewDue'>): Stage =>
  allowed
    .filter((event) => event !== 'confirmHalfYear' || reviewDue)
    .map((event) => stageOfEvent[event])
    .find((stage) => stage !== undefined) ?? 'wait'

/** What is done seldom and with a reason; it stands apart, so that nobody presses it in passing. */
export const asides = ['changeNominee', 'returnByBranch', 'suspend', 'resume', 'remove', 'void'] as const
export type Aside = (typeof asides)[number]

export const asidesOf = ({ allowed }: Pick<Listed, 'allowed'>): Aside[] =>
  asides.filter((aside) => allowed.includes(aside))

/**
 * Who gives the opinion and agrees: the 分管领导 by name, null where there is none, 'committee' where the only one is the
 * nominee himself and 机关党委 takes his place (R12).
 */
export const supervisingName = ({
  supervisorName,
  nomineeName,
}: Pick<PostArea, 'supervisorName' | 'nomineeName'>): string | 'committee' | null => {
  if (!supervisorName) return null
  const others = supervisorName.split('、').filter((name) => name !== nomineeName)
  return others.length > 0 ? others.join('、') : 'committee'
}

/** Whether there is a form to download: the words are there once it has been filled in. */
export const hasForm = ({ title }: Pick<Listed, 'title'>): boolean => title !== ''

/** Open ones are amber for whoever has the turn and blue for everybody else. */
export const toneOf = (state: State, mine = true): 'grey' | 'wait' | 'info' | 'done' | 'late' => {
  if (state === 'ACTIVE') return 'done'
  if (state === 'SUSPENDED') return 'late'
  if (state === 'REMOVED' || state === 'VOID') return 'grey'
  return mine ? 'wait' : 'info'
}
