import { randomUUID } from 'node:crypto'
import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import type { DataSource } from 'typeorm'
import { openDatabase } from '../../../server/database/dataSource'
import { patience } from '../../../server/database/patience'
import { damageOf } from '../../../server/database/sqliteFile'
import { asUnwell, DatabaseUnwell, operatorSentence } from '../../../server/database/unwell'
import { Database } from '../../../server/database/work'
import { policy } from '../../../server/policy'
import { startFaultSentence } from '../../../server/startFault'
import { type FreshDatabase, freshDatabase } from '../../support/databases'
import { type DatabaseUnderTest, describeEachDatabase } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { type Gateway, openGateway } from './gateway'

const sentences = {
  away: '数据库暂时没有回应，请稍后再试，已填写的内容不会丢。',
  busy: '系统正忙，请稍后再试，已填写的内容不会丢。',
  full: '服务器的磁盘满了，暂时存不进新内容，请稍后再试，并告诉管理员；已填写的内容不会丢。',
  readOnly: '数据库现在只能看、不能存，请稍后再试，并告诉管理员；已填写的内容不会丢。',
  damaged: '数据库有损坏或缺了内容，为免写错先不办理，请告诉管理员；已填写的内容不会丢。',
}

const aLittleLater = (milliseconds = 1100) => new Promise((resume) => setTimeout(resume, milliseconds))
const sourceOf = (product: TestProduct) => (product.database as unknown as { source: DataSource }).source

const visit = () => ({
  visitId: randomUUID(),
  contactId: null,
  contactName: `王阿姨${randomUUID().slice(0, 8)}`,
  way: 'FACE' as const,
  purposes: ['CARE' as const],
  visitedDay: '2026-09-01',
  content: '了解情况'.repeat(100),
  jointMemberIds: [],
})

/** What a member is told who sends something in, and what whoever runs the house is told. */
async function tell(product: TestProduct, member: Caller, input = visit(), key: string = randomUUID()) {
  const answer = await member.call('visit.log', input, { 'Idempotency-Key': key })
  const ready = await fetch(`${product.url}/readyz`)
  const { sentence = null } = (await ready.json()) as { sentence?: string }
  const said = answer.status === 200 ? null : answer.body.sentence
  return { status: answer.status, said, retryAfter: answer.headers.get('retry-after'), operator: sentence }
}

function onServer(db: DatabaseUnderTest): void {
  let gateway: Gateway
  let product: TestProduct
  let member: Caller
  const usual = { ...patience }

  beforeAll(async () => {
    Object.assign(patience, { connect: 1000, connection: 1000, statement: 1500 })
    gateway = await openGateway(db.url)
    product = await startTestProduct(gateway.url)
    member = await product.login('member')
  }, 60_000)
  afterAll(async () => {
    Object.assign(patience, usual)
    gateway.thaw()
    await product.stop()
    await gateway.close()
  })

  it('frozen: nobody waits long, everybody gets the sentence, and afterwards it goes on by itself', async () => {
    const [input, key] = [visit(), randomUUID()]
    gateway.freeze()
    const began = Date.now()
    const answers = await Promise.all(Array.from({ length: 30 }, () => tell(product, member, input, key)))
    expect(Date.now() - began).toBeLessThan(6000)
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 503, said: sentences.away, retryAfter: '30' })
      expect(answer.operator).toMatch(/没有读写成功|没有回应|连不上数据库/)
    }
    gateway.thaw()
    await aLittleLater()
    expect(await tell(product, member, input, key)).toMatchObject({ status: 200, operator: null })
    const rows = await sourceOf(product).query('select id from visit where id = ?', [input.visitId])
    expect(rows).toHaveLength(1)
  }, 30_000)

  it('cut off: the sentence comes at once, and afterwards it goes on by itself', async () => {
    await gateway.cut()
    await aLittleLater()
    expect(await tell(product, member)).toMatchObject({
      status: 503,
      said: sentences.away,
      operator: '连不上数据库（ECONNREFUSED），请检查 DATABASE_URL 和数据库是否开着。',
    })
    await gateway.mend()
    await aLittleLater()
    expect(await tell(product, member)).toMatchObject({ status: 200, operator: null })
  })

  it('a statement that takes too long ends, and its connection serves nobody else', async () => {
    const slow = sourceOf(product).query('select sleep(4)')
    await expect(slow.catch((fault) => Promise.reject(asUnwell(fault)))).rejects.toThrow(sentences.away)
    expect(await sourceOf(product).query("select 'next' as answer")).toEqual([{ answer: 'next' }])
  })

  it('a table that is gone is not served as if it were empty', async () => {
    await sourceOf(product).query('alter table visit rename to visit_gone')
    const told = await tell(product, member)
    await sourceOf(product).query('alter table visit_gone rename to visit')
    expect(told).toMatchObject({ status: 503, said: sentences.damaged })
  })
}

