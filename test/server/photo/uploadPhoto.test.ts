import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import sharp from 'sharp'
import { AuditEntry, StoredFile, StoredFilePart } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { requestKey } from '../pledge/pledgeStage'
import { fiftyMegapixels, heicPhoto, jpeg, phonePhoto, polyglot, scriptedSvg } from './pictures'

let product: TestProduct
let member: Caller
beforeAll(async () => {
  product = await startTestProduct()
  member = await product.login('member')
})
afterAll(() => product.stop())

const files = () =>
  product.database.read(null, 'job', (work) => work.manager.find(StoredFile, { order: { createdAt: 'ASC' } }))
const lines = (action: string) =>
  product.database.read(null, 'job', (work) => work.manager.findBy(AuditEntry, { action }))
const promised = (file: Buffer) => ({ 'X-File-Sha256': createHash('sha256').update(file).digest('hex') })
const upload = (file: Buffer, headers: Record<string, string> = {}, who = member) =>
  who.send('photo.upload', file, { ...requestKey(), ...headers })
const read = async (id: string, who = member) => (await who.fetch(`/api/photos/${id}`)).status

describe('a photo is sent up', () => {
  test('of the right shape: original and normalised copy are kept, linked, with a line of 留痕', async () => {
    const file = await phonePhoto()
    const { status, body } = await upload(file, promised(file))
    expect([status, body.width, body.height, body.warnings]).toEqual([200, 826, 1158, []])
    const [original, copy] = await Promise.all(
      [body.originalId, body.photoId ?? ''].map(async (id) => (await files()).find((one) => one.id === id)),
    )
    expect(original).toMatchObject({ purpose: 'ID_PHOTO_ORIGINAL', originalId: null, ownerId: member.personId })
    expect(copy).toMatchObject({ purpose: 'ID_PHOTO', originalId: body.originalId, width: 413, height: 579 })
    expect((await lines('photo.upload')).map((line) => [line.actorId, line.subjectId])).toEqual([
      [member.personId, body.photoId],
    ])
  })

  test('by a 群众 or by nobody it is refused', async () => {
    const [masses, file] = [await product.login('masses'), await jpeg(413, 579)]
    expect((await upload(file, {}, masses)).body.code).toBe('permission.denied')
    expect((await upload(file, {}, product.anonymous)).status).toBe(401)
  })

  test('of another shape: the page frames it, and the copy is cut out of what was kept', async () => {
    const { body } = await upload(await jpeg(1600, 1200, '#1060c0'))
    expect(body.photoId).toBeNull()
    const cut = { originalId: body.originalId, turn: 90 as const, left: 100, top: 200, width: 700, height: 980 }
    const answer = await member.call('photo.crop', { ...cut, size: '35x49' })
    expect([answer.status, answer.body.width, answer.body.height]).toEqual([200, 413, 579])
    expect(answer.body.warnings).toEqual(['照片背景看起来不是红色，请确认是否为红底登记照片'])
    const kept = (await files()).find((one) => one.id === answer.body.photoId)
    expect(kept).toMatchObject({ purpose: 'ID_PHOTO', originalId: body.originalId })
    expect((await lines('photo.crop')).map((line) => line.subjectId)).toEqual([answer.body.photoId])
    const picture = Buffer.from(await (await member.fetch(`/api/photos/${answer.body.photoId}`)).arrayBuffer())
    expect(await sharp(picture).metadata()).toMatchObject({ width: 413, height: 579, density: 300 })
  })

  test('as HEIC: the page sees a JPEG of it and can frame that', async () => {
    const { body } = await upload(heicPhoto(), { 'Content-Type': 'image/heic', 'X-File-Name': 'IMG_0001.HEIC' })
    expect([body.width, body.height, body.photoId === null]).toEqual([420, 588, false])
    const shown = await member.fetch(`/api/photos/${body.originalId}`)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
  })

  test('twice under one key, as on a weak network, it is kept once and answered alike', async () => {
    const [file, key] = [await jpeg(900, 1300), requestKey()]
    const before = (await files()).length
    const [one, other] = [await member.send('photo.upload', file, key), await member.send('photo.upload', file, key)]
    expect(one.body).toEqual(other.body)
    expect((await files()).length).toBe(before + 1)
    const cut = { originalId: one.body.originalId, turn: 0 as const, left: 0, top: 0, width: 900, height: 1260 }
    const cuts = [1, 2].map(() => member.call('photo.crop', { ...cut, size: '35x49' }, requestKey()))
    expect((await Promise.all(cuts)).map((answer) => answer.status)).toEqual([200, 200])
  })
})

