import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Card } from '../../../bot/port'
import { AuditEntry, JobRun, OpinionEnvelope, OutboxMessage, SupervisionOpinion } from '../../../entities'
import { mixOpinions } from '../../../server/features/supervision/mixOpinions'
import { keyFolder } from '../../../server/sealing/keyFolder'
import { openOpinion, opinionLength, sealOpinion } from '../../../server/sealing/opinionEnvelopes'
import { fileOf, ownFile, transactionsIn } from '../../support/databases/innodbRows'
import { commitsIn } from '../../support/databases/walCommits'
import { describeEachDatabase } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

/** Every opinion a word of its own, and sent in this order. */
const words = ['丁字窗口要排队', '丙字窗口要排队', '甲字窗口要排队', '戊字窗口要排队', '乙字窗口要排队']

/**
 * R22 of the attacks: what somebody finds of an unsigned opinion who has the database of any moment, its logs and its orders, but not
 * the folder of keys (rules §4.6.12).
 */
describeEachDatabase('an unsigned opinion has no time in any order', (db) => {
  let stage: PledgeStage
  let pledgeId: string
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lxq-opinions-'))
    stage = await openPledges(db.url, { KEYS_DIR: folder })
    if (db.kind !== 'sqlite') await onOneConnection((ask) => ownFile(ask, 'supervision_opinion'))
    await stage.handIn(stage.member)
    pledgeId = (await stage.mine()).pledgeId
    await stage.putUp(stage.member)
  })
  afterAll(async () => {
    await stage.product.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const onOneConnection = <Answer>(body: (ask: (sql: string) => Promise<never[]>) => Promise<Answer>) =>
    stage.product.database.read(null, 'job', async ({ manager }) => {
      const runner = manager.dataSource.createQueryRunner()
      try {
        return await body((sql) => runner.query(sql))
      } finally {
        await runner.release()
      }
    })
  const keys = () => keyFolder(folder)
  const send = async (content: string, opinionId: string = randomUUID(), anonymous = true) => {
    const who = await stage.product.login(words.indexOf(content) % 2 ? 'masses' : 'massesSecond')
    return who.call('supervision.submit', { pledgeId, opinionId, content, anonymous })
  }
  const again = () => mixOpinions(keys())(stage.product.database)
  /** What the job of the last night has said. */
  const night = async () =>
    (await stage.rows(JobRun, { job: 'mixOpinions' })).sort((one, other) => (one.slot < other.slot ? -1 : 1)).at(-1)
      ?.outcome
  const book = async () => stage.rows(SupervisionOpinion)
  /** The book by whatever order somebody asks for, with what the database says of who wrote a row. */
  const orders = (): Promise<{ content: string }[][]> =>
    stage.product.database.read(null, 'job', (work) => {
      const asked = ['', 'order by id', 'order by receivedDay', 'order by branchId']
      return Promise.all(asked.map((by) => work.manager.query(`select content from supervision_opinion ${by}`)))
    })
  /** Everything at rest but the keys: tables, and on SQLite the files with their WAL. */
  const everything = async (): Promise<string> => {
    const held = await stage.product.database.read(null, 'job', async ({ manager }) => {
      const tables = manager.dataSource.entityMetadatas.map(({ tableName }) => tableName)
      const rows: unknown[] = []
      for (const table of tables) rows.push(await manager.query(`select * from ${table}`))
      return JSON.stringify(rows)
    })
    if (db.kind !== 'sqlite') return held
    const files = join(db.url.replace(/^sqlite:/, ''), '..')
    return (
      held +
      readdirSync(files)
        .map((name) => readFileSync(join(files, name)).toString())
        .join('')
    )
  }

  /** Which transaction wrote each row of the book, as the files tell it: DB_TRX_ID of InnoDB, the commits of SQLite's WAL. */
  const transactions = async (): Promise<Map<string, string>> => {
    const rows = await book()
    if (db.kind === 'sqlite') {
      const texts = rows.map(({ content }) => content)
      const commits = commitsIn(`${db.url.replace(/^sqlite:/, '')}-wal`, texts)
      return new Map([...commits].map(([content, commit]) => [content, String(commit).padStart(9, '0')]))
    }
    const file = await onOneConnection((ask) => fileOf(ask, 'supervision_opinion'))
    const numbers = transactionsIn(
      file,
      rows.map(({ id }) => id),
      () => pledgeId,
    )
    return new Map(rows.flatMap(({ id, content }) => (numbers.has(id) ? [[content, numbers.get(id) ?? '']] : [])))
  }

  it('lies sealed until the night, of one size whatever it says, and is read by nobody', async () => {
    const linesBefore = (await stage.rows(AuditEntry)).length
    for (const content of words.slice(0, 2)) expect((await send(content)).status).toBe(200)
    expect(await book()).toEqual([])
    const rows = await stage.rows(OpinionEnvelope)
    expect(rows.map(({ envelope }) => Buffer.from(envelope ?? '', 'base64').length)).toEqual([
      opinionLength,
      opinionLength,
    ])
    expect(await everything()).not.toMatch(/字窗口要排队/)
    expect(await stage.rows(AuditEntry)).toHaveLength(linesBefore)
    expect(await stage.rows(OutboxMessage, { kind: 'opinions' })).toEqual([])
    // Whoever holds the key besides opens it: the control.
    const [one] = rows
    const key = keys().opinionKey('2026-09-07', 'standing')
    expect(key && openOpinion(key, one?.id ?? '', one?.envelope ?? '')?.content).toMatch(/字窗口要排队/)
    expect(key && openOpinion(key, randomUUID(), one?.envelope ?? '')).toBeNull()
  })

  it('sent again it is one; another one under its id is refused', async () => {
    const [row] = await stage.rows(OpinionEnvelope)
    const key = keys().opinionKey('2026-09-07', 'standing')
    const { content = '' } = (key && openOpinion(key, row?.id ?? '', row?.envelope ?? '')) ?? {}
    expect((await send(content, row?.id)).status).toBe(200)
    expect((await send('另一句完全不同的话', row?.id)).body.code).toBe('record.changed')
    expect((await send(content, row?.id, false)).body.code).toBe('record.changed')
    expect(await stage.rows(OpinionEnvelope)).toHaveLength(2)
  })

  it('waits for others: of two nobody hears on the next day', async () => {
    await stage.moveQuietly('2026-09-08')
    expect(await night()).toBe('mixed 0, waiting 2')
    expect(keys().opinionDays()).toEqual(['2026-09-07'])
    for (const content of words.slice(2)) await send(content)
    // Of the day itself none goes.
    expect(await again()).toBe('mixed 0, waiting 2')
  })

  it('comes into the book with the others, in the order of what they say, of one day and one transaction', async () => {
    await stage.moveQuietly('2026-09-09')
    const sent = (await stage.rows(OpinionEnvelope)).map(({ id }) => id)
    expect(await night()).toBe('mixed 5, waiting 0')
    for (const order of await orders()) expect(order.map(({ content }) => content)).toEqual([...words].sort())
    const rows = await book()
    expect(
      new Set(rows.map(({ receivedDay, personId, revision }) => `${receivedDay} ${personId} ${revision}`)),
    ).toEqual(new Set(['2026-09-09 null 1']))
    // Not the name that the phone gave them, which lies in the box with its day.
    expect(rows.filter(({ id }) => sent.includes(id))).toEqual([])
    expect((await stage.rows(OpinionEnvelope)).map(({ envelope }) => envelope)).toEqual(Array(5).fill(null))
    expect(keys().opinionDays()).toEqual([])
    const cards = await stage.rows(OutboxMessage, { kind: 'opinions' })
    expect(cards.map(({ personId, dedupeKey }) => [personId, dedupeKey.includes('2026-09-09')])).toEqual([
      [stage.secretary.personId, true],
    ])
    // Sent once more by a phone that never heard the answer.
    expect((await send(words[0] ?? '', sent[0])).status).toBe(200)
    expect(await again()).toBe('mixed 0, waiting 0')
    expect(await book()).toHaveLength(5)
  })

  it('has one transaction with all the others in the files, where signed ones have one each', async () => {
    const signed = ['署名的第一条意见', '署名的第二条意见']
    for (const content of signed) expect((await send(content, randomUUID(), false)).status).toBe(200)
    const found = await transactions()
    const of = (contents: readonly string[]) => contents.flatMap((content) => found.get(content) ?? [])
    // The control: this is what an order would look like.
    expect(of(signed)).toEqual([...new Set(of(signed))].sort())
    expect(of(signed)).toHaveLength(2)
    expect(new Set(of(words)).size).toBe(1)
    if (db.kind !== 'sqlite') expect(of(words)).toHaveLength(words.length)
  })

  it('alone waits a week at the most; what cannot be opened is said and keeps nobody back', async () => {
    await send('只有这一条')
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.insert(OpinionEnvelope, { id: randomUUID(), receivedDay: '2026-09-09', envelope: 'AAAA' }),
    )
    await stage.moveQuietly('2026-09-10')
    expect(await night()).toBe('mixed 0, waiting 2')
    await stage.moveQuietly('2026-09-16')
    expect(await night()).toBe('mixed 1, waiting 0, lost 1')
    // 党办 hears how many, and nothing of whose.
    const told = await stage.rows(OutboxMessage, { kind: 'opinionsLost' })
    expect(told.map(({ card }) => (card as Card).summary)).toEqual(told.map(() => '1条不署名的意见打不开了'))
    expect(told.length).toBeGreaterThan(0)
    expect((await stage.rows(SupervisionOpinion, { content: '只有这一条' }))[0]?.receivedDay).toBe('2026-09-16')
    expect(keys().opinionDays()).toEqual([])
    const before = await stage.rows(OpinionEnvelope)
    const old = { id: randomUUID(), receivedDay: '2026-08-16', envelope: null }
    await stage.product.database.unitOfWork(null, 'job', (work) => work.insert(OpinionEnvelope, old))
    await again()
    expect(await stage.rows(OpinionEnvelope)).toHaveLength(before.length)
  })

  it('the longest one fits its envelope', () => {
    const key = Buffer.alloc(32, 1)
    const content = Array(500).fill('𠮷').join(' ')
    const longest = { pledgeId: randomUUID(), branchId: randomUUID(), content }
    const id = randomUUID()
    expect(openOpinion(key, id, sealOpinion(key, id, longest))).toEqual(longest)
  })
})
