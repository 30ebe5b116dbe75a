import { meantFor } from '../api/connection'
import { fetchLater, fetchNow } from '../composables/later'
import type { Kept } from './kept'

let held: Kept | null = null

const load = (): Promise<Kept> => import('./kept').then((file) => file.default)
const opened = async (kept: Kept): Promise<Kept> => {
  if (meantFor()) await kept.keeping.open(meantFor())
  held = kept
  return kept
}
const fetching = fetchLater(load)

/** What is kept for the person of this page, once the page has been shown: it takes nothing of a weak network from it. */
export const keptLater = (): Promise<Kept> => fetching().then(opened)
/** The same at once, for a start without a network; throws Unreachable where it is not on this phone. */
export const keptNow = (): Promise<Kept> => fetchNow(load).then(opened)
/** The same where it is at hand, null where it has not come yet. */
export const keptAtHand = (): Kept | null => (held?.keeping.owner() === meantFor() ? held : null)
