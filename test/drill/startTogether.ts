import { randomBytes } from 'node:crypto'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { databaseObstacle, freshDatabase, serverUrl, startMariaDb, startMySql } from '../support/databases/index.ts'
import { cacheFolder } from '../support/run/checkout.ts'
import { newFolder } from '../support/run/ownedChild.ts'
import type { Drill, DrillOutcome } from './drill.ts'
import { buildServer, houseInUse, type ServerProgram, serverProgram } from './serverProgram.ts'
import { askDatabase } from './writtenRows.ts'

const instances = 3
const kinds = ['mariadb', 'mysql', 'sqlite'] as const

/** Each has its own copy of the program, which it removes at its end. */
async function severalPrograms(programFolder: string, urls: readonly string[]): Promise<ServerProgram[]> {
  const secret = randomBytes(24).toString('hex')
  const KEYS_DIR = newFolder('drillKeys')
  return Promise.all(
    urls.map(async (url, index) => {
      const copy = join(cacheFolder, 'drill', `${process.pid}-${index}-${randomBytes(3).toString('hex')}`)
      cpSync(programFolder, copy, { recursive: true })
      return serverProgram(copy, url, secret, { ...houseInUse, KEYS_DIR })
    }),
  )
}

/**
 * Starts one for each address at the same instant on an empty database; all have to come up, and each migration to be there
 * once. Answers what is not so.
 */
export async function startOnce(programFolder: string, urls: readonly string[]): Promise<string[]> {
  const [url = ''] = urls
  const programs = await severalPrograms(programFolder, urls)
  try {
    const started = await Promise.allSettled(programs.map((program) => program.start()))
    const faults = started.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []))
    const names = await askDatabase(url, (query) => query('select name from migrations order by id'))
    const doubled = names.length - new Set(names.map(({ name }) => name)).size
    if (!names.length || doubled) faults.push(`${names.length} migrations were written down, ${doubled} of them twice`)
    const left = await askDatabase(url, (query) =>
      query("select name from instance_note where name not in ('ready', 'keys')"),
    )
    if (left.length) faults.push(`left behind: ${left.map(({ name }) => name).join(', ')}`)
    return faults
  } finally {
    await Promise.all(programs.map((program) => program.end()))
  }
}

async function startOn(
  kind: (typeof kinds)[number],
  times: number,
  { programFolder, sample }: { programFolder: string; sample: boolean },
): Promise<string[]> {
  const given = kind === 'sqlite' || (sample && serverUrl(kind))
  const server = given ? null : await (kind === 'mariadb' ? startMariaDb : startMySql)()
  const faults: string[] = []
  try {
    for (let round = 1; round <= times; round += 1) {
      const database = await freshDatabase(kind, server?.url)
      faults.push(
        ...(await startOnce(programFolder, Array(instances).fill(database.url))).map(
          (text) => `${kind}, round ${round}: ${text}`,
        ),
      )
      await database.drop()
    }
  } finally {
    await server?.stop()
  }
  return faults
}

/** Real programs, three at once, on empty databases. */
export const startTogetherDrill: Drill = {
  title: 'three instances started at the same instant on an empty database',
  word: 'startTogether',
  obstacle: () => kinds.map(databaseObstacle).find(Boolean),
  run: async (times, sample): Promise<DrillOutcome> => {
    const programFolder = buildServer()
    const faults: string[] = []
    for (const kind of kinds) faults.push(...(await startOn(kind, times, { programFolder, sample })))
    rmSync(programFolder, { recursive: true, force: true })
    return { faults, facts: { 'starts of three': kinds.length * times } }
  },
}
