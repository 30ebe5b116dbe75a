import {
  type QueryRunner,
  TableCheck,
  type TableCheckOptions,
  TableColumn,
  type TableColumnOptions,
  TableForeignKey,
  type TableForeignKeyOptions,
  type TableIndexOptions,
  type TableOptions,
} from 'typeorm'
import {
  addCheck,
  addColumn,
  addIndex,
  createTables,
  dropColumn,
  dropIndex,
  dropTables,
  isSqlite,
  noAction,
} from './tables'

type Part =
  | { part: 'table'; table: TableOptions }
  | { part: 'column'; of: string; column: TableColumnOptions }
  | { part: 'index'; of: string; index: TableIndexOptions }
  | { part: 'foreignKey'; of: string; key: TableForeignKeyOptions }
  | { part: 'check'; of: string; check: TableCheckOptions }

/**
 * One step of a migration, in words all databases understand; each can be taken back from what it says. Written by
 * `npm run migration` (database/difference.ts).
 */
export type Change =
  | ({ change: 'add' | 'drop' } & Part)
  | { change: 'alter'; of: string; from: TableColumnOptions; to: TableColumnOptions }

/** `varchar(60) not null default 'x'`, as SQLite, MySQL and MariaDB all read it. */
function kindOf(column: TableColumnOptions): string {
  const type = column.length ? `${column.type}(${column.length})` : column.type
  const standard = column.default === undefined ? '' : ` default ${column.default}`
  return `${type} ${column.isNullable ? 'null' : 'not null'}${standard}`
}

const hasKey = async (runner: QueryRunner, table: string, name: string | undefined): Promise<boolean> =>
  Boolean((await runner.getTable(table))?.foreignKeys.some((key) => key.name === name))

async function addForeignKey(runner: QueryRunner, table: string, key: TableForeignKeyOptions): Promise<void> {
  if (await hasKey(runner, table, key.name)) return
  await runner.createForeignKey(table, new TableForeignKey({ ...key, ...noAction }))
  if (!isSqlite(runner)) return
  // SQLite does not look while a migration runs; the others refuse by themselves.
  const lost: unknown[] = await runner.query(`pragma foreign_key_check(${table})`)
  if (lost.length) throw new Error(`${key.name}: ${lost.length} rows of ${table} point to nothing`)
}

async function dropForeignKey(runner: QueryRunner, table: string, key: TableForeignKeyOptions): Promise<void> {
  if (await hasKey(runner, table, key.name)) await runner.dropForeignKey(table, key.name ?? '')
  // MySQL made an index for it, which stays.
  if (!isSqlite(runner) && key.name) await dropIndex(runner, table, { name: key.name, columnNames: key.columnNames })
}

async function dropCheck(runner: QueryRunner, table: string, check: TableCheckOptions): Promise<void> {
  if (isSqlite(runner)) return runner.dropCheckConstraint(table, check.name ?? '')
  const known: unknown[] = await runner.query(
    'select 1 from information_schema.table_constraints where constraint_schema = database() and constraint_name = ?',
    [check.name],
  )
  if (known.length) await runner.query(`alter table ${table} drop constraint ${check.name}`)
}

/** By hand for MySQL, where TypeORM would drop the column with all it holds and add it anew. */
async function alterColumn(
  runner: QueryRunner,
  table: string,
  from: TableColumnOptions,
  to: TableColumnOptions,
): Promise<void> {
  if (isSqlite(runner)) return runner.changeColumn(table, from.name, new TableColumn(to))
  const name = (await runner.hasColumn(table, from.name)) ? from.name : to.name
  await runner.query(`alter table ${table} change column ${name} ${to.name} ${kindOf(to)}`)
}

function add(runner: QueryRunner, part: Part): Promise<void> {
  if (part.part === 'table') return createTables(runner, [part.table])
  if (part.part === 'column') return addColumn(runner, part.of, part.column.name, kindOf(part.column))
  if (part.part === 'index') return addIndex(runner, part.of, part.index)
  if (part.part === 'foreignKey') return addForeignKey(runner, part.of, part.key)
  return isSqlite(runner)
    ? runner.createCheckConstraint(part.of, new TableCheck(part.check))
    : addCheck(runner, part.of, part.check)
}

function drop(runner: QueryRunner, part: Part): Promise<void> {
  if (part.part === 'table') return dropTables(runner, [part.table])
  if (part.part === 'column') return dropColumn(runner, part.of, part.column.name)
  if (part.part === 'index') return dropIndex(runner, part.of, part.index)
  if (part.part === 'foreignKey') return dropForeignKey(runner, part.of, part.key)
  return dropCheck(runner, part.of, part.check)
}

/** Each in turn; one that was done already, before a run broke off, is left as it is. */
export async function applyChanges(runner: QueryRunner, changes: readonly Change[]): Promise<void> {
  for (const change of changes) {
    if (change.change === 'alter') await alterColumn(runner, change.of, change.from, change.to)
    else if (change.change === 'add') await add(runner, change)
    else await drop(runner, change)
  }
}

/** The other way round, the last first. What a dropped table or column held does not come back. */
export async function undoChanges(runner: QueryRunner, changes: readonly Change[]): Promise<void> {
  for (const change of [...changes].reverse()) {
    if (change.change === 'alter') await alterColumn(runner, change.of, change.to, change.from)
    else if (change.change === 'add') await drop(runner, change)
    else await add(runner, change)
  }
}
