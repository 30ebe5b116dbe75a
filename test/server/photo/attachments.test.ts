import { AuditEntry, SignOrder, StoredFile } from '../../../entities'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { requestKey } from '../pledge/pledgeStage'
import { setStage } from '../web/stage'
import { jpeg, phonePhoto, scriptedSvg } from './pictures'

const pdf = Buffer.from('%PDF-1.7\n报价单 trailer<<>>\nstartxref\n0\n%%EOF\n')

/** 办公室's clerk and the 副书记 have no button at the demo desk; their names are those of the sample. */
const loginAs = (name: string) => {
  const found = sampleChat().chatPeople.find((one) => one.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return product.loginPerson(found.personId)
}

let product: TestProduct
let masses: Caller
let clerk: Caller
beforeAll(async () => {
  product = await startTestProduct()
  masses = await product.login('masses')
  clerk = await loginAs('舒小荷')
})
afterAll(() => product.stop())

const rows = () => product.database.read(null, 'job', (work) => work.manager.find(StoredFile))

describe('a picture of a plate, of a posting, of something done', () => {
  test('may be sent by anyone on the roster, and is the sender’s alone until a record names it', async () => {
    const { status, body } = await masses.send('attachment.uploadPicture', await phonePhoto(1500, 2100), requestKey())
    expect([status, body.width, body.height]).toEqual([200, 1143, 1600])
    expect((await (await product.login('office')).fetch(`/api/pictures/${body.fileId}`)).status).toBe(404)
    const shown = await masses.fetch(`/api/pictures/${body.fileId}`)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await shown.text()).includes('GPS')).toBe(false)
    expect((await product.anonymous.send('attachment.uploadPicture', await jpeg(300, 300), {})).status).toBe(401)
    expect((await product.anonymous.fetch(`/api/pictures/${body.fileId}`)).status).toBe(401)
    const lines = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(AuditEntry, { subjectId: body.fileId }),
    )
    expect(lines.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['attachment.uploadPicture', masses.personId],
    ])
  })

  test('is no way to read somebody’s 登记照 or a quote', async () => {
    const member = await product.login('member')
    const { photoId, originalId } = (await member.send('photo.upload', await jpeg(413, 579), requestKey())).body
    const quote = (await clerk.send('attachment.uploadDocument', pdf, requestKey())).body.fileId
    for (const id of [photoId, originalId, quote]) {
      const { status, body } = await masses.call('attachment.readPicture', { fileId: id ?? '' })
      expect([status, body.sentence]).toEqual([404, '没有找到这条文件，可能已被删除或您看不到它。'])
    }
    expect((await member.fetch(`/api/photos/${quote}`)).status).toBe(404)
  })

  test('with a script in it it is refused and leaves nothing behind', async () => {
    const before = (await rows()).length
    const refused = await masses.send('attachment.uploadPicture', scriptedSvg, requestKey())
    expect([refused.status, refused.body.code]).toEqual([422, 'photo.unreadable'])
    expect((await rows()).length).toBe(before)
  })
})

describe('a quote or minutes (R29–R31)', () => {
  test('is sent by 办公室 and, named by an order, read by those who review and approve, always as a download', async () => {
    const { body } = await clerk.send('attachment.uploadDocument', pdf, requestKey())
    expect((await (await product.login('office')).fetch(`/api/attachments/${body.fileId}`)).status).toBe(404)
    const { orders } = await setStage(product.database)
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(SignOrder, { id: orders.toReview }, { quoteFileId: body.fileId }),
    )
    expect(body).toMatchObject({ mediaType: 'application/pdf', byteCount: pdf.length })
    for (const who of [clerk, await product.login('office'), await loginAs('程远山')]) {
      const reply = await who.fetch(`/api/attachments/${body.fileId}`)
      expect([reply.status, reply.headers.get('content-disposition')?.split(';')[0]]).toEqual([200, 'attachment'])
      expect(Buffer.from(await reply.arrayBuffer()).equals(pdf)).toBe(true)
    }
  })

  test('is neither sent nor read by anybody else, and a picture of the wall is no document', async () => {
    expect((await masses.send('attachment.uploadDocument', pdf, requestKey())).body.code).toBe('permission.denied')
    const { fileId } = (await clerk.send('attachment.uploadDocument', await jpeg(800, 600), requestKey())).body
    expect((await masses.call('attachment.readDocument', { fileId })).body.code).toBe('permission.denied')
    const picture = (await masses.send('attachment.uploadPicture', await jpeg(300, 300), requestKey())).body.fileId
    expect((await clerk.call('attachment.readDocument', { fileId: picture })).status).toBe(404)
  })
})
