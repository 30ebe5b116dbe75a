import type { documentsContract } from '../../contract/documents'
import type { Calls, House } from '../call'
import { batchDownloads, listBatches, startBatch } from './batches'
import { postAreaSummary } from './postAreaSummary'
import { documentForm } from './singleForm'

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
