import { cleanText, tidyText } from '../../domain/wording/cleanText'

/** The post as it is compared, and its duties with their line breaks. */
export const tidyReference = (positionTitle: string, content: string) => ({
  positionTitle: tidyText(positionTitle),
  content: cleanText(content).trim(),
})
