import { shortHash } from '../../server/domain/sealing/shortHash'
import type { Card } from '../port'

/** The list that was closed, as 监票人 and voters find it on their phones: how many envelopes, and what people compare of its hash. */
export interface ClosedList {
  envelopes: number
  listHash: string
}
export const listFact = (list: ClosedList | null): Card['facts'] =>
  list
    ? [
        { label: '票箱清单', value: `${list.envelopes}份` },
        { label: '清单校验码', value: shortHash(list.listHash) },
      ]
    : []
