import { type Component, defineAsyncComponent, h } from 'vue'
import { fetchLater } from '../composables/later'
import PieceWait from './PieceWait.vue'

/** The piece, and what stands for it until it has come; a sheet that is pressed before opens when it comes (PieceWait.vue). */
const piece = <Piece extends Component>(loader: () => Promise<{ default: Piece }>, lines?: number): Piece =>
  defineAsyncComponent<Piece>({
    loader,
    loadingComponent: lines === undefined ? PieceWait : () => h(PieceWait, { lines }),
    delay: 0,
  })

/**
 * A piece of a page that is not seen at first: it comes when the page has been shown. Outside `setup`: once for all of its
 * kind. `lines`: for one that stands where it is seen, as many lines of room as it will take.
 */
export const later = <Piece extends Component>(load: () => Promise<{ default: Piece }>, lines?: number): Piece =>
  piece(fetchLater(load), lines)

/** The same for a piece that many pages could show and few do: only fetched on a page it stands on. */
export const laterWhereUsed = <Piece extends Component>(
  load: () => Promise<{ default: Piece }>,
  lines?: number,
): Piece => {
  let fetched: (() => Promise<{ default: Piece }>) | undefined
  return piece(() => {
    fetched ??= fetchLater(load)
    return fetched()
  }, lines)
}
