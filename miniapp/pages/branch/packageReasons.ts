import { countCharacters } from '../../../server/domain/wording/characters'
import { type BranchMember, owes } from './branchMembers'

export interface MissingReason {
  personId: string
  name: string
  /** The chip chosen, null while nothing is. */
  choice: ReasonChoice | null
  text: string
}
export type ReasonChoice = 'LONG_SICK' | 'SECONDED' | 'LEAVE' | 'OTHER'

export const leastReasonCharacters = 5

/** Written out, because the reason is read by 机关党办 and needs five characters (R19). */
export const reasonSentences: Record<ReasonChoice, string> = {
  LONG_SICK: '长期病假，暂不能填写',
  SECONDED: '外派在外，返回后补交',
  LEAVE: '休假未归，返岗后补交',
  OTHER: '',
}

const choiceOfDuty: Readonly<Record<string, ReasonChoice>> = { 长病: 'LONG_SICK', 外派: 'SECONDED', 借调: 'SECONDED' }

/** One line for each person missing; what the roster already knows is proposed, the 书记 can change it. */
export const missingReasons = (members: readonly BranchMember[]): MissingReason[] =>
  members.filter(owes).map(({ personId, name, dutyStatusName }) => {
    const choice = choiceOfDuty[dutyStatusName] ?? null
    return { personId, name, choice, text: choice ? reasonSentences[choice] : '' }
  })

export const lacksReason = (missing: MissingReason): boolean => countCharacters(missing.text) < leastReasonCharacters
