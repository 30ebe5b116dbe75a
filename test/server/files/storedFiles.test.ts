import { createHash, randomBytes } from 'node:crypto'
import { StoredFile, StoredFilePart } from '../../../entities'
import { readFile, storeFile } from '../../../server/files/storedFiles'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

describeEachDatabase('a file kept in the database', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  }, 60_000)
  afterAll(() => house.close())

  const facts = { ownerId: persona('member').personId, purpose: 'ID_PHOTO' as const, mediaType: 'image/jpeg' }
  const store = (content: Buffer) =>
    house.as(null, (work) => storeFile(work, { ...facts, width: 413, height: 579, content }))
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_none, byte) => byte))

  test.each([
    ['every byte there is', everyByte, 1],
    ['exactly one piece', randomBytes(60_000), 1],
    ['one byte more', randomBytes(60_001), 2],
    ['half a megabyte', randomBytes(500_000), 9],
  ])('comes back bit for bit: %s', async (_what, content, pieces) => {
    const id = await store(content)
    const back = await house.database.read(null, 'job', (work) => readFile(work, id))
    expect(back.equals(content)).toBe(true)
    const [row] = await house.source.manager.findBy(StoredFile, { id })
    expect(row).toMatchObject({
      byteCount: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })
    expect(await house.source.manager.countBy(StoredFilePart, { fileId: id })).toBe(pieces)
  })

  test('leaves nothing behind when the unit of work it belongs to fails', async () => {
    const before = await house.source.manager.count(StoredFilePart)
    const failing = house.as(null, async (work) => {
      await storeFile(work, { ...facts, width: 1, height: 1, content: randomBytes(200_000) })
      throw new Error('afterwards')
    })
    await expect(failing).rejects.toThrow('afterwards')
    expect(await house.source.manager.count(StoredFilePart)).toBe(before)
  })
})
