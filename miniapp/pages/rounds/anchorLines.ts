import { shortHash } from '../../../server/domain/sealing/shortHash'
import type { Round } from './roundSteps'
import { seenTexts } from './seenTexts'

/** What stands of list and count on the page of the round: what was told outside the house, and what was never opened. */
export function anchorLines({ box, checksum }: Pick<Round, 'box' | 'checksum'>): string[] {
  const unopened = box?.stripped?.unopened ?? 0
  return [
    ...(box ? [seenTexts.list(box.envelopes, shortHash(box.listHash))] : []),
    ...(checksum ? [seenTexts.checksum(shortHash(checksum))] : []),
    // Afterwards as well: whoever reads a group without a figure reads why.
    ...(checksum && unopened ? [seenTexts.unopened(unopened)] : []),
  ]
}
