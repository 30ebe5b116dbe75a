import type {
  DataSource,
  QueryRunner,
  Table,
  TableCheck,
  TableColumn,
  TableColumnOptions,
  TableForeignKey,
  TableIndex,
  TableOptions,
} from 'typeorm'
import type { Change } from './migrations/changes'
import { tableNames } from './migrations/tables'

/** What no migration can be written for by itself; the message is a Chinese sentence for the developer. */
export class DifferenceFault extends Error {
  override readonly name = 'DifferenceFault'
}

const knownTypes = new Set(['varchar', 'text', 'integer', 'bigint', 'boolean', 'blob'])

/** Only what entities/columns.ts can say: kinds of column that all databases store alike. */
function columnOptions(table: string, column: TableColumn): TableColumnOptions {
  if (!knownTypes.has(column.type) || column.isGenerated || column.isUnique || column.asExpression || column.enum) {
    throw new DifferenceFault(
      `${table}.${column.name} 不是三种数据库通用的列，请用 entities/columns.ts 里的写法（不许重复的列用 @Index 加 unique）。`,
    )
  }
  return {
    name: column.name,
    type: column.type,
    ...(column.length ? { length: column.length } : {}),
    ...(column.isPrimary ? { isPrimary: true } : {}),
    ...(column.isNullable ? { isNullable: true } : {}),
    ...(column.default === undefined ? {} : { default: column.default }),
  }
}

function addedColumn(table: string, column: TableColumn): Change {
  if (!column.isNullable && column.default === undefined) {
    throw new DifferenceFault(
      `${table}.${column.name} 在已有的记录里填什么？请在实体里写上 default，或者写 nullable: true。`,
    )
  }
  return { change: 'add', part: 'column', of: table, column: columnOptions(table, column) }
}

const indexOptions = (index: TableIndex) => ({
  ...(index.name ? { name: index.name } : {}),
  columnNames: index.columnNames,
  ...(index.isUnique ? { isUnique: true } : {}),
})

const keyOptions = (key: TableForeignKey) => ({
  ...(key.name ? { name: key.name } : {}),
  columnNames: key.columnNames,
  referencedTableName: key.referencedTableName,
  referencedColumnNames: key.referencedColumnNames,
})

const checkOptions = (check: TableCheck) => ({
  ...(check.name ? { name: check.name } : {}),
  expression: (check.expression ?? '').replace(/^\((.*)\)$/, '$1'),
})

function tableOptions(table: Table): TableOptions {
  if (table.uniques.length) {
    throw new DifferenceFault(`${table.name} 里不许重复的列请用 @Index 加 unique 来写，三种数据库才是同一个样子。`)
  }
  return {
    name: table.name,
    ...(table.withoutRowid ? { withoutRowid: true } : {}),
    columns: table.columns.map((column) => columnOptions(table.name, column)),
    ...(table.indices.length ? { indices: table.indices.map(indexOptions) } : {}),
    ...(table.checks.length ? { checks: table.checks.map(checkOptions) } : {}),
    ...(table.foreignKeys.length ? { foreignKeys: table.foreignKeys.map(keyOptions) } : {}),
  }
}

function alteredColumn(table: string, from: TableColumn, to: TableColumn): Change {
  if (Boolean(from.isPrimary) !== Boolean(to.isPrimary))
    throw new DifferenceFault(`${table} 的主键变了，这样的迁移要自己写。`)
  return { change: 'alter', of: table, from: columnOptions(table, from), to: columnOptions(table, to) }
}

type Verbs = { [Name in keyof QueryRunner]?: (table: Table, given: never) => Change[] }

