import type { Output } from '../../../server/contract'
import { requiredTargets } from './targets'

export type Leader = Output<'threeLinks.board'>['leaders'][number]

/** Whether all of R46 has been visited this year. */
export const isComplete = ({ market, subsidiary, pharmacy }: Leader): boolean =>
  market >= requiredTargets.market && subsidiary >= requiredTargets.subsidiary && pharmacy >= requiredTargets.pharmacy
