import { shortHash } from '../../../server/domain/sealing/shortHash'
import type { Round } from './roundSteps'
import { seenTexts } from './seenTexts'

/** What stands of list and count on the page of the round: what was told outside the house, and what was never opened. */
export function anchorLines({
  box,
  checksum,
  locks = null,
}: Pick<Round, 'box' | 'checksum'> & Partial<Pick<Round, 'locks'>>): string[] {
  const unopened = box?.stripped?.unopened ?? 0
  return [
    ...(box ? [seenTexts.list(box.envelopes, shortHash(box.listHash))] : []),
    ...(locks?.holders ?? []).flatMap(({ bySafe }, at) => (bySafe ? [seenTexts.openedBySafe(at + 1)] : [])),
    ...(checksum ? [seenTexts.checksum(shortHash(checksum))] : []),
    // Afterwards as well: whoever reads a group without a figure reads why.
    ...(checksum && unopened ? [seenTexts.unopened(unopened)] : []),
  ]
}
