import type { RaterGroup } from './terms'

/** The two groups that give one sheet adopted by a meeting (rules §4.4.8) instead of ballots of their own. */
export const collectiveGroups = ['ORG', 'SUPERIOR'] as const satisfies readonly RaterGroup[]
export type CollectiveGroup = (typeof collectiveGroups)[number]

export const isCollective = (group: RaterGroup): group is CollectiveGroup => group === 'ORG' || group === 'SUPERIOR'

/** Secret ballots and sheets of meetings, each as they are cast: never together, for the sheets' line of 留痕 would give the others a time. */
export function castApart<One extends { raterGroup: RaterGroup }>(ballots: readonly One[]): One[][] {
  const parts = [false, true].map((collective) =>
    ballots.filter(({ raterGroup }) => isCollective(raterGroup) === collective),
  )
  return parts.filter(({ length }) => length > 0)
}
