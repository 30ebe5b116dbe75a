import { In } from 'typeorm'
import { AuditEntry, OutboxMessage, Person, PlatformAccount, StoredFile, StoredFilePart } from '../../../entities'
import { type Pair, readPair } from '../../../server/database/rows'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

const { personId } = persona('member')
const id = (end: number) => `00000000-0000-4000-8000-00000000000${end}`

const message: OutboxMessage = {
  id: id(1),
  dedupeKey: 'rows',
  personId,
  kind: 'test',
  card: { title: '𠮷 "引号" \\ \u{1F600}' },
  state: 'SENT',
  createdAt: 1_757_000_000_122,
  attempts: 1,
  nextAt: 1_757_000_000_123,
  expiresAt: null,
  leaseOwner: null,
  unsureSince: null,
  waitsOn: null,
  platform: 'feishu',
  messageId: null,
  messageRef: null,
  sentAt: 1_757_000_000_124,
  doneState: 'NONE',
  doneCard: null,
  failReason: null,
}
const file: StoredFile = {
  id: id(2),
  ownerId: personId,
  purpose: 'ID_PHOTO',
  mediaType: 'image/jpeg',
  byteCount: 4,
  width: 1,
  height: 1,
  originalId: id(3),
  sha256: 'f'.repeat(64),
  createdAt: 1_757_000_000_125,
}
const part: StoredFilePart = { fileId: id(2), part: 0, content: Buffer.from([0, 255, 39, 92]) }

describeEachDatabase('the statements written without TypeORM', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
    await house.as(null, async (work) => {
      await work.insert(OutboxMessage, message)
      await work.insert(StoredFile, file)
      await work.insert(StoredFilePart, part)
    })
  })
  afterAll(() => house.close())

  it('refuse what is longer than its column on every database, and count characters', async () => {
    const added = (end: number, mediaType: string) => ({ ...file, id: id(end), mediaType })
    const insert = (row: StoredFile) => house.as(null, (work) => work.insert(StoredFile, row))
    await expect(insert(added(8, 'x'.repeat(121)))).rejects.toThrow(/mediaType/)
    await insert(added(8, '𠮷'.repeat(120)))
    const longer = house.as(null, (work) => work.change(StoredFile, { id: id(8) }, { mediaType: 'x'.repeat(121) }))
    await expect(longer).rejects.toThrow(/mediaType/)
    await house.as(null, (work) => work.manager.delete(StoredFile, { id: id(8) }))
  })

  it('read a record and the one beside it as TypeORM does, null where there is none', async () => {
    const { manager } = house.source
    const pair: Pair<StoredFile, StoredFilePart> = {
      entity: StoredFile,
      beside: StoredFilePart,
      on: 'other.fileId = one.id and other.part = ?',
      rest: "where one.purpose = 'ID_PHOTO' order by one.createdAt desc",
    }
    expect(await readPair(manager, pair, [0])).toEqual([file, part])
    expect(await readPair(manager, pair, [7])).toEqual([file, null])
    const nothing: typeof pair = { ...pair, rest: "where one.purpose = 'none'" }
    expect(await readPair(manager, nothing, [0])).toBeNull()
  })

  it('write what TypeORM reads: text, JSON, instants, bytes, nothing', async () => {
    const { manager } = house.source
    expect(await manager.findOneBy(OutboxMessage, { id: message.id })).toEqual(message)
    expect(await manager.findOneBy(StoredFile, { id: file.id })).toEqual(file)
    expect(await manager.findOneBy(StoredFilePart, { fileId: file.id })).toEqual(part)
  })

  it('read every kind of record as TypeORM does', async () => {
    let compared = 0
    for (const { target, primaryColumns } of house.source.entityMetadatas) {
      const [known] = await house.source.manager.find(target, { take: 1 })
      if (!known) continue
      const key = Object.fromEntries(primaryColumns.map(({ propertyName }) => [propertyName, known[propertyName]]))
      expect(await house.as(null, (work) => work.one(target, key))).toEqual({ ...known })
      compared += 1
    }
    expect(compared).toBeGreaterThan(10)
    expect(await house.as(null, (work) => work.one(Person, { id: id(9) }))).toBeNull()
  })

  it('change exactly the rows meant, and count them', async () => {
    const change = (where: { id: string; revision: number }) =>
      house.as(null, (work) => work.change(Person, where, { textStep: 2, keyPost: true, partyPost: null }))
    expect(await change({ id: personId, revision: 1 })).toBe(1)
    expect(await change({ id: personId, revision: 77 })).toBe(0)
    const changed = await house.as(null, (work) => work.one(Person, { id: personId }))
    expect(changed).toMatchObject({ textStep: 2, keyPost: true, partyPost: null, leadingCadre: false })
  })

  it('add a row once, by its id or another unique key, and the work goes on and sees the row that stands', async () => {
    const first = { ...message, id: id(4), dedupeKey: 'once' }
    const outcome = await house.as(null, async (work) => {
      const added = await work.insertOnce(OutboxMessage, first)
      const sameId = await work.insertOnce(OutboxMessage, { ...first, dedupeKey: 'another', kind: 'second' })
      const sameKey = await work.insertOnce(OutboxMessage, { ...first, id: id(5), kind: 'second' })
      const after = await work.insertOnce(OutboxMessage, { ...first, id: id(6), dedupeKey: 'after' })
      return { added, sameId, sameKey, after, standing: (await work.one(OutboxMessage, { id: id(4) }))?.kind }
    })
    expect(outcome).toEqual({ added: true, sameId: false, sameKey: false, after: true, standing: 'test' })
    const { manager } = house.source
    expect(await manager.countBy(OutboxMessage, { id: In([id(4), id(5), id(6)]) })).toBe(2)
  })

  it('add a row once when many try in the same moment, and report any other fault as it is', async () => {
    const tries = Array.from({ length: 6 }, (_, at) =>
      house.as(null, (work) =>
        work.insertOnce(OutboxMessage, {
          ...message,
          id: `00000000-0000-4000-8000-00000000010${at}`,
          dedupeKey: 'rush',
        }),
      ),
    )
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1)
    const orphan = { ...message, id: id(7), dedupeKey: 'orphan', personId: id(9) }
    await expect(house.as(null, (work) => work.insertOnce(OutboxMessage, orphan))).rejects.toThrow()
  })

  it('leave conditions that are no plain values to TypeORM', async () => {
    const bySeveral = (work: Parameters<Parameters<House['as']>[1]>[0]) =>
      work.change(OutboxMessage, { id: In([message.id]), platform: 'feishu' }, { attempts: 2 })
    expect(await house.as(null, bySeveral)).toBe(1)
    await expect(house.as(null, (work) => work.one(AuditEntry, { reason: null }))).rejects.toThrow('plain values')
  })

  it('refuse a column that is none, whoever named it', async () => {
    const where = { 'id = id or 1': 1 } as unknown as Partial<PlatformAccount>
    await expect(house.as(null, (work) => work.one(PlatformAccount, where))).rejects.toThrow('has no column')
  })
})
