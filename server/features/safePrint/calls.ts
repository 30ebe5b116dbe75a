import type { safePrintContract } from '../../contract/safePrint'
import { keyFolder } from '../../sealing/keyFolder'
import type { Calls, House } from '../call'
import { keepPrint } from './keepPrint'
import { listPrints } from './listPrints'
import { makePrint } from './makePrint'

export const safePrintCalls = (house: House) => {
  const keys = keyFolder(house.keysFolder)
  return {
    'safePrint.list': { asks: ['readSafePrints'], run: listPrints },
    'safePrint.make': { asks: ['keepSafePrint'], run: makePrint(keys) },
    'safePrint.keep': { asks: ['keepSafePrint'], run: keepPrint },
  } satisfies Calls<typeof safePrintContract>
}
