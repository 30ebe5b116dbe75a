import { SignOrder } from '../../../entities'
import type { FileReader } from '../call'

const readsOrder = (column: 'quoteFileId' | 'minutesFileId'): FileReader => ({
  entity: SignOrder,
  column,
  mayRead: (work, fileId) =>
    work.may('readSignOrder') ? work.manager.existsBy(SignOrder, { [column]: fileId }) : Promise.resolve(false),
})

/** The quote and the minutes (R30, R31): for whoever reads the order. */
export const orderFiles: readonly FileReader[] = [readsOrder('quoteFileId'), readsOrder('minutesFileId')]
