import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { openRaw } from '../bench/bare/raw.mts'
import { openSessions } from '../bench/requests.mts'
import { buildServer, serverProgram } from './serverProgram.ts'
import { type Cast, createWriters, type Write } from './writers.ts'
import { askDatabase, readWritten, stateOf } from './writtenRows.ts'

export interface DrillReport {
  kills: number
  acknowledged: number
  /** Under way when the server was killed: written whole, and not written at all. */
  uncertain: { written: number; absent: number }
  /** Everything that is not as it must be; empty after a good drill. */
  faults: string[]
  /** Median milliseconds of a start after a kill. */
  restartMilliseconds: number
}

/** Two members, a leader and one of his places, out of the sample organisation. */
export const readCast = (url: string): Promise<Cast> =>
  askDatabase(url, async (query) => {
    const members = await query(
      "select id from person where politicalStatus = 'FULL_MEMBER' and dutyStatus = 'ON_DUTY' and leadingCadre = 0 order by staffNumber limit 2",
    )
    const [link] = await query('select leaderId, targetId from leader_link order by leaderId, targetId limit 1')
    const [member, companion] = members.map((row) => String(row.id))
    if (!member || !companion || !link) throw new Error('the sample organisation is not there')
    return {
      memberId: member,
      companionId: companion,
      leaderId: String(link.leaderId),
      targetId: String(link.targetId),
    }
  })

/** Without its row a cookie opens nothing. */
export async function logIn(url: string): Promise<void> {
  const database = await openRaw(url)
  await database.run([openSessions])
  await database.close()
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Kills the built server outright, again and again, while eight people write; after each death the database is asked
 * itself. What was acknowledged must be there whole and once, what was not acknowledged whole or not at all; sent again
 * with the same key it must be there once.
 */
export async function runKillDrill(databaseUrl: string, kills: number): Promise<DrillReport> {
  const secret = randomBytes(24).toString('hex')
  const server = await serverProgram(buildServer(), databaseUrl, secret)
  const writers = createWriters(server.url, secret)
  const settled: Write[] = []
  const report: DrillReport = {
    kills,
    acknowledged: 0,
    uncertain: { written: 0, absent: 0 },
    faults: [],
    restartMilliseconds: 0,
  }
  const fault = (round: number, text: string) => void report.faults.push(`round ${round}: ${text}`)
  const restarts: number[] = []

  /** Asks for everything ever acknowledged, and whether the open ones are whole or absent. */
  const check = async (round: number, open: readonly Write[]): Promise<void> => {
    const written = await readWritten(databaseUrl)
    if (written.orphans) fault(round, `${written.orphans} rows that belong to nothing`)
    for (const write of settled) {
      const state = stateOf(write, written)
      if (state !== 'whole') fault(round, `acknowledged ${write.kind} ${write.id} is ${state}`)
    }
    for (const write of open) {
      const state = stateOf(write, written)
      if (state === 'whole') report.uncertain.written += 1
      else if (state === 'absent') report.uncertain.absent += 1
      else fault(round, `interrupted ${write.kind} ${write.id} is ${state}`)
    }
    if (written.rows.size > settled.length + open.length) fault(round, 'more was written than sent')
  }

  try {
    await server.start()
    const cast = await readCast(databaseUrl)
    await logIn(databaseUrl)
    for (let round = 1; round <= kills; round += 1) {
      const { load, stop } = writers.begin(cast)
      // A young server on a busy machine may need a while for its first answers.
      for (let waited = 0; load.acknowledged.length < 40 && waited < 400; waited += 1) await pause(25)
      await pause(Math.random() * 600)
      await server.kill()
      await stop()
      settled.push(...load.acknowledged)
      for (const text of load.refused) fault(round, `refused: ${text}`)
      if (!load.acknowledged.length) fault(round, 'nothing was acknowledged: the load did not begin')
      // Before the next life could repair anything.
      await check(round, load.uncertain)
      restarts.push(await server.start())
      for (const write of load.uncertain) {
        const status = await writers.send(write)
        if (status !== 200) fault(round, `sent again: ${write.kind} ${status}`)
      }
      report.acknowledged += load.acknowledged.length
      settled.push(...load.uncertain)
      await check(round, [])
    }
  } finally {
    writers.close()
    await server.end()
  }
  report.restartMilliseconds = Math.round(median(restarts))
  return report
}
