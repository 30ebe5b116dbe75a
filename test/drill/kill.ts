import type { DatabaseKind, DatabaseServer } from '../support/databases/index.ts'
import { freshDatabase, startMariaDb, startMySql } from '../support/databases/index.ts'
import { type DrillReport, runKillDrill } from './killDrill.ts'

// `npm run drill [-- <kills> [sqlite|mariadb|mysql]]`: kills the built server under load, on servers that write every
// commit to the disk before they acknowledge it. Ends with exit code 1 when anything was lost, doubled or half written.

const [given = '20', only] = process.argv.slice(2)
const kills = Number(given)
const kinds: readonly DatabaseKind[] = ['sqlite', 'mariadb', 'mysql']

async function drill(kind: DatabaseKind): Promise<DrillReport> {
  const server: DatabaseServer | null =
    kind === 'sqlite' ? null : await (kind === 'mariadb' ? startMariaDb : startMySql)({ durable: true })
  try {
    const database = await freshDatabase(kind, server?.url)
    try {
      return await runKillDrill(database.url, kills)
    } finally {
      await database.drop()
    }
  } finally {
    await server?.stop()
  }
}

async function main(): Promise<void> {
  let bad = 0
  const rows: Record<string, unknown>[] = []
  for (const kind of kinds.filter((each) => !only || each === only)) {
    const began = performance.now()
    const { faults, uncertain, ...report } = await drill(kind)
    for (const fault of faults.slice(0, 20)) console.log(`${kind}: ${fault}`)
    bad += faults.length
    const seconds = Math.round((performance.now() - began) / 1000)
    rows.push({
      database: kind,
      ...report,
      'interrupted, written': uncertain.written,
      'interrupted, absent': uncertain.absent,
      faults: faults.length,
      seconds,
    })
  }
  console.table(rows)
  process.exitCode = bad || !rows.length ? 1 : 0
}

void main()
