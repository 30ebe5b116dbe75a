import { countCharacters } from '../../../server/domain/wording/characters'
import type { FieldProblem } from '../../api/refused'
import { filled, problem } from '../../components/form/missing'
import { reprintTexts } from './reprintTexts'
import { sharedTexts } from './sharedTexts'

const shortestReason = 5

export interface ReprintForm {
  /** Of the order it will be. */
  entryId: string
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
