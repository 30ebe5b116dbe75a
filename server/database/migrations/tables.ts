import {
  type QueryRunner,
  Table,
  type TableCheckOptions,
  TableIndex,
  type TableIndexOptions,
  type TableOptions,
} from 'typeorm'

/** Said aloud: MariaDB calls an unsaid rule RESTRICT, and TypeORM would want to change it for ever. */
const noAction = { onDelete: 'NO ACTION', onUpdate: 'NO ACTION' }

/** What TypeORM makes of the entities, to the letter: on SQLite it writes INTEGER and takes an INT for a change to make. */
function asEntitiesSay(table: TableOptions): Table {
  const columns = (table.columns ?? []).map((column) =>
    column.type === 'int' ? { ...column, type: 'integer' } : column,
  )
  const foreignKeys = (table.foreignKeys ?? []).map((key) => ({ ...key, ...noAction }))
  return new Table({ ...table, columns, foreignKeys })
}

/** TypeORM writes checks for SQLite only. A run that broke off may have written this one already. */
async function addCheck(
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
  const isSqlite = runner.connection.options.type === 'better-sqlite3'
  for (const table of tables) {
    await runner.createTable(asEntitiesSay(table), true)
    for (const check of isSqlite ? [] : (table.checks ?? [])) await addCheck(runner, table.name, check)
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

const hasIndex = async (runner: QueryRunner, table: string, name: string | undefined): Promise<boolean> =>
  Boolean((await runner.getTable(table))?.indices.some((index) => index.name === name))

export async function addIndex(runner: QueryRunner, table: string, index: TableIndexOptions): Promise<void> {
  if (!(await hasIndex(runner, table, index.name))) await runner.createIndex(table, new TableIndex(index))
}

export async function dropIndex(runner: QueryRunner, table: string, index: TableIndexOptions): Promise<void> {
  if (await hasIndex(runner, table, index.name)) await runner.dropIndex(table, new TableIndex(index))
}
