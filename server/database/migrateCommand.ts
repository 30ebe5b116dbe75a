import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { DataSource } from 'typeorm'
import { openDatabase } from './dataSource'
import { migrations } from './migrations'
import { tableNames } from './migrations/tables'
import { inMigrationTurn } from './migrationTurn'
import { migrationsAfter, migrationsRun, undoDownTo } from './undo'

/** A sentence for the operator; nothing was changed. */
export class MigrateFault extends Error {}

const usage = '用法：npm run migrate（升级到最新）；npm run migrate -- --list；npm run migrate -- --to 名字 [--yes]'
const known = migrations.map((migration) => migration.name)

function readArguments(given: readonly string[]): { list: boolean; to: string | null; yes: boolean } {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { list: { type: 'boolean' }, to: { type: 'string' }, yes: { type: 'boolean' } },
    })
    return { list: values.list ?? false, to: values.to ?? null, yes: values.yes ?? false }
  } catch {
    throw new MigrateFault(usage)
  }
}

/** The full name of `given`, which may leave out the digits and the size of letters. */
function fullName(given: string, run: readonly string[]): string {
  const wanted = given.toLowerCase()
  const found = run.find((name) => [name.toLowerCase(), name.slice(0, -13).toLowerCase()].includes(wanted))
  if (found) return found
  throw new MigrateFault(`这个数据库没有运行过“${given}”。运行过的有：${run.join('、') || '（无）'}。`)
}

/** What the tables of now hold that those of the version gone back to cannot: found by making that version beside it. */
async function loss(source: DataSource, kept: readonly string[]): Promise<string[]> {
  const older = await openDatabase(':memory:', {
    schema: { entities: [], migrations: migrations.filter((migration) => kept.includes(migration.name)) },
  })
  const [now, then] = [source.createQueryRunner(), older.createQueryRunner()]
  try {
    const before = new Map((await then.getTables(await tableNames(then))).map((table) => [table.name, table]))
    const lost: string[] = []
    const count = async (what: string, from: string) => {
      const [row] = await source.query(`select count(*) as rows_there from ${from}`)
      if (Number(row.rows_there)) lost.push(`${what}（${row.rows_there}行）`)
    }
    for (const name of await tableNames(now)) {
      const [table, kept] = [await now.getTable(name), before.get(name)]
      if (!kept) await count(`表 ${name}`, name)
      for (const column of kept ? (table?.columns ?? []) : [])
        if (!kept?.findColumnByName(column.name))
          await count(`列 ${name}.${column.name}`, `${name} where ${column.name} is not null`)
    }
    return lost
  } finally {
    await now.release()
    await then.release()
    await older.destroy()
  }
}

async function undoTo(source: DataSource, given: string, yes: boolean): Promise<string> {
  const run = await migrationsRun(source)
  const newer = run.filter((name) => !known.includes(name))
  if (newer.length) {
    throw new MigrateFault(
      `更新的版本升级过这个数据库（${newer.join('、')}），这个版本不知道怎样撤销，请用那个版本来撤销。`,
    )
  }
  const name = fullName(given, run)
  const undone = await migrationsAfter(source, name)
  if (!undone.length) return `数据库已经在 ${name}，没有要撤销的。`
  const lost = await loss(source, run.slice(0, run.indexOf(name) + 1))
  const plan = `撤销 ${undone.join('、')}，保留到 ${name}。\n${lost.length ? `丢失：${lost.join('、')}。` : '没有会丢失的记录。'}`
  if (!yes) throw new MigrateFault(`将${plan}\n还没有动数据库。请先停掉所有服务、备份数据库，再加 --yes 运行一次。`)
  await inMigrationTurn(source, () => undoDownTo(source, name))
  return `已${plan}`
}

async function listed(source: DataSource): Promise<string> {
  const run = await migrationsRun(source)
  const lines = known.map((name) => `${run.includes(name) ? '已运行' : '未运行'}  ${name}`)
  const newer = run
    .filter((name) => !known.includes(name))
    .map((name) => `已运行  ${name}（更新的版本，这个版本不认识）`)
  return [...lines, ...newer].join('\n')
}

async function upgraded(url: string): Promise<string> {
  const source = await openDatabase(url, { migrate: false })
  const before = await migrationsRun(source).finally(() => source.destroy())
  const now = await openDatabase(url)
  const added = (await migrationsRun(now).finally(() => now.destroy())).filter((name) => !before.includes(name))
  return added.length ? `已升级：${added.join('、')}。` : '数据库已经是最新的。'
}

/**
 * `npm run migrate` with these arguments on this database: what to tell the operator. Throws a MigrateFault, whose message
 * is the sentence to show, where nothing was done: a name not known, a newer database, no --yes.
 */
export async function migrateCommand(url: string, given: readonly string[]): Promise<string> {
  const { list, to, yes } = readArguments(given)
  if (!list && to === null) {
    if (yes) throw new MigrateFault(usage)
    return upgraded(url)
  }
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : null
  if (file && !existsSync(file)) throw new MigrateFault(`还没有数据库（${file}），没有可列出或撤销的。`)
  const source = await openDatabase(url, { migrate: false })
  try {
    return to === null ? await listed(source) : await undoTo(source, to, yes)
  } finally {
    await source.destroy()
  }
}
