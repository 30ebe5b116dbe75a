import { randomUUID } from 'node:crypto'
import { IsNull, LessThan, Not } from 'typeorm'
import { OpinionEnvelope, SupervisionOpinion } from '../../../entities'
import type { Database, Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { goTogether, rememberedDays } from '../../domain/opinions/batch'
import type { KeyFolder } from '../../sealing/keyFolder'
import { openOpinion, type SealedWords } from '../../sealing/opinionEnvelopes'
import { tellLost, tellSecretary } from './tellSecretary'

interface Mixed {
  waiting: number
  mixed: number
  /** Could not be opened: altered, or the key of their day is gone. */
  lost: number
}

/** In the order of what they say, under keys that ascend: neither tells when or in what order they came. */
function asBook(words: readonly SealedWords[], receivedDay: string): SupervisionOpinion[] {
  const sorted = words.map((one) => ({ one, by: JSON.stringify([one.content, one.pledgeId]) }))
  sorted.sort((left, right) => (left.by < right.by ? -1 : 1))
  const ids = words.map(() => randomUUID()).sort()
  return sorted.map(({ one: { pledgeId, branchId, content } }, at) => {
    const row = { id: ids[at] as string, pledgeId, branchId, personId: null, content, receivedDay }
    return { ...row, hiddenReason: null, revision: 1 }
  })
}

/** One transaction for all: the book knows one number and one day of them. */
async function mix(work: Work, keys: KeyFolder): Promise<Mixed> {
  const where = { envelope: Not(IsNull()), receivedDay: LessThan<string>(work.today) }
  const rows = await work.manager.find(OpinionEnvelope, { where })
  const days = rows.map(({ receivedDay }) => toCalendarDay(receivedDay))
  if (!rows.length || !goTogether(days, work.today)) return { waiting: rows.length, mixed: 0, lost: 0 }
  const words = rows.flatMap(({ id, receivedDay, envelope }) => {
    const key = keys.opinionKey(receivedDay, 'standing')
    return (key && openOpinion(key, id, envelope ?? '')) ?? []
  })
  if (words.length) await work.insert(SupervisionOpinion, asBook(words, work.today))
  await work.change(OpinionEnvelope, where, { envelope: null })
  for (const branchId of [...new Set(words.map((one) => one.branchId))].sort())
    await tellSecretary(work, branchId, work.today)
  const lost = rows.length - words.length
  if (lost) await tellLost(work, lost, work.today)
  return { waiting: 0, mixed: words.length, lost }
}

/** Deleted rows remain in files and backups: once nothing of a day waits, its key goes. */
async function destroyOldKeys(work: Work, keys: KeyFolder): Promise<void> {
  for (const day of keys.opinionDays().filter((one) => one < work.today)) {
    const waiting = await work.manager.existsBy(OpinionEnvelope, { receivedDay: day, envelope: Not(IsNull()) })
    if (!waiting) keys.destroyOpinionKey(day)
  }
}

/**
 * The nightly job: unsigned opinions of the days before go into the book together, and what they were sealed by is destroyed. A kill
 * in between leaves either all of them in the box or a key that the next night destroys.
 */
export const mixOpinions =
  (keys: KeyFolder) =>
  async (database: Database): Promise<string> => {
    const { waiting, mixed, lost } = await database.unitOfWork(null, 'job', async (work) => {
      await work.manager.delete(OpinionEnvelope, {
        envelope: IsNull(),
        receivedDay: LessThan<string>(addDays(work.today, -rememberedDays)),
      })
      return mix(work, keys)
    })
    await database.read(null, 'job', (work) => destroyOldKeys(work, keys))
    return `mixed ${mixed}, waiting ${waiting}${lost ? `, lost ${lost}` : ''}`
  }
