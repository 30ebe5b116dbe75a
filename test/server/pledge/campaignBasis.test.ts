import { AuditEntry, CampaignBasis, StoredFile } from '../../../entities'
import { packParts } from '../../../server/files/workbookArchive'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { readSheets } from '../../support/readSheets'
import { smallJpeg, smallPdf } from '../web/staged/files'
import { openInput, openPledges, type PledgeStage, requestKey } from './pledgeStage'

const part = (name: string, content: string) => [name, Buffer.from(content)] as const
const contentTypes = part('[Content_Types].xml', '<Types/>')
const word = packParts([contentTypes, part('word/document.xml', `<w:document>${'依据'.repeat(200)}</w:document>`)])
const secondPdf = Buffer.from('%PDF-1.7\n2 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
/** One byte of its text is another one: its zip still opens. */
const damagedWord = Buffer.from(word)
damagedWord.writeUInt8(0x41, 700)

describeByTurn('the 依据文件 itself, attached to a campaign (R00)', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
  })
  afterAll(() => stage.product.stop())

  const current = async () => (await stage.member.call('campaign.current')).body.campaign
  const upload = (file: Buffer, who = stage.office) => who.send('campaign.uploadBasis', file, requestKey())
  const attach = async (file: Buffer, changes: object = {}) => {
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    const { fileId } = (await upload(file)).body
    return stage.office.call('campaign.attachBasis', { campaignId, revision, fileId, ...changes })
  }
  const read = async (version: number, who: Caller) => {
    const answer = await who.fetch(`/api/campaigns/${(await current())?.campaignId}/basis/${version}`)
    return {
      status: answer.status,
      type: answer.headers.get('content-type'),
      body: Buffer.from(await answer.arrayBuffer()),
    }
  }

  test('before one is attached no page leads anywhere', async () => {
    expect(await current()).not.toHaveProperty('basisVersion')
    expect((await stage.member.call('wall.list')).body).not.toHaveProperty('basisFile')
    expect((await read(1, stage.member)).status).toBe(404)
  })

  test('everybody reads the newest as it was sent, from every page that names the campaign; the office the older ones too', async () => {
    expect((await attach(smallPdf)).body).toEqual({ version: 1 })
    expect((await read(1, stage.member)).body).toEqual(smallPdf)
    expect((await attach(word)).body).toEqual({ version: 2 })
    const newest = await read(2, stage.member)
    expect([newest.status, newest.type]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ])
    expect(newest.body).toEqual(word)
    expect((await read(1, stage.member)).status).toBe(404)
    expect((await read(1, stage.office)).body).toEqual(smallPdf)
    expect((await read(3, stage.office)).status).toBe(404)
    expect((await stage.product.anonymous.fetch(`/api/campaigns/${stage.campaign.campaignId}/basis/2`)).status).toBe(
      401,
    )

    const basisFile = { campaignId: stage.campaign.campaignId, version: 2 }
    expect((await current())?.basisVersion).toBe(2)
    expect((await stage.member.call('pledge.mine')).body.campaign?.basisVersion).toBe(2)
    expect((await stage.member.call('wall.list')).body.basisFile).toEqual(basisFile)
    expect((await stage.office.call('progress.board')).body.basisFile).toEqual(basisFile)
  })

  test('the office sees who attached which and when; nobody else is told', async () => {
    const [own] = (await stage.office.call('campaign.list')).body.campaigns
    expect(own?.versions.map(({ version, byteCount }) => [version, byteCount])).toEqual([
      [2, word.length],
      [1, smallPdf.length],
    ])
    expect(own?.versions.every(({ byName }) => byName !== '')).toBe(true)
    for (const who of [stage.member, stage.secretary]) expect((await who.call('campaign.list')).status).toBe(403)
  })

  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['words', () => Buffer.from('依据文件'), '只能上传PDF、Word文档或照片（JPG、PNG、HEIC），请换一个文件。'],
    [
      'a zip of something else',
      () => packParts([contentTypes, part('xl/workbook.xml', '<workbook/>')]),
      '只能上传PDF、Word文档或照片（JPG、PNG、HEIC），请换一个文件。',
    ],
    [
      'an old Word file, or one with a password',
      () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      '这是旧版或者加了密码的文件，读不出来。请另存为不加密码的新版Word文档或PDF后再传。',
    ],
    [
      'a Word file cut short',
      () => word.subarray(0, -40),
      '这个Word文件不完整或者带有宏，没有保存。请在电脑上打开，另存为不带宏的Word文档或PDF后再传。',
    ],
    [
      'a Word file damaged on the way',
      () => damagedWord,
      '这个Word文件不完整或者带有宏，没有保存。请在电脑上打开，另存为不带宏的Word文档或PDF后再传。',
    ],
    [
      'a Word file with macros',
      () => packParts([contentTypes, part('word/document.xml', '<w:document/>'), part('word/vbaProject.bin', 'x')]),
      '这个Word文件不完整或者带有宏，没有保存。请在电脑上打开，另存为不带宏的Word文档或PDF后再传。',
    ],
    ['a PDF without its end', () => smallPdf.subarray(0, 20), '这个PDF文件不完整，请重新保存或扫描后再传。'],
    [
      'a picture without its end',
      async () => (await smallJpeg()).subarray(0, 600),
      '照片文件不完整或已损坏，请重新拍一张，或换一张照片。',
    ],
    [
      'a PDF of nine megabytes',
      () => Buffer.concat([smallPdf, Buffer.alloc(9 << 20), smallPdf]),
      '内容超过8 MB，请缩小后再传。',
    ],
    ['nothing', () => Buffer.alloc(0), '提交的内容有误：没有收到文件，请重新选择后再传'],
  ])('%s is refused in one sentence and kept nowhere', async (_what, file, sentence) => {
    const before = (await stage.rows(StoredFile)).length
    const { status, body } = await upload(await file())
    expect([status >= 400, (body as unknown as { sentence: string }).sentence]).toEqual([true, sentence])
    expect(await stage.rows(StoredFile)).toHaveLength(before)
  })

  test('only who opens campaigns attaches, only what he has sent up himself, and two at once are told apart', async () => {
    expect((await upload(smallPdf, stage.secretary)).body).toMatchObject({ code: 'permission.denied' })
    const { photoId } = { photoId: await stage.upload(stage.member) }
    expect((await attach(smallPdf, { fileId: photoId })).status).toBe(404)
    expect((await attach(smallPdf, { revision: 1 })).body).toMatchObject({ code: 'record.changed' })
    expect(await stage.rows(CampaignBasis)).toHaveLength(2)
  })

  test('a picture is kept as a picture of the paper; each attaching leaves its line', async () => {
    expect((await attach(await smallJpeg())).body).toEqual({ version: 3 })
    expect((await read(3, stage.member)).type).toBe('image/jpeg')
    const lines = await stage.rows(AuditEntry, { action: 'campaign.attachBasis' })
    expect(lines.map(({ change }) => (change as { version: number }).version).sort()).toEqual([1, 2, 3])
  })

  test('a closed campaign takes no other, and what it has is read on', async () => {
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    await stage.office.call('campaign.close', { campaignId, revision, reason: '今年的工作已经办完' })
    expect((await attach(secondPdf)).body).toMatchObject({ code: 'campaign.closed' })
    expect((await read(3, stage.member)).status).toBe(200)
  })

  test('the next year’s is opened with its own', async () => {
    const { fileId } = (await upload(secondPdf)).body
    const opened = await stage.office.call('campaign.open', {
      ...openInput({ year: 2027, dueDay: '2027-09-20' }),
      basisFileId: fileId,
    })
    expect(opened.body.campaign.basisVersion).toBe(1)
    expect((await read(1, stage.member)).body).toEqual(secondPdf)
  })

  test('every year is listed for the office with what it brought, its files and what was done with it; and as a table', async () => {
    const { campaigns } = (await stage.office.call('campaign.list')).body
    expect(campaigns.map(({ year, state }) => [year, state])).toEqual([
      [2027, 'OPEN'],
      [2026, 'CLOSED'],
    ])
    const [, past] = campaigns
    expect(past?.versions.map(({ version }) => version)).toEqual([3, 2, 1])
    expect(past?.steps.map(({ action }) => action)).toEqual([
      'open',
      'attachBasis',
      'attachBasis',
      'attachBasis',
      'close',
    ])
    expect(past?.steps.at(-1)).toMatchObject({ reason: '今年的工作已经办完', byName: expect.stringMatching(/\S/) })
    expect(past?.pledges).toBe(1)
    const table = await stage.office.fetch(`/api/campaigns/${past?.campaignId}/export.xlsx`)
    expect(table.status).toBe(200)
    const sheets = await readSheets(Buffer.from(await table.arrayBuffer()))
    expect(JSON.stringify(sheets)).toContain('"承诺书"')
    expect((await stage.member.fetch(`/api/campaigns/${past?.campaignId}/export.xlsx`)).status).toBe(403)
  })
})
