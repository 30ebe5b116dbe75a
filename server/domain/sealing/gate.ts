// The gate between both steps of the opening (rules §4.6.6): what the second lock is opened for, and for what not before both
// 监票人 have said why. Pure.
import { isAnonymous, type RaterGroup } from '../scoring/terms'

/** How many envelopes one group gave on one subject: as the closed list has them, and inner ones as they passed. */
export interface GateGroup {
  subjectId: string
  raterGroup: RaterGroup
  returned: number
  passed: number
}

export interface GateFacts {
  groups: readonly GateGroup[]
  /** Envelopes refused, and outer ones that held a copy of another. */
  refused: number
  copied: number
  /** Fewest ballots of a secret group that are opened together (rules §4.6.8). */
  fewest: number
}

export interface Gate {
  /** Secret groups that are never opened, whoever confirms: whoever knows all of them but one would read that one. */
  closed: { subjectId: string; raterGroup: RaterGroup; passed: number }[]
  /** Secret groups that were large enough on the closed list and are not any more. */
  fell: number
  /** The smallest secret group that is opened; null where there is none. */
  smallest: number | null
  /** Both 监票人 have to say why it goes on. */
  asksWords: boolean
}

/** What goes through to the second lock. */
export function gateOf({ groups, refused, copied, fewest }: GateFacts): Gate {
  const secret = groups.filter(({ raterGroup }) => isAnonymous(raterGroup))
  const small = secret.filter(({ passed }) => passed < fewest)
  const fell = small.filter(({ returned }) => returned >= fewest).length
  const sizes = secret.filter((one) => !small.includes(one)).map(({ passed }) => passed)
  return {
    closed: small.flatMap(({ subjectId, raterGroup, passed }) =>
      passed > 0 ? [{ subjectId, raterGroup, passed }] : [],
    ),
    fell,
    smallest: sizes.length ? Math.min(...sizes) : null,
    asksWords: refused + copied + fell > 0,
  }
}
