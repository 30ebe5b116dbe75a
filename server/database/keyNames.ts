import { createHash } from 'node:crypto'
import { DefaultNamingStrategy, type Table } from 'typeorm'

/** MySQL's limit for any name. */
const longest = 64

type TableOrName = Table | string
const nameOf = (table: TableOrName): string => (typeof table === 'string' ? table : table.name).split('.').pop() ?? ''

/** Whole where it fits; a longer one ends in eight digits of its hash instead. */
function fitted(name: string): string {
  if (name.length <= longest) return name
  return `${name.slice(0, longest - 9)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
}

const keyName = (kind: string, table: TableOrName, columns: readonly string[]): string =>
  fitted([kind, nameOf(table), ...columns].join('_'))

/**
 * Keys that nobody named are called by what they hold: FK_pledge_personId. The table stands in the name because SQLite
 * has one name space for the indices of all tables, and MySQL one for all foreign keys.
 */
export class ReadableKeyNames extends DefaultNamingStrategy {
  override foreignKeyName(table: TableOrName, columns: string[]): string {
    return keyName('FK', table, columns)
  }

  override indexName(table: TableOrName, columns: string[]): string {
    return keyName('IDX', table, columns)
  }

  override uniqueConstraintName(table: TableOrName, columns: string[]): string {
    return keyName('UQ', table, columns)
  }
}
