import { randomUUID } from 'node:crypto'
import type { DataSource, EntityManager, EntityMetadata } from 'typeorm'
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata'
import { Holiday, InboxEvent, Person } from '../../entities'
import { openDatabase } from '../../server/database/dataSource'
import { isDuplicate } from '../../server/database/faults'
import { describeEachBareDatabase } from '../support/perDatabase'

/** Any value that fits the column; `turn` makes it another one. */
function filledValue(column: ColumnMetadata, turn: number): unknown {
  if (column.type === 'boolean') return false
  if (column.type === 'int' || column.type === 'bigint') return turn
  if (column.type === 'simple-json') return []
  if (column.type === 'blob') return Buffer.from([turn])
  const long = column.length === '36' ? randomUUID() : `${turn}${randomUUID()}`
  return long.slice(0, Number(column.length || 36))
}

const anyValue = (column: ColumnMetadata, turn: number): unknown =>
  column.isNullable ? null : filledValue(column, turn)

const anyRow = ({ columns }: EntityMetadata, turn: number): Record<string, unknown> =>
  Object.fromEntries(columns.map((column) => [column.propertyName, anyValue(column, turn)]))

/** The sets of columns that may occur once only, by name. */
function uniqueKeys(metadata: EntityMetadata): [string, ColumnMetadata[]][] {
  const indices = metadata.indices.filter((index) => index.isUnique)
  return [
    [`${metadata.tableName} primary key`, metadata.primaryColumns],
    ...indices.map((index): [string, ColumnMetadata[]] => [index.name, index.columns]),
  ]
}

