import type { Database, Work } from '../../database/work'
import { escalationOf } from '../../domain/visits/care'
import { requireRecord, take } from '../workflow'
import { careFlow } from './flow'
import { caresIn, type KnownCare } from './records'

const followed = ['RAISED', 'WITH_SECRETARY', 'REACHED'] as const

const dueNow = (work: Work, { record, helperIds }: KnownCare) =>
  escalationOf({ ...record, raisedAt: Number(record.raisedAt), helpers: helperIds.length }, work.now)

/**
 * Whom nobody has met after a day, and after two, is told further up (R37); so is whoever's members have all left, and a visit that should have been entered. Looked for
 * again and again: hours pass at night too. Each in a unit of work of its own, asked anew there, so that two instances tell once.
 */
export async function followCares(database: Database): Promise<number> {
  const due = await database.read(null, 'job', async (work) =>
    (await caresIn(work, followed)).filter((known) => dueNow(work, known) !== null).map(({ record }) => record.id),
  )
  for (const id of due)
    await database.unitOfWork(null, 'job', async (work) => {
      let known = await requireRecord(work, careFlow, id)
      // After a night without the server both hours may be over.
      for (let event = dueNow(work, known); event; event = dueNow(work, known))
        known = await take(work, careFlow, known, event, { actor: null })
    })
  return due.length
}
