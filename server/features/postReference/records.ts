import { tidyText } from '../../domain/wording/characters'

/** The post as it is compared, and its duties with their line breaks. */
export const tidyReference = (positionTitle: string, content: string) => ({
  positionTitle: tidyText(positionTitle),
  content: content.normalize('NFC').replace(/\r\n?/g, '\n').trim(),
})
