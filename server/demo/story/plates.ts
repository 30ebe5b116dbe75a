import { randomUUID } from 'node:crypto'
import { yearOf } from '../../domain/calendar/calendarDay'
import type { Telling } from './cast'
import { acceptPledges } from './pledges'

/** 办公室 has begun an order of what hangs on the wall; its plates are still to be exported for the agency. */
export async function startPlates(telling: Telling): Promise<void> {
  await acceptPledges(telling)
  const { act, cast, today } = telling
  const { orders, available } = await act(cast.generalOffice, 'signOrder.list', {})
  if (orders.length > 0 || !available.some(({ kind, count }) => kind === 'WORK_PLATE' && count > 0)) return
  const title = `${yearOf(today())}年工作牌`
  const agency = { agencyName: '江岳云上广告有限公司', kinds: ['WORK_PLATE' as const] }
  await act(cast.generalOffice, 'signOrder.start', { orderId: randomUUID(), title, ...agency })
}
