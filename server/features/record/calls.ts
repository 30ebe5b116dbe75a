import type { recordContract } from '../../contract/record'
import type { Calls } from '../call'
import type { AnyFlow } from '../workflow'
import { listMine } from './listMine'
import { readRecord } from './readRecord'
import { stepRecord } from './stepRecord'

export const recordCalls = (flows: readonly AnyFlow[]) =>
  ({
    'record.mine': { asks: 'person', run: listMine(flows) },
    'record.read': { asks: 'person', run: readRecord(flows) },
    'record.step': { asks: 'person', run: stepRecord(flows) },
  }) satisfies Calls<typeof recordContract>
