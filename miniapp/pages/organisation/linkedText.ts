import type { Output } from '../../../server/contract'
import { personTexts } from './personTexts'

/** What has become of a link that was asked for. */
export const linkedText = ({ waits, alone }: Output<'account.link'>): string => {
  if (!waits) return personTexts.linked
  return alone ? personTexts.linkAlone : personTexts.linkWaits
}