/** What TypeORM's own comparison calls, and what each call means. */
const verbs: Verbs = {
  createTable: (table) => [{ change: 'add', part: 'table', table: tableOptions(table) }],
  addColumns: (table, columns: TableColumn[]) => columns.map((column) => addedColumn(table.name, column)),
  dropColumns: (table, columns: TableColumn[]) =>
    columns.map((column) => ({
      change: 'drop',
      part: 'column',
      of: table.name,
      column: columnOptions(table.name, column),
    })),
  changeColumns: (table, pairs: { oldColumn: TableColumn; newColumn: TableColumn }[]) =>
    pairs.map(({ oldColumn, newColumn }) => alteredColumn(table.name, oldColumn, newColumn)),
  createIndices: (table, indices: TableIndex[]) =>
    indices.map((index) => ({ change: 'add', part: 'index', of: table.name, index: indexOptions(index) })),
  dropIndex: (table, index: TableIndex) => [
    { change: 'drop', part: 'index', of: table.name, index: indexOptions(index) },
  ],
  createForeignKeys: (table, keys: TableForeignKey[]) =>
    keys.map((key) => ({ change: 'add', part: 'foreignKey', of: table.name, key: keyOptions(key) })),
  dropForeignKeys: (table, keys: TableForeignKey[]) =>
    keys.map((key) => ({ change: 'drop', part: 'foreignKey', of: table.name, key: keyOptions(key) })),
  createCheckConstraints: (table, checks: TableCheck[]) =>
    checks.map((check) => ({ change: 'add', part: 'check', of: table.name, check: checkOptions(check) })),
  dropCheckConstraints: (table, checks: TableCheck[]) =>
    checks.map((check) => ({ change: 'drop', part: 'check', of: table.name, check: checkOptions(check) })),
}
const unspoken = new Set([
  'createUniqueConstraints',
  'dropUniqueConstraints',
  'updatePrimaryKeys',
  'createView',
  'dropView',
])

/** A runner that notes what it is told and changes nothing in the database (its SQL goes to TypeORM's memory). */
function noting(runner: QueryRunner, changes: Change[]): QueryRunner {
  return new Proxy(runner, {
    get(target, name) {
      const member = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      return (...given: [Table, never]) => {
        if (unspoken.has(String(name))) {
          const table = given[0]?.name ?? ''
          throw new DifferenceFault(`${table}：主键、视图和 @Unique 的变化三种数据库写法不同，这样的迁移要自己写。`)
        }
        if (name === 'renameColumn') {
          const [table, from, to] = given as unknown as [Table, TableColumn, TableColumn]
          changes.push(alteredColumn(table.name, from, to))
        }
        changes.push(...(verbs[name as keyof QueryRunner]?.(...given) ?? []))
        return member.apply(target, given)
      }
    },
  })
}

/** A new table is written with its keys, after the tables they point to. */
function withTheirKeys(changes: Change[]): Change[] {
  const made = new Map<string, { table: TableOptions; needs: string[] }>()
  const rest: Change[] = []
  for (const change of changes) {
    if (change.change === 'add' && change.part === 'table')
      made.set(change.table.name, { table: change.table, needs: [] })
    else if (change.change === 'add' && change.part === 'foreignKey' && made.has(change.of)) {
      const { table, needs } = made.get(change.of) ?? { table: { name: '' }, needs: [] }
      made.set(change.of, {
        table: { ...table, foreignKeys: [...(table.foreignKeys ?? []), change.key] },
        needs: [...needs, change.key.referencedTableName],
      })
    } else rest.push(change)
  }
  const order: Change[] = []
  const place = (name: string, above: string[]): void => {
    const one = made.get(name)
    if (!one) return
    if (above.includes(name)) throw new DifferenceFault(`新表 ${above.join('、')} 互相指向，这样的迁移要自己写。`)
    for (const need of one.needs) if (need !== name) place(need, [...above, name])
    if (made.delete(name)) order.push({ change: 'add', part: 'table', table: one.table })
  }
  for (const name of [...made.keys()]) place(name, [])
  return [...order, ...rest]
}

/**
 * What a migration must do so that this database, migrated to the head, becomes what the entities say: TypeORM's own
 * comparison, taken down as calls instead of one database's SQL, and the tables that no entity has any more. Needs
 * SQLite, whose names of types all others understand. Throws a DifferenceFault for what must be written by hand.
 */
export async function difference(source: DataSource): Promise<Change[]> {
  const changes: Change[] = []
  const create = source.createQueryRunner.bind(source)
  source.createQueryRunner = () => noting(create(), changes)
  try {
    await source.driver.createSchemaBuilder().log()
  } finally {
    source.createQueryRunner = create
  }
  const runner = source.createQueryRunner()
  try {
    const wanted = new Set(source.entityMetadatas.map((metadata) => metadata.tableName))
    const gone = (await tableNames(runner)).filter((name) => !wanted.has(name))
    const dropped = (await runner.getTables(gone)).map((table): Change => {
      return { change: 'drop', part: 'table', table: tableOptions(table) }
    })
    return [...withTheirKeys(changes), ...dropped]
  } finally {
    await runner.release()
  }
}
