import { shortHash } from '../../server/domain/sealing/shortHash'
import type { Card } from '../port'

/** The list that was closed, as 监票人 and voters find it on their phones: how many envelopes, and the first digits of its hash. */
export interface ClosedList {
  envelopes: number
  listHash: string
}
export const listFact = (list: ClosedList | null): Card['facts'] =>
  list ? [{ label: '清单', value: `${list.envelopes}份，校验码 ${shortHash(list.listHash)}` }] : []
