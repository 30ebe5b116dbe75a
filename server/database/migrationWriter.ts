import { entities } from '../../entities'
import { openDatabase, type Schema } from './dataSource'
import { difference } from './difference'
import { migrations } from './migrations'
import { describeChange, migrationText, registered } from './migrationText'

export interface WrittenMigration {
  fileName: string
  /** Of the migration, and of migrations/index.ts with it; neither is formatted. */
  text: string
  index: string
  /** In Chinese: what it does. */
  summary: string
}

/**
 * The migration from the newest one to the entities, or null where nothing differs; `index` is the text of
 * migrations/index.ts, `now` in milliseconds. Throws a DifferenceFault, whose message is a Chinese sentence.
 */
export async function writeMigration(
  name: string,
  now: number,
  index: string,
  schema: Schema = { entities, migrations },
): Promise<WrittenMigration | null> {
  const source = await openDatabase(':memory:', { schema })
  try {
    const changes = await difference(source)
    if (!changes.length) return null
    const newest = Math.max(...schema.migrations.map((migration) => Number(migration.name.slice(-13))))
    const time = Math.max(now, newest + 1)
    return {
      fileName: `${time}-${name}.ts`,
      text: migrationText(name, time, changes),
      index: registered(index, name, time),
      summary: changes.map(describeChange).join('、'),
    }
  } finally {
    await source.destroy()
  }
}
