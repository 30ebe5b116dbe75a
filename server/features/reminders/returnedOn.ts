import { In } from 'typeorm'
import { AuditEntry } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant } from '../../domain/calendar/calendarDay'

/** The day each of these was given back last, by 留痕; of records from before it named its steps, none. */
export async function returnedOn(work: Work, recordIds: readonly string[]): Promise<Map<string, CalendarDay>> {
  if (!recordIds.length) return new Map()
  const where = { recordId: In([...recordIds]), events: 'return' }
  const lines = await work.manager.find(AuditEntry, { where, order: { at: 'ASC' } })
  return new Map(lines.map(({ recordId, at }) => [recordId ?? '', dayOfInstant(Number(at))]))
}
