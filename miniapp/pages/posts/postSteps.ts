import type { Output } from '../../../server/contract'

export type PostArea = Output<'postArea.read'>
export type Mine = Output<'postArea.mine'>
export type Listed = Mine['waiting'][number]
export type LedDepartment = Mine['led'][number]
export type Exemption = LedDepartment['exemptions'][number]
export type Kind = Listed['kind']
export type State = Listed['state']
type Event = Listed['allowed'][number]

/** Steps that ask for more than words, each with a form of its own. */
export type Stage = 'recommend' | 'consult' | 'fill' | 'collect' | 'hangPlate' | 'halfYear'

const stageOfEvent: Partial<Record<Event, Stage>> = {
  recommend: 'recommend',
  consult: 'consult',
  fill: 'fill',
  collect: 'collect',
  hangPlate: 'hangPlate',
  confirmHalfYear: 'halfYear',
}

/**
 * The server's `allowed` are events of the workflow table; the first one with a form of its own decides. The 书记 may review
 * any 岗 or 区 whose plate hangs, but is asked only when a review is due.
 */
export const stageOf = ({ allowed, reviewDue }: Pick<PostArea, 'allowed' | 'reviewDue'>): Stage | null =>
  allowed
    .filter((event) => event !== 'confirmHalfYear' || reviewDue)
    .map((event) => stageOfEvent[event])
    .find((stage) => stage !== undefined) ?? null

/** A plate that was taken down this year: the department has to propose another. */
export const asksAgain = ({ state, earlier }: Pick<PostArea, 'state' | 'earlier'>): boolean =>
  state === 'REMOVED' && !earlier

/** What is done seldom and asks for more than words. */
const asides = ['changeNominee', 'remove'] as const
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
