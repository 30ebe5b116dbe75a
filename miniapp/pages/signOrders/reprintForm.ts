import { countCharacters } from '../../../server/domain/wording/characters'
import { holding } from '../../../server/domain/wording/foldText'
import type { FieldProblem } from '../../api/refused'
import { filled, problem } from '../../components/form/missing'
import type { Plate } from './orderSteps'
import { reprintTexts } from './reprintTexts'
import { sharedTexts } from './sharedTexts'

const shortestReason = 5

export interface ReprintForm {
  title: string
  agencyName: string
  lineIds: string[]
  reason: string
}
export const reprintProblems = ({ title, agencyName, lineIds, reason }: ReprintForm): FieldProblem[] => {
  const actual = countCharacters(reason)
  return [
    ...(lineIds.length > 0 ? [] : [problem('lineIds', reprintTexts.needLines)]),
    ...(actual < shortestReason ? [problem('reason', reprintTexts.shortReason(actual))] : []),
    ...filled({ title: [title, sharedTexts.needTitle], agencyName: [agencyName, sharedTexts.needAgency] }),
  ]
}

/** Plates in whose name, kind, department or branch the words occur, however they are typed. */
export const platesLike = (lines: readonly Plate[], words: string): Plate[] => {
  const holds = holding(words)
  return lines.filter(({ name, kindName, departmentName, branchName }) =>
    holds(name, kindName, departmentName, branchName),
  )
}
