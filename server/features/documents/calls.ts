import type { documentsContract } from '../../contract/documents'
import type { Calls, House } from '../call'
import { listBatches } from './listBatches'
import { postAreaSummary } from './postAreaSummary'
import { batchDownloads } from './readBatch'
import { documentForm } from './singleForm'
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
