import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import type { DatabaseKind } from '../../../support/databases'
import { fileOf, transactionsIn } from '../../../support/databases/innodbRows'
import { commitsIn } from '../../../support/databases/walCommits'
import type { Stage } from '../evaluationStage'

/** Where texts stand in what a thief has: by a name of the source, of each text a number by which they are put in order. */
export type Places = Record<string, ReadonlyMap<string, number>>

type Ask = (sql: string) => Promise<Record<string, unknown>[]>

export interface Files {
  url: string
  kind: DatabaseKind
  stage: Stage
}

/** First and last place of each text in a file: the order of its pages, of what was left in them, and of its freelist. */
function placesIn(name: string, file: Buffer, texts: readonly string[]): Places {
  const [first, last] = [new Map<string, number>(), new Map<string, number>()]
  for (const text of texts) {
    const at = file.indexOf(text)
    if (at < 0) continue
    first.set(text, at)
    last.set(text, file.lastIndexOf(text))
  }
  return { [`${name}, first`]: first, [`${name}, last`]: last }
}

async function onOneConnection<Answer>(stage: Stage, body: (ask: Ask) => Promise<Answer>): Promise<Answer> {
  const runner = stage.house.source.createQueryRunner()
  try {
    return await body((sql) => runner.query(sql))
  } finally {
    await runner.release()
  }
}

const hasBinlog = async (ask: Ask): Promise<boolean> =>
  Number((await ask('select @@log_bin as binlog'))[0]?.binlog) === 1

/** From here on the binlog is a file of its own; and as long as a reader holds it, SQLite begins no WAL anew. Answers what lets go. */
export async function newLogs({ url, kind, stage }: Files): Promise<() => void> {
  if (kind !== 'sqlite') {
    await onOneConnection(stage, async (ask) => {
      if (await hasBinlog(ask)) await ask('flush binary logs')
    })
    return () => undefined
  }
  const reader = new BetterSqlite(url.replace(/^sqlite:/, ''), { readonly: true })
  reader.exec('begin')
  reader.prepare('select count(*) from ballot').get()
  return () => void reader.close()
}

async function binlogPlaces(ask: Ask, texts: readonly string[]): Promise<Places> {
  if (!(await hasBinlog(ask))) return {}
  const [place] = await ask('select @@log_bin_basename as base')
  const logs = await ask('show binary logs')
  const file = readFileSync(join(dirname(String(place?.base)), String(logs.at(-1)?.Log_name)))
  return placesIn('binlog', file, texts)
}

interface Looked {
  table: string
  /** What the primary key of each row reads as. */
  keys: readonly string[]
  /** What the column after it begins with. */
  next: string
  /** In a row of SQLite it stands right behind the key: a row that says otherwise is an older one. */
  only?: boolean
}

/** All places of these rows in the files of the engine as they are now. */
export async function placesOf({ url, kind, stage }: Files, { table, keys, next, only }: Looked): Promise<Places> {
  if (kind === 'sqlite') {
    const path = url.replace(/^sqlite:/, '')
    const asRead = new Map(keys.map((key) => [only ? `${key}${next}` : key, key]))
    const texts = [...asRead.keys()]
    const found: Places = {
      'WAL commit': commitsIn(`${path}-wal`, texts),
      ...placesIn('WAL', readFileSync(`${path}-wal`), texts),
      ...placesIn('file', readFileSync(path), texts),
    }
    const keyed = (at: ReadonlyMap<string, number>) =>
      new Map([...at].map(([text, place]) => [asRead.get(text) ?? '', place]))
    return Object.fromEntries(Object.entries(found).map(([name, at]) => [name, keyed(at)]))
  }
  return onOneConnection(stage, async (ask) => {
    const file = await fileOf(ask, table)
    const numbers = transactionsIn(file, keys, () => next)
    return {
      DB_TRX_ID: new Map([...numbers].map(([key, number]) => [key, Number.parseInt(number, 16)])),
      ...placesIn('ibd', file, keys),
      ...(await binlogPlaces(ask, keys)),
    }
  })
}
