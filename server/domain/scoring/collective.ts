import type { RaterGroup } from './terms'

/** The two groups that give one sheet adopted by a meeting (rules §4.4.8) instead of ballots of their own. */
export const collectiveGroups = ['ORG', 'SUPERIOR'] as const satisfies readonly RaterGroup[]
export type CollectiveGroup = (typeof collectiveGroups)[number]

export const isCollective = (group: RaterGroup): group is CollectiveGroup => group === 'ORG' || group === 'SUPERIOR'
