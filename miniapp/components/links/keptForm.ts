import { countCharacters } from '../../../server/domain/wording/characters'
import type { FieldProblem } from '../../api/refused'
import { keptTexts } from './keptTexts'

export interface KeptForm {
  carried: string[]
  ended: string[]
  reason: string
}

export const emptyKept = (): KeptForm => ({ carried: [], ended: [], reason: '' })

/** Why this year's links cannot be changed so. */
export const keptProblems = ({ ended, reason }: KeptForm): FieldProblem[] =>
  ended.length > 0 && countCharacters(reason) < 5
    ? [{ field: 'reason', code: 'page.short', sentence: keptTexts.reasonShort }]
    : []

export const keptInput = ({ carried, ended, reason }: KeptForm) => ({
  carried,
  ended,
  ...(ended.length > 0 ? { reason: reason.trim() } : {}),
})
