import type { Driver, EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata'
import { hotStatement } from './hotStatements'

/**
 * The three statements every request runs, written from what TypeORM knows of the entities: its own builders take longer
 * to write one than a database takes to run it. Columns are those of entities/columns.ts, and no others.
 */
interface Known {
  table: string
  columns: ColumnMetadata[]
  /** Name of a column that is never null. */
  key: string
  insertHead: string
  insertPlace: string
  selectHead: string
  quoted: Map<string, string>
  column: Map<string, ColumnMetadata>
  /** Texts of pairs that begin with it. */
  pairs: Map<object, string>
}

const known = new WeakMap<EntityMetadata, Known>()
/** Some servers limit the placeholders of a statement. */
const rowsPerStatement = 500

function knownOf<Row extends ObjectLiteral>({ connection }: EntityManager, entity: EntityTarget<Row>): Known {
  const metadata = connection.getMetadata(entity)
  const found = known.get(metadata)
  if (found) return found
  const { columns } = metadata
  const table = connection.driver.escape(metadata.tablePath)
  const names = columns.map((column) => connection.driver.escape(column.databaseName))
  const made: Known = {
    table,
    columns,
    key: metadata.primaryColumns[0]?.databaseName ?? '',
    insertHead: `insert into ${table} (${names.join(', ')}) values `,
    insertPlace: `(${columns.map(() => '?').join(', ')})`,
    selectHead: `select ${names.join(', ')} from ${table} where `,
    quoted: new Map(columns.map((column, index) => [column.propertyName, names[index] as string])),
    column: new Map(columns.map((column) => [column.propertyName, column])),
    pairs: new Map(),
  }
  known.set(metadata, made)
  return made
}

const quote = ({ quoted, table }: Known, property: string): string => {
  const name = quoted.get(property)
  if (!name) throw new Error(`${table} has no column ${property}`)
  return name
}

/** As it is stored. Refuses what is longer than its column on SQLite too, which would keep it, where a server does not. */
function stored(driver: Driver, column: ColumnMetadata, value: unknown): unknown {
  const prepared = driver.preparePersistentValue(value, column) ?? null
  const most = Number(column.length) || Number.POSITIVE_INFINITY
  // Servers count characters, of which some are two units.
  if (typeof prepared === 'string' && prepared.length > most && [...prepared].length > most)
    throw new Error(`${column.entityMetadata.tableName}.${column.databaseName} holds ${most} characters and no more`)
  return prepared
}

/** Adds rows as they are; a column not given is null. */
export async function insertRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  const { driver } = manager.connection
  const { insertHead, insertPlace, columns } = knownOf(manager, entity)
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const part = rows.slice(start, start + rowsPerStatement)
    const parameters = part.flatMap((row) => columns.map((column) => stored(driver, column, row[column.propertyName])))
    await manager.query(insertHead + part.map(() => insertPlace).join(', '), parameters)
  }
}

/** Values a condition can compare with `=`. Null and TypeORM's operators (In, Not) are not among them. */
const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)

const equal = (entity: Known, where: object): string =>
  Object.keys(where)
    .map((property) => `${quote(entity, property)} = ?`)
    .join(' and ')

const asNumber = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value)

/** The first row with exactly these values; null without one. */
export async function readRow<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  where: Partial<Row>,
): Promise<Row | null> {
  if (!Object.values(where).every(isPlain)) throw new Error('readRow compares with plain values only')
  const { driver } = manager.connection
  const facts = knownOf(manager, entity)
  const statement = `${facts.selectHead}${equal(facts, where)} limit 1`
  const [found] = await manager.query<Record<string, unknown>[]>(statement, Object.values(where).map(asNumber))
  return found ? entityFrom(driver, facts, found) : null
}

/** A row as its entity has it; `prefix` stands before the names of the columns. */
function entityFrom<Row extends ObjectLiteral>(
  driver: Driver,
  { columns }: Known,
  found: Record<string, unknown>,
  prefix = '',
): Row {
  const values = columns.map((column) => [
    column.propertyName,
    driver.prepareHydratedValue(found[prefix + column.databaseName], column),
  ])
  return Object.fromEntries(values) as Row
}

/** A record and the one beside it, as a statement of this file reads them. */
export interface Pair<Row, Other> {
  entity: new () => Row
  beside: new () => Other
  /** `one` and `other` are the two tables; a `?` is a parameter. */
  on: string
  /** Behind the join: which of them, in which order. */
  rest: string
}

/**
 * The first row of its kind, and beside it the one that goes with it, null where there is none; null without the first. `pair` is
 * the same object every time, and holds no value.
 */
export async function readPair<Row extends ObjectLiteral, Other extends ObjectLiteral>(
  manager: EntityManager,
  pair: Pair<Row, Other>,
  parameters: readonly unknown[],
): Promise<[Row, Other | null] | null> {
  const { driver } = manager.connection
  const [one, other] = [knownOf(manager, pair.entity), knownOf(manager, pair.beside)]
  const named = ({ columns }: Known, alias: string) =>
    columns.map(
      ({ databaseName }) => `${alias}.${driver.escape(databaseName)} as ${driver.escape(`${alias}_${databaseName}`)}`,
    )
  const make = () =>
    hotStatement(`select ${[...named(one, 'one'), ...named(other, 'other')].join(', ')} from ${one.table} one
      left join ${other.table} other on ${pair.on} ${pair.rest} limit 1`)
  const text = one.pairs.get(pair) ?? make()
  one.pairs.set(pair, text)
  const [found] = await manager.query<Record<string, unknown>[]>(text, parameters.map(asNumber))
  if (!found) return null
  const isThere = found[`other_${other.key}`] !== null
  return [entityFrom(driver, one, found, 'one_'), isThere ? entityFrom(driver, other, found, 'other_') : null]
}

/**
 * Changes the rows with exactly these values, inside a transaction, and says how many matched; null when the condition is
 * none that this file can write.
 */
export async function changeRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  where: object,
  changes: object,
): Promise<number | null> {
  const { queryRunner } = manager
  const news = Object.entries(changes).filter(([, value]) => value !== undefined)
  const writable = Object.values(where).every(isPlain) && news.every(([, value]) => typeof value !== 'function')
  if (!queryRunner || !writable) return null
  const { driver } = manager.connection
  const facts = knownOf(manager, entity)
  const assignments = news.map(([property]) => `${quote(facts, property)} = ?`).join(', ')
  const parameters = news.map(([property, value]) =>
    stored(driver, facts.column.get(property) as ColumnMetadata, value),
  )
  const statement = `update ${facts.table} set ${assignments} where ${equal(facts, where)}`
  const outcome = await queryRunner.query(statement, [...parameters, ...Object.values(where).map(asNumber)], true)
  return outcome.affected ?? 0
}
