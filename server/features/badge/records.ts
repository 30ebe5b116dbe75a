import { BadgeInspection } from '../../../entities'
import type { Work } from '../../database/work'
import { countCharacters } from '../../domain/wording/characters'
import { type Refusal, recordNotFound, refusal } from '../../refusals'

const badgeWordsShort = refusal(422, 'badge.wordsShort', '请写明{what}，不少于5个字（现在{actual}个字）。')
const badgeVoidForeign = refusal(403, 'badge.voidForeign', '抽查记录由登记人在7天内作废，或由支部书记作废。')
const badgeVoidLate = refusal(409, 'badge.voidLate', '登记满7天后，请由支部书记作废。')

// 佩戴党徽 (R02). Software cannot make anybody wear a badge: a branch looks, writes down how many, and follows up. No picture
// of a person, no face recognition, no place (PIPL 6). A weekly tip in the chat would be off by default and is not built.

/** Whoever wrote an inspection down may take it back within this time; the 书记 at any time. */
const ownVoidDays = 7
const dayMilliseconds = 86_400_000
const shortestReason = 5

export async function requireInspection(work: Work, inspectionId: string): Promise<BadgeInspection> {
  const inspection = await work.one(BadgeInspection, { id: inspectionId })
  if (!inspection) throw recordNotFound({ what: '抽查记录' })
  return inspection
}

/** Why this person may not take the inspection back; null when nothing stands against it. */
export function voidObstacle(work: Work, inspection: BadgeInspection): Refusal | null {
  if (work.may('followUpBadges', { branchId: inspection.branchId })) return null
  if (inspection.inspectorId !== work.who.personId) return badgeVoidForeign()
  return work.now - inspection.enteredAt < ownVoidDays * dayMilliseconds ? null : badgeVoidLate()
}

/** `what` names the field: at least five characters (rules §3). */
export function checkWords(words: string, what: string): void {
  const actual = countCharacters(words)
  if (actual < shortestReason) throw badgeWordsShort({ what, actual })
}
