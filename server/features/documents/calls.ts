import type { documentsContract } from '../../contract/documents'
import type { Calls, House } from '../call'
import { documentForm } from './drawForm'
import { postAreaSummary } from './drawSummary'
import { listBatches } from './listBatches'
import { batchDownloads } from './readBatch'
import { startBatch } from './startBatch'

export const documentsCalls = (house: House) => {
  const downloads = batchDownloads(house.database, house)
  return {
    'document.form': { asks: ['readForm'], run: documentForm(house) },
    'document.postAreaSummary': { asks: ['readProgress'], run: postAreaSummary },
    'document.startBatch': { asks: ['downloadBatch'], run: startBatch },
    'document.batches': { asks: ['downloadBatch'], run: listBatches },
    'document.batch': { asks: ['downloadBatch'], run: downloads['document.batch'] },
    'document.download': { asks: ['downloadBatch'], run: downloads['document.download'] },
  } satisfies Calls<typeof documentsContract>
}