function onFile(): void {
  let product: TestProduct
  let member: Caller
  beforeAll(async () => {
    product = await startTestProduct()
    member = await product.login('member')
  }, 60_000)
  afterAll(() => product.stop())
  const source = () => sourceOf(product)
  const file = () => String(source().options.database)

  it('full', async () => {
    const [{ page_count: pages }] = await source().query('pragma page_count')
    await source().query(`pragma max_page_count = ${pages}`)
    // The last page has room for a little.
    let told = await tell(product, member)
    for (let tries = 0; tries < 100 && told.status === 200; tries += 1) told = await tell(product, member)
    await source().query('pragma max_page_count = 1000000000')
    expect(told).toMatchObject({ status: 503, said: sentences.full, retryAfter: '30' })
    expect((await tell(product, member)).status).toBe(200)
  })

  it('read-only', async () => {
    await source().query('pragma query_only = 1')
    await aLittleLater()
    const told = await tell(product, member)
    await source().query('pragma query_only = 0')
    expect(told).toMatchObject({ status: 503, said: sentences.readOnly })
    expect(told.operator).toContain('只能读、不能写')
    await aLittleLater()
    expect(await tell(product, member)).toMatchObject({ status: 200, operator: null })
  })

  it('taken away: nothing is written where nobody will find it', async () => {
    renameSync(file(), `${file()}.away`)
    await aLittleLater()
    const told = await tell(product, member)
    renameSync(`${file()}.away`, file())
    expect(told).toMatchObject({ status: 503, said: sentences.damaged })
    expect(told.operator).toContain('被移走或换掉')
    expect((await tell(product, member)).status).toBe(200)
  })

  it('held by another program: who writes waits and hears that it is busy, who reads does not wait', async () => {
    const other = new BetterSqlite(file())
    other.exec('begin immediate')
    const writing = tell(product, member)
    const began = Date.now()
    expect((await member.call('visit.mine', { page: 1 })).status).toBe(200)
    expect(Date.now() - began).toBeLessThan(500)
    expect(await writing).toMatchObject({ status: 503, said: sentences.busy })
    other.exec('commit')
    other.close()
    expect((await tell(product, member)).status).toBe(200)
  }, 30_000)
}

describeEachDatabase('a bad day of the database', (db) => (db.kind === 'sqlite' ? onFile() : onServer(db)))

describe('a damaged SQLite file', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase('sqlite')
  })
  afterAll(() => database.drop())

  /** Junk over some pages, as a bad disk leaves them. */
  const damage = () => {
    const other = new BetterSqlite(database.name)
    other.pragma('wal_checkpoint(truncate)')
    other.close()
    const handle = openSync(database.name, 'r+')
    for (let at = 4096 * 4; at < statSync(database.name).size; at += 4096 * 8)
      writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, at)
    closeSync(handle)
  }

  it('is found at night, and nothing is written into it any more', async () => {
    const house = new Database(await openDatabase(database.url), { now: () => Date.now() }, policy)
    expect(await house.check()).toBe('whole')
    // A large file is read by a thread of its own.
    expect(await damageOf(database.name, 0)).toEqual([])
    damage()
    expect(await damageOf(database.name, 0)).not.toEqual([])
    expect(await house.check().catch((fault: Error) => fault)).toBeInstanceOf(DatabaseUnwell)
    expect(await house.trouble()).toContain('有损坏')
    await expect(house.unitOfWork(null, 'job', async () => 'done')).rejects.toThrow(sentences.damaged)
    await house.close()
  })

  it('is refused at the start with a sentence', async () => {
    const fault = await openDatabase(database.url).then(
      () => new Error('it was opened'),
      (reason: Error) => reason,
    )
    expect(startFaultSentence(fault)).toMatch(/有损坏.*用最近的备份恢复/)
  })
})

describe('what a fault of the database means', () => {
  const fault = (code: string, errno = 0, message = 'raw words') => ({ driverError: { code, errno, message } })
  it.each([
    [fault('ECONNREFUSED'), sentences.away, '连不上数据库（ECONNREFUSED）'],
    [fault('PROTOCOL_CONNECTION_LOST'), sentences.away, '连不上数据库'],
    [fault('ER_CON_COUNT_ERROR', 1040), sentences.away, '连不上数据库（ER_CON_COUNT_ERROR）'],
    [fault('ER_UNKNOWN_COM_ERROR', 1047), sentences.away, '连不上数据库'],
    [fault('ER_STATEMENT_TIMEOUT', 1969), sentences.away, '太久没有回应'],
    [fault('ER_RECORD_FILE_FULL', 1114), sentences.full, '磁盘满了'],
    [fault('ER_GET_ERRNO', 1030, "Got error 28 'No space left on device'"), sentences.full, '磁盘满了'],
    [fault('SQLITE_FULL'), sentences.full, '磁盘满了'],
    [fault('ER_OPTION_PREVENTS_STATEMENT', 1290), sentences.readOnly, '只能读、不能写'],
    [fault('SQLITE_READONLY_DIRECTORY'), sentences.readOnly, '只能读、不能写'],
    [fault('SQLITE_READONLY_DBMOVED'), sentences.damaged, '被移走或换掉'],
    [fault('SQLITE_CORRUPT_INDEX'), sentences.damaged, '有损坏'],
    [fault('ER_NO_SUCH_TABLE', 1146), sentences.damaged, '缺少表'],
    [fault('SQLITE_ERROR', 0, 'no such table: visit'), sentences.damaged, '缺少表'],
  ])('%j', (raw, member, operator) => {
    const told = asUnwell(raw) as DatabaseUnwell
    expect([told.status, told.message]).toEqual([503, member])
    expect(told.operator).toContain(operator)
    expect(operatorSentence(raw)).toBe(told.operator)
    expect(told.operator).not.toContain('raw words')
  })

  it('a conflict, a duplicate and a fault of the program are none of these', () => {
    for (const raw of [fault('ER_LOCK_DEADLOCK', 1213), fault('ER_DUP_ENTRY', 1062), new Error('broken')])
      expect(asUnwell(raw)).toBe(raw)
  })
})
