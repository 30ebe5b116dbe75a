import type { Issue } from './issue'
import { findDiseaseWords, findNumbersLikeIds } from './privateWords'

/** D11, R37: hints on what a free text should perhaps not say; they ask, they never block. `actual` is the number of finds. */
export const privateHints = (field: string, text: string): Issue[] => {
  const numbers = findNumbersLikeIds(text).length
  const words = findDiseaseWords(text).length
  return [
    ...(numbers > 0 ? [{ field, code: 'text.numberLikeId', actual: numbers } as const] : []),
    ...(words > 0 ? [{ field, code: 'text.diseaseWord', actual: words } as const] : []),
  ]
}
