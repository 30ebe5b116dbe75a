import { type QueryRunner, Table, type TableOptions } from 'typeorm'

/** Creates tables written in TypeORM's Table language: SQLite, MySQL and MariaDB get the same from one source. */
export async function createTables(runner: QueryRunner, tables: readonly TableOptions[]): Promise<void> {
  const isSqlite = runner.connection.options.type === 'better-sqlite3'
  for (const table of tables) {
    // MySQL commits every CREATE TABLE at once, so a run that broke off is taken up again here.
    if (await runner.hasTable(table.name)) continue
    await runner.createTable(new Table(table))
    // TypeORM writes checks for SQLite only.
    for (const { name, expression } of isSqlite ? [] : (table.checks ?? [])) {
      await runner.query(`alter table ${table.name} add constraint ${name} check (${expression?.replaceAll('"', '`')})`)
    }
  }
}

export async function dropTables(runner: QueryRunner, tables: readonly TableOptions[]): Promise<void> {
  for (const table of [...tables].reverse()) await runner.dropTable(table.name, true)
}