describeEachBareDatabase('what the database itself refuses', (db) => {
  let source: DataSource

  beforeAll(async () => {
    source = await openDatabase(db.url)
  })
  afterAll(() => source.destroy())

  /** The body may write what points to nothing; all it wrote is gone afterwards. */
  async function withoutReferences(body: (manager: EntityManager) => Promise<void>): Promise<void> {
    const sqlite = db.kind === 'sqlite'
    const runner = source.createQueryRunner()
    await runner.query(sqlite ? 'pragma foreign_keys = off' : 'set foreign_key_checks = 0')
    try {
      await body(runner.manager)
    } finally {
      await runner.query(sqlite ? 'pragma foreign_keys = on' : 'set foreign_key_checks = 1')
      await runner.release()
    }
  }

  it('the same record twice: every key that may occur once only', async () => {
    const tried: string[] = []
    const accepted: string[] = []
    await withoutReferences(async (manager) => {
      for (const metadata of source.entityMetadatas) {
        for (const [name, columns] of uniqueKeys(metadata)) {
          tried.push(name)
          // Nulls are never equal to each other, so the key's own columns must all be filled.
          const key = Object.fromEntries(columns.map((column) => [column.propertyName, filledValue(column, 1)]))
          await manager.insert(metadata.target, { ...anyRow(metadata, 2), ...key })
          const fault = await manager.insert(metadata.target, { ...anyRow(metadata, 3), ...key }).then(
            () => null,
            (reason: unknown) => reason,
          )
          if (!isDuplicate(fault)) accepted.push(name)
          await manager.createQueryBuilder().delete().from(metadata.target).execute()
        }
      }
    })
    expect(accepted).toEqual([])
    expect(tried.length).toBeGreaterThan(source.entityMetadatas.length)
    expect(tried).toEqual(expect.arrayContaining(['pledge_once', 'outbox_message_once', 'job_run primary key']))
  })

  it('a record that belongs to nothing', async () => {
    const dependent = source.entityMetadatas.filter((metadata) => metadata.foreignKeys.length > 0)
    const accepted: string[] = []
    for (const metadata of dependent) {
      const fault = await source.manager.insert(metadata.target, anyRow(metadata, 1)).then(
        () => null,
        (reason: Error) => reason.message,
      )
      if (!/foreign key/i.test(fault ?? '')) accepted.push(metadata.tableName)
    }
    expect(accepted).toEqual([])
    expect(dependent.length).toBeGreaterThan(15)
  })

  it('a post below the lowest', async () => {
    const row = { ...anyRow(source.getMetadata(Person), 1), positionRank: -1 }
    await expect(source.manager.insert(Person, row)).rejects.toThrow(/CHECK|CONSTRAINT/i)
    await source.manager.insert(Person, { ...row, positionRank: 0 })
    await source.manager.delete(Person, { positionRank: 0 })
  })

  it('nothing about rare characters: 𠮷 and 𡈽， a and A, é and e are different keys', async () => {
    const ids = ['𠮷', '𡈽', '😀', '😁', 'a', 'A', 'é', 'e', '张', '章']
    await source.manager.insert(
      InboxEvent,
      ids.map((id) => ({ id, receivedAt: 0, kind: '' })),
    )
    const kept = await source.manager.find(InboxEvent)
    expect(kept.map((row) => row.id).sort()).toEqual([...ids].sort())
    expect(await source.manager.countBy(InboxEvent, { id: 'A' })).toBe(1)
    await source.manager.clear(InboxEvent)
  })

  it('keeps an instant to the millisecond, whatever zone the server stands in', async () => {
    const receivedAt = Date.UTC(2026, 8, 20, 16, 0, 0, 123)
    await source.manager.insert(InboxEvent, { id: 'now', receivedAt, kind: '' })
    expect((await source.manager.findOneByOrFail(InboxEvent, { id: 'now' })).receivedAt).toBe(receivedAt)
    await source.manager.clear(InboxEvent)
  })

  it('says 1 for a change that changes nothing, so that a repeated change is not taken for a lost record', async () => {
    await source.manager.insert(Holiday, { day: '2026-10-01', kind: 'OFF', name: '国庆' })
    const { affected } = await source.manager.update(Holiday, { day: '2026-10-01' }, { name: '国庆' })
    expect(affected).toBe(1)
    await source.manager.clear(Holiday)
  })

  if (db.kind === 'sqlite') {
    it('loses nothing in a power cut: every commit is written through', async () => {
      const runner = source.createQueryRunner()
      await runner.startTransaction()
      const [[synchronous], [journal]] = [
        await runner.query('pragma synchronous'),
        await runner.query('pragma journal_mode'),
      ]
      await runner.rollbackTransaction()
      await runner.release()
      // 2 is FULL.
      expect(synchronous).toEqual({ synchronous: 2 })
      expect(journal).toEqual({ journal_mode: 'wal' })
    })
    return
  }

  it('compares by code point everywhere: utf8mb4_bin for the database, each table and each column', async () => {
    const [database] = await source.query('select @@collation_database as collation')
    expect(database).toEqual({ collation: 'utf8mb4_bin' })
    const columns: { collation: string }[] = await source.query(
      `select distinct collation_name as collation from information_schema.columns
       where table_schema = database() and collation_name is not null and table_name <> 'migrations'
       union select distinct table_collation from information_schema.tables where table_schema = database() and table_name <> 'migrations'`,
    )
    expect(columns).toEqual([{ collation: 'utf8mb4_bin' }])
  })

  it('speaks UTC and READ COMMITTED on every connection of the pool', async () => {
    const isolation = db.kind === 'mysql' ? '@@transaction_isolation' : '@@tx_isolation'
    // All at once, so that the pool opens as many as it may.
    const sessions: { id: number | string; zone: string; isolation: string }[] = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const [row] = await source.query(
          `select connection_id() as id, @@session.time_zone as zone, ${isolation} as isolation, sleep(0.1)`,
        )
        return { id: row.id, zone: row.zone, isolation: row.isolation }
      }),
    )
    expect(new Set(sessions.map((session) => session.id)).size).toBe(20)
    const others = sessions.filter((session) => session.zone !== '+00:00' || session.isolation !== 'READ-COMMITTED')
    expect(others).toEqual([])
  })
})
