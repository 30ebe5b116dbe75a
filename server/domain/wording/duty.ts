import { countCharacters, hasReadableCharacter } from './characters'
import { dutyLimitCharacters } from './counts'
import { countFaces } from './faces'
import type { Issue } from './issue'
import { lostIssues } from './lost'
import { hasPhoneNumber } from './privateWords'

const field = 'dutyText'

/** R17: everything wrong with a 工作职责, field 'dutyText'; empty means it may be handed in. Lengths in 字. */
export const checkDuty = (text: string): Issue[] => {
  const actual = countCharacters(text)
  if (actual === 0) return [{ field, code: 'duty.empty' }]
  const issues: Issue[] = []
  if (actual > dutyLimitCharacters) issues.push({ field, code: 'duty.tooLong', actual, limit: dutyLimitCharacters })
  const lost = lostIssues(field, text)
  const faces = countFaces(text)
  if (lost.length > 0) issues.push(...lost)
  else if (faces > 0) issues.push({ field, code: 'duty.forbiddenCharacter', actual: faces })
  else if (!hasReadableCharacter(text)) issues.push({ field, code: 'duty.onlyPunctuation' })
  if (hasPhoneNumber(text)) issues.push({ field, code: 'duty.phoneNumber' })
  return issues
}
