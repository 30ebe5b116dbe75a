import { createHash, randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { AuditEntry, StoredFile, StoredFilePart } from '../../../entities'
import { readFile, storeFile } from '../../../server/files/storedFiles'
import { describeEachDatabase } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'
import { type House, openHouse, persona } from '../organisation/house'
import { redPhoto } from '../pledge/pledgeStage'

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

describe('a photo is sent up', () => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct()
  })
  afterAll(() => product.stop())

  const stored = () => product.database.read(null, 'job', (work) => work.manager.count(StoredFile))

  test('by a 党员 it is kept with a line of 留痕； by a 群众 it is refused', async () => {
    const [member, masses] = [await product.login('member'), await product.login('masses')]
    const reply = await member.send('photo.upload', await redPhoto(), {})
    expect([reply.status, reply.body.width, reply.body.height, reply.body.warnings]).toEqual([200, 413, 579, []])
    expect((await masses.send('photo.upload', await redPhoto(), {})).body.code).toBe('permission.denied')
    expect((await product.anonymous.send('photo.upload', await redPhoto(), {})).status).toBe(401)
    expect(await stored()).toBe(1)
    const lines = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(AuditEntry, { action: 'photo.upload' }),
    )
    expect(lines.map((line) => line.actorId)).toEqual([member.personId])
  })

  test('cut off in the middle it leaves nothing, and the server goes on', async () => {
    const member = await product.login('member')
    const before = await stored()
    const photo = await redPhoto()
    const { hostname, port } = new URL(product.url)
    const socket = connect(Number(port), hostname)
    await new Promise((resolve) => socket.once('connect', resolve))
    const head = [
      'POST /api/photos HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Cookie: ${member.cookie}`,
      'X-Requested-By: lianxinqiao',
      `Content-Length: ${photo.length}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(photo.subarray(0, photo.length / 2))
    await new Promise((resume) => setTimeout(resume, 100))
    socket.destroy()
    expect((await member.send('photo.upload', photo, {})).status).toBe(200)
    expect(await stored()).toBe(before + 1)
  })

  test('one larger than 12 MB is refused as too large', async () => {
    const member = await product.login('member')
    const reply = await member.send('photo.upload', Buffer.alloc(12 * 1024 * 1024 + 1), {})
    expect([reply.status, reply.body.sentence]).toEqual([413, '内容超过12 MB，请缩小后再传。'])
  })
})
