import type { DatabaseKind, DatabaseServer } from '../support/databases/index.ts'
import { databaseObstacle, freshDatabase, serverUrl, startMariaDb, startMySql } from '../support/databases/index.ts'
import type { Drill, DrillOutcome } from './drill.ts'
import { runKillDrill } from './killDrill.ts'

const titles: Record<DatabaseKind, string> = { sqlite: 'SQLite', mariadb: 'MariaDB', mysql: 'MySQL' }

/**
 * A server of our own writes every commit to the disk before it acknowledges it. A given one is left as it is: it does not
 * die with the product.
 */
async function ownServer(kind: DatabaseKind, sample: boolean): Promise<DatabaseServer | null> {
  if (kind === 'sqlite' || (sample && serverUrl(kind))) return null
  return (kind === 'mariadb' ? startMariaDb : startMySql)({ durable: true })
}

async function killOn(kind: DatabaseKind, kills: number, sample: boolean): Promise<DrillOutcome> {
  const server = await ownServer(kind, sample)
  try {
    const database = await freshDatabase(kind, server?.url)
    try {
      const { faults, uncertain, ...seen } = await runKillDrill(database.url, kills)
      const { written, absent } = uncertain
      const facts = { ...seen, 'interrupted, written': written, 'interrupted, absent': absent }
      return { faults: seen.acknowledged ? faults : [...faults, 'nothing was ever acknowledged'], facts }
    } finally {
      await database.drop()
    }
  } finally {
    await server?.stop()
  }
}

/** The built server killed under load, on each database. */
export const killDrills: readonly Drill[] = (['sqlite', 'mariadb', 'mysql'] as const).map((kind) => ({
  title: `the server killed in the middle of its work, ${titles[kind]}`,
  word: kind,
  obstacle: () => databaseObstacle(kind),
  run: (times, sample) => killOn(kind, times, sample),
}))
