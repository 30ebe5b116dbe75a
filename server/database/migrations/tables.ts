import {
  type QueryRunner,
  Table,
  type TableCheckOptions,
  TableIndex,
  type TableIndexOptions,
  type TableOptions,
} from 'typeorm'
import { notesTable } from '../instanceNotes'

export const isSqlite = (runner: QueryRunner): boolean => runner.connection.options.type === 'better-sqlite3'

/** The product's tables that are there, without those that no migration makes, in the order of the alphabet. */
export async function tableNames(runner: QueryRunner): Promise<string[]> {
  const rows: { name: string }[] = await runner.query(
    isSqlite(runner)
      ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
      : 'select table_name as name from information_schema.tables where table_schema = database()',
  )
  return rows
    .map((row) => row.name)
    .filter((name) => name !== 'migrations' && name !== notesTable)
    .sort()
}

/** Said aloud: MariaDB calls an unsaid rule RESTRICT, and TypeORM would want to change it for ever. */
export const noAction = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' }

/** What TypeORM makes of the entities, to the letter: on SQLite it writes INTEGER and takes an INT for a change to make. */
function asEntitiesSay(table: TableOptions): Table {
  const columns = (table.columns ?? []).map((column) =>
    column.type === 'int' ? { ...column, type: 'integer' } : column,
  )
  const foreignKeys = (table.foreignKeys ?? []).map((key) => ({ ...key, ...noAction }))
  return new Table({ ...table, columns, foreignKeys })
}

/** TypeORM writes checks for SQLite only. A run that broke off may have written this one already. */
export async function addCheck(
  runner: QueryRunner,
  table: string,
  { name = '', expression = '' }: TableCheckOptions,
): Promise<void> {
  const known: unknown[] = await runner.query(
    'select 1 from information_schema.table_constraints where constraint_schema = database() and constraint_name = ?',
    [name],
  )
  if (known.length) return
  await runner.query(`alter table ${table} add constraint ${name} check (${expression.replaceAll('"', '`')})`)
}

/**
 * Makes the tables in this order, a referenced one first: SQLite, MySQL and MariaDB get the same from one source. A table
 * may be there already: MySQL commits every CREATE TABLE at once, so a run that broke off is taken up again.
 */
export async function createTables(runner: QueryRunner, tables: readonly TableOptions[]): Promise<void> {
  for (const table of tables) {
    await runner.createTable(asEntitiesSay(table), true)
    for (const check of isSqlite(runner) ? [] : (table.checks ?? [])) await addCheck(runner, table.name, check)
  }
}

export async function dropTables(runner: QueryRunner, tables: readonly TableOptions[]): Promise<void> {
  for (const table of [...tables].reverse()) await runner.dropTable(table.name, true)
}

/** Adds a column to a table already there, once: MySQL commits each change at once, so a run may come here again. */
export async function addColumn(runner: QueryRunner, table: string, column: string, kind: string): Promise<void> {
  if (await runner.hasColumn(table, column)) return
  await runner.query(`alter table ${table} add column ${column} ${kind}`)
}

/** Takes a column and what it held away, once; keys on it must be gone. */
export async function dropColumn(runner: QueryRunner, table: string, column: string): Promise<void> {
  if (!(await runner.hasColumn(table, column))) return
  await runner.query(`alter table ${table} drop column ${column}`)
}

/** Asked of the database: of the indices of foreign keys TypeORM does not speak. */
async function hasIndex(runner: QueryRunner, table: string, name: string | undefined): Promise<boolean> {
  const found: unknown[] = isSqlite(runner)
    ? await runner.query("select 1 from sqlite_master where type = 'index' and name = ?", [name])
    : await runner.query(
        'select 1 from information_schema.statistics where table_schema = database() and table_name = ? and index_name = ? limit 1',
        [table, name],
      )
  return found.length > 0
}

export async function addIndex(runner: QueryRunner, table: string, index: TableIndexOptions): Promise<void> {
  if (!(await hasIndex(runner, table, index.name))) await runner.createIndex(table, new TableIndex(index))
}

/** MySQL lets the last index that serves a foreign key not go: then the key gets one of its own, as it had at first. */
export async function dropIndex(runner: QueryRunner, table: string, index: TableIndexOptions): Promise<void> {
  if (!(await hasIndex(runner, table, index.name))) return
  try {
    await runner.dropIndex(table, new TableIndex(index))
  } catch (fault) {
    if ((fault as { errno?: number }).errno !== 1553) throw fault
    const key = (await runner.getTable(table))?.foreignKeys.find((each) => each.columnNames[0] === index.columnNames[0])
    if (!key) throw fault
    await runner.query(`create index ${key.name} on ${table} (${key.columnNames.join(', ')})`)
    await runner.dropIndex(table, new TableIndex(index))
  }
}

interface ForeignKeyThere {
  table: string
  name: string
  columns: string
  target: string
  targetColumns: string
}

const foreignKeysThere = `select table_name as 'table', constraint_name as name, referenced_table_name as target,
    group_concat(column_name order by ordinal_position) as 'columns',
    group_concat(referenced_column_name order by ordinal_position) as targetColumns
  from information_schema.key_column_usage where table_schema = database() and referenced_table_name is not null
  group by table_name, constraint_name, referenced_table_name`

/**
 * Renames an index of these columns. MariaDB's own statistics may still hold the new name from an earlier turn, and then it
 * refuses (1022): the index is made anew under that name in the place of the old one.
 */
async function renameIndex(runner: QueryRunner, table: string, from: string, to: string, columns: string) {
  try {
    await runner.query(`alter table ${table} rename index ${from} to ${to}`)
  } catch (fault) {
    if ((fault as { errno?: number }).errno !== 1022) throw fault
    await runner.query(`alter table ${table} add index ${to} (${columns}), drop index ${from}`)
  }
}

/** MySQL made an index of the same name for it, unless another one served: that one is renamed too. */
async function renameOnServer(runner: QueryRunner, key: ForeignKeyThere, name: string): Promise<void> {
  const index: unknown[] = await runner.query(
    'select 1 from information_schema.statistics where table_schema = database() and table_name = ? and index_name = ? limit 1',
    [key.table, key.name],
  )
  if (index.length) await renameIndex(runner, key.table, key.name, name, key.columns)
  await runner.query(
    `alter table ${key.table} drop foreign key ${key.name}, add constraint ${name} foreign key (${key.columns})
     references ${key.target} (${key.targetColumns}) on delete no action on update no action`,
  )
}

async function renameOnSqlite(runner: QueryRunner, nameFor: (table: string, columns: string[]) => string) {
  for (const table of await runner.getTables(await tableNames(runner))) {
    const wrong = table.foreignKeys.filter((key) => key.name !== nameFor(table.name, key.columnNames))
    if (!wrong.length) continue
    const renamed = wrong.map((key) => Object.assign(key.clone(), { name: nameFor(table.name, key.columnNames) }))
    // SQLite remakes the table for it: once, with the new ones in the place of the old.
    table.foreignKeys = table.foreignKeys.filter((key) => !wrong.includes(key))
    await runner.createForeignKeys(table, renamed)
  }
}

/** Gives every foreign key the name this function says; the rows stay as they are. */
export async function renameForeignKeys(
  runner: QueryRunner,
  nameFor: (table: string, columns: string[]) => string,
): Promise<void> {
  if (isSqlite(runner)) return renameOnSqlite(runner, nameFor)
  for (const key of (await runner.query(foreignKeysThere)) as ForeignKeyThere[]) {
    const name = nameFor(key.table, key.columns.split(','))
    if (name !== key.name) await renameOnServer(runner, key, name)
  }
}
