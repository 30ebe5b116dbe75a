import { holding } from '../../../server/domain/wording/foldText'
import type { Plate } from './orderSteps'

/** Plates in whose name, kind, department or branch the words occur, however they are typed. */
export const platesLike = (lines: readonly Plate[], words: string): Plate[] => {
  const holds = holding(words)
  return lines.filter(({ name, kindName, departmentName, branchName }) =>
    holds(name, kindName, departmentName, branchName),
  )
}
