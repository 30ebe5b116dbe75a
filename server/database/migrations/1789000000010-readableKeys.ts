import { DefaultNamingStrategy, type MigrationInterface, type QueryRunner } from 'typeorm'
import { ReadableKeyNames } from '../keyNames'
import { renameForeignKeys } from './tables'

// Foreign keys were called by a hash (FK_ce28948f…). A database made since is born with readable ones; nothing to do there.
const hashed = new DefaultNamingStrategy()
const readable = new ReadableKeyNames()

export class ReadableKeys1789000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await renameForeignKeys(runner, (table, columns) => readable.foreignKeyName(table, columns))
  }

  async down(runner: QueryRunner): Promise<void> {
    await renameForeignKeys(runner, (table, columns) => hashed.foreignKeyName(table, columns))
  }
}
