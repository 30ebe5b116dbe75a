import { privateHints } from '../../../server/domain/wording/privateHints'
import { issueSentence } from '../../../server/domain/wording/sentences'

/** D11: asks about numbers and illness in the text; never blocks. */
export const privateHint = (text: string): string => privateHints('content', text).map(issueSentence).join('。')
