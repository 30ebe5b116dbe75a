import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { recordNotFound } from '../../refusals'
import { type AnyFlow, duesOf } from '../workflow'

/** What the actor owes of one workflow, as on the home page: the records he goes through one after the other. */
export const listMine =
  (flows: readonly AnyFlow[]) =>
  async (work: Work, { workflow }: Checked<'record.mine'>): Promise<Output<'record.mine'>> => {
    const flow = flows.find(({ table }) => table.name === workflow)
    if (!flow) throw recordNotFound({ what: '记录' })
    const dues = await duesOf(work, flow)
    return {
      records: dues.map(({ recordId, about, title, path, dueDay }) => ({
        recordId,
        about,
        title,
        path,
        dueDay: dueDay && toCalendarDay(dueDay),
      })),
    }
  }
