import type { fulfilmentContract } from '../../contract/fulfilment'
import type { Calls } from '../call'
import { myFulfilments } from './readMine'
import { recordFulfilment } from './recordFulfilment'
import { voidFulfilment } from './voidFulfilment'

export const fulfilmentCalls = {
  'fulfilment.mine': { asks: ['writePledge'], run: myFulfilments },
  'fulfilment.record': { asks: ['writePledge'], run: recordFulfilment },
  'fulfilment.void': { asks: ['writePledge'], run: voidFulfilment },
} satisfies Calls<typeof fulfilmentContract>