describe('what is refused leaves nothing behind', () => {
  const refused = async (file: Buffer, headers: Record<string, string> = {}) => {
    const before = (await files()).length
    const { status, body } = await upload(file, headers)
    expect((await files()).length).toBe(before)
    return [status, body.code, body.sentence]
  }

  test.each([
    ['an SVG with a script in it', async () => scriptedSvg, 'photo.unreadable'],
    ['text called photo.jpg', async () => Buffer.from('只是文字'), 'photo.unreadable'],
    ['fifty megapixels in a small PNG', fiftyMegapixels, 'photo.tooManyPixels'],
    ['400×560', () => jpeg(400, 560), 'photo.tooSmall'],
    ['half a JPEG', async () => (await jpeg(826, 1158)).subarray(0, 4000), 'photo.broken'],
  ])('%s', async (_what, file, code) => {
    const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'photo.jpg' }
    expect((await refused(await file(), headers)).slice(0, 2)).toEqual([422, code])
  })

  test('a photo that is also a page of the web is kept as a photo and served as nothing else', async () => {
    const { body } = await upload(await polyglot())
    const shown = await member.fetch(`/api/photos/${body.originalId}`)
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual([
      'image/jpeg',
      'nosniff',
    ])
    expect(await shown.text()).not.toContain('<script>')
  })

  test('other bytes than were sent', async () => {
    const file = await jpeg(826, 1158)
    const sentence = '照片没有传完整，请重新上传。'
    expect(await refused(file.subarray(0, -2), promised(file))).toEqual([422, 'photo.cutShort', sentence])
  })

  test('more than 12 MB', async () => {
    const sentence = '内容超过12 MB，请缩小后再传。'
    expect(await refused(Buffer.alloc(12 * 1024 * 1024 + 1))).toEqual([413, 'request.tooLarge', sentence])
  })

  test('cut off in the middle of the body, no row and no piece is there, and the server goes on', async () => {
    const count = () =>
      product.database.read(null, 'job', async ({ manager }) => [
        await manager.count(StoredFile),
        await manager.count(StoredFilePart),
      ])
    const [before, photo] = [await count(), await jpeg(826, 1158)]
    const { hostname, port } = new URL(product.url)
    const socket = connect(Number(port), hostname)
    await new Promise((resolve) => socket.once('connect', resolve))
    const head = ['POST /api/photos HTTP/1.1', `Host: ${hostname}:${port}`, `Cookie: ${member.cookie}`]
    const rest = ['X-Requested-By: lianxinqiao', `Content-Length: ${photo.length}`, 'Content-Type: image/jpeg']
    socket.write(`${[...head, ...rest].join('\r\n')}\r\n\r\n`)
    socket.write(photo.subarray(0, photo.length / 2))
    await new Promise((resume) => setTimeout(resume, 100))
    socket.destroy()
    await new Promise((resume) => setTimeout(resume, 200))
    expect(await count()).toEqual(before)
    expect((await upload(photo)).status).toBe(200)
  })
})

describe('whose photo it is', () => {
  test('nobody cuts a photo out of the original of somebody else, of a copy, or of nothing', async () => {
    const { body } = await upload(await jpeg(826, 1158))
    const cut = { turn: 0 as const, left: 0, top: 0, width: 826, height: 1156, size: '35x49' as const }
    const other = await product.login('memberSecond')
    const codes = await Promise.all(
      [
        other.call('photo.crop', { originalId: body.originalId, ...cut }),
        member.call('photo.crop', { originalId: body.photoId ?? '', ...cut }),
        (await product.login('masses')).call('photo.crop', { originalId: body.originalId, ...cut }),
      ].map(async (answer) => (await answer).body.code),
    )
    expect(codes).toEqual(['pledge.photoForeign', 'record.notFound', 'permission.denied'])
  })

  test.each([
    ['half a pixel', { left: 0.5 }],
    ['45 degrees', { turn: 45 as 90 }],
    ['a size nobody sells', { size: '33x48' as '35x49' }],
    ['before the edge', { left: -1 }],
  ])('a frame of %s is refused as malformed', async (_what, changes) => {
    const { body } = await upload(await jpeg(826, 1158))
    const cut = { originalId: body.originalId, turn: 0 as const, left: 0, top: 0, width: 826, height: 1156 }
    expect((await member.call('photo.crop', { ...cut, size: '35x49', ...changes })).status).toBe(400)
  })

  test('the original is seen by its owner, his branch committee and 党办 only', async () => {
    const { body } = await upload(await jpeg(826, 1158))
    const [office, secretary] = [await product.login('office'), await product.login('financeSecretary')]
    const [masses, stranger] = [await product.login('masses'), await product.login('digitalSecretary')]
    expect((await secretary.call('session.mine')).body.branchId).toBe(branchId('finance'))
    const seen = [member, office, secretary, masses, stranger].map((who) => read(body.originalId, who))
    expect(await Promise.all(seen)).toEqual([200, 200, 200, 403, 403])
  })
})
