import { createHash, randomUUID } from 'node:crypto'
import type { DataSource, EntityMetadata } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata'
import { tableNames } from '../../server/database/migrations/tables'

/** Any value that fits the column; `turn` makes it another one. */
function anyValue(column: ColumnMetadata, turn: number): unknown {
  if (column.isNullable && turn % 2) return null
  if (column.type === 'boolean') return false
  if (column.type === 'int' || column.type === 'bigint') return turn
  if (column.type === 'simple-json') return { turn, text: '𠮷林' }
  if (column.type === 'blob') return Buffer.from([0, turn, 255])
  return (column.length === '36' ? randomUUID() : `${turn}林𠮷`).slice(0, Number(column.length || 36))
}

/** Tables in an order in which each comes after those it points to. */
function parentsFirst(source: DataSource): EntityMetadata[] {
  const order: EntityMetadata[] = []
  const place = (metadata: EntityMetadata): void => {
    if (order.includes(metadata)) return
    for (const key of metadata.foreignKeys)
      if (key.referencedEntityMetadata !== metadata) place(key.referencedEntityMetadata)
    order.push(metadata)
  }
  for (const metadata of source.entityMetadatas) place(metadata)
  return order
}

/** Two more rows in every table, each pointing to rows that are there. */
export async function fillEveryTable(source: DataSource): Promise<void> {
  for (const metadata of parentsFirst(source)) {
    for (const turn of [901, 902]) {
      const row = Object.fromEntries(metadata.columns.map((column) => [column.propertyName, anyValue(column, turn)]))
      for (const key of metadata.foreignKeys) {
        const [column] = key.columns
        if (!column || row[column.propertyName] === null) continue
        if (key.referencedEntityMetadata === metadata) row[column.propertyName] = null
        else {
          const target = await source.manager.find(key.referencedEntityMetadata.target, { take: 2 })
          const { propertyName = '' } = key.referencedColumns[0] ?? {}
          row[column.propertyName] = (target[turn % 2] as Record<string, unknown> | undefined)?.[propertyName]
        }
      }
      await source.manager.insert(metadata.target, row)
    }
  }
}

export type Rows = Record<string, Record<string, unknown>[]>

/** The same text for the same row, whatever the order of its columns (a remade table may have another). */
const asText = (row: Record<string, unknown>, columns: string[]): string =>
  JSON.stringify(
    [...columns].sort().map((column) => {
      const value = row[column]
      return [column, Buffer.isBuffer(value) ? createHash('sha256').update(value).digest('hex') : value]
    }),
  )

/** Every row of every table there, except the list of migrations: by table name. */
export async function allRows(source: DataSource): Promise<Rows> {
  const runner = source.createQueryRunner()
  const names = await tableNames(runner)
  await runner.release()
  const rows: Rows = {}
  for (const name of names) {
    const found: Record<string, unknown>[] = await source.query(`select * from ${source.driver.escape(name)}`)
    rows[name] = found
  }
  return rows
}

/** Of `rows` what the tables and columns of `known` can hold, a line for each row in a fixed order. */
export function asKnownBy(known: Rows, rows: Rows): Record<string, string[]> {
  const tables = Object.entries(known).map(([name, [first = {}]]): [string, string[]] => [
    name,
    (rows[name] ?? []).map((row) => asText(row, Object.keys(first))).sort(),
  ])
  return Object.fromEntries(tables)
}
