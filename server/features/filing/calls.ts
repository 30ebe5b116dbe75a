import type { filingContract } from '../../contract/filing'
import type { Attachment } from '../../files/picture'
import { type Calls, prepared } from '../call'
import { discardDraft } from './discardDraft'
import { drawLedger } from './drawLedger'
import { listForms } from './list'
import { readFiling } from './read'
import { readLedger } from './readLedger'
import { readPaper } from './readPaper'
import { saveFiling } from './saveFiling'
import { stepFiling } from './stepFiling'
import { uploadPaper } from './uploadPaper'

export const filingCalls = {
  'filing.list': { asks: ['readFilings'], run: listForms },
  'filing.ledger': { asks: ['readFilings'], run: readLedger },
  'filing.export': { asks: ['readFilings'], run: drawLedger },
  'filing.read': { asks: ['readFilings'], run: readFiling },
  'filing.save': { asks: ['writeFiling'], run: saveFiling },
  'filing.step': { asks: ['takeFilingStep'], run: stepFiling },
  'filing.discard': { asks: ['writeFiling'], run: discardDraft },
  'filing.uploadPaper': { asks: ['uploadFilingPaper'], run: prepared<'filing.uploadPaper', Attachment>(uploadPaper) },
  'filing.readPaper': { asks: ['readFilings'], run: readPaper },
} satisfies Calls<typeof filingContract>
