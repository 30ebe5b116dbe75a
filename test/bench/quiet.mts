// What the product does by itself must not be counted as what a request costs, nor slip into a figure unseen.
import { setTimeout as pause } from 'node:timers/promises'
import type { RawDatabase } from './bare/raw.mts'

const limitMilliseconds = 60_000
const stillMilliseconds = 1500

interface JobRow {
  job: string
  slot: string
  finishedAt: number | string | null
}

/** Jobs begun and done, and the messages by state, as one text to compare. */
export async function backgroundState(database: RawDatabase): Promise<string> {
  const jobs = await database.all<JobRow>('select job, slot, finishedAt from job_run order by job, slot')
  const messages = await database.all<{ state: string; amount: number | string }>(
    'select state, count(*) as amount from outbox_message group by state order by state',
  )
  return [
    ...jobs.map(({ job, slot, finishedAt }) => `${job} ${slot} ${finishedAt === null ? 'running' : 'done'}`),
    ...messages.map(({ state, amount }) => `${amount} messages ${state}`),
  ].join(', ')
}

const isBusy = (state: string): boolean => state === '' || /running|PENDING|LEASED/.test(state)

/** Waits until the product that uses this database has done what fell due and nothing has moved for a while. */
export async function untilQuiet(database: RawDatabase): Promise<void> {
  const limit = performance.now() + limitMilliseconds
  let known = ''
  let since = performance.now()
  while (isBusy(known) || performance.now() - since < stillMilliseconds) {
    if (performance.now() > limit) throw new Error(`the product did not come to rest: ${known || 'no job ran'}`)
    await pause(100)
    const state = await backgroundState(database)
    if (state !== known) since = performance.now()
    known = state
  }
}
