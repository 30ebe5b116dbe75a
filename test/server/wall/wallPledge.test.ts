import { Fulfilment, PledgeVersion } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { putPicture } from './wallStage'

describeByTurn('one 承诺书 on the wall with its history (R27, rules §3.2)', (db) => {
  let stage: PledgeStage
  let member: Caller
  let masses: Caller
  let pledgeId: string
  beforeAll(async () => {
    stage = await openPledges(db.url)
    member = stage.member
    masses = await stage.product.login('masses')
    await stage.handIn(member)
    pledgeId = (await stage.mine()).pledgeId
  })
  afterAll(() => stage.product.stop())

  const read = (who = masses) => who.call('wall.pledge', { pledgeId })
  const at = async () => ({ revision: (await stage.mine()).revision })
  const consent = async (publishConsent: boolean, photoConsent: boolean) =>
    member.call('pledge.setConsent', { publishConsent, photoConsent, ...(await at()) })
  const photoStatus = async (photoId: string | null) => (await masses.fetch(`/api/photos/${photoId}`)).status

  test('before it is published nobody reads it there', async () => {
    expect((await read()).body.code).toBe('record.notFound')
    expect((await read(stage.office)).status).toBe(404)
  })

  test('published: the words, the photo, the first version and nothing before it', async () => {
    await stage.putUp(member)
    const { status, body } = await read()
    expect(status).toBe(200)
    expect(body).toMatchObject({
      name: '林知夏',
      departmentName: '财务部',
      version: 1,
      dutyText: '负责本部门费用报销审核',
      earlier: [],
      fulfilments: [],
    })
    expect(await photoStatus(body.photoId)).toBe(200)
  })

  test('while a new version is written and handed in, the old one hangs there (R17)', async () => {
    await member.call('pledge.amend', await at())
    const { photoId } = await stage.mine()
    const words = { dutyText: '负责全公司费用报销审核', photoId }
    expect((await member.call('pledge.submit', stage.sheet({ ...words, ...(await at()) }))).status).toBe(200)
    const { body } = await read()
    expect([body.version, body.dutyText]).toEqual([1, '负责本部门费用报销审核'])
    expect((await masses.call('wall.list', { search: '全公司' })).body.total).toBe(0)
    expect(await photoStatus(body.photoId)).toBe(200)
  })

  test('a photo taken back meanwhile is gone from the version that hangs there, too', async () => {
    const { photoId } = (await read()).body
    await consent(true, false)
    expect([(await read()).body.photoId, await photoStatus(photoId)]).toEqual([null, 403])
    await consent(true, true)
    expect([(await read()).body.photoId, await photoStatus(photoId)]).toEqual([photoId, 200])
  })

  test('accepted, the new one takes its place and the old one is told below', async () => {
    await stage.putUp(member)
    const { body } = await read()
    expect([body.version, body.dutyText]).toEqual([2, '负责全公司费用报销审核'])
    expect(body.earlier.map(({ version, dutyText }) => [version, dutyText])).toEqual([[1, '负责本部门费用报销审核']])
  })

  test('践诺 with its picture is read by everybody; a note taken back is not', async () => {
    const pictureId = await putPicture(stage, member.personId)
    const note = { pledgeId, item: 'DUTY' as const, pictureId, enteredAt: 1 }
    const notes: Fulfilment[] = [
      { ...note, id: crypto.randomUUID(), doneDay: '2026-09-08', content: '办结报销12笔', voidReason: null },
      { ...note, id: crypto.randomUUID(), doneDay: '2026-09-09', content: '办结报销15笔', voidReason: null },
      { ...note, id: crypto.randomUUID(), doneDay: '2026-09-09', content: '写错了', voidReason: '写错了日期' },
    ]
    await stage.product.database.unitOfWork(null, 'job', (work) => work.insert(Fulfilment, notes))
    const { fulfilments } = (await read()).body
    expect(fulfilments.map(({ content }) => content)).toEqual(['办结报销15笔', '办结报销12笔'])
    expect(Object.keys(fulfilments[0] ?? {})).not.toContain('enteredAt')
  })

  test('a photo taken back is gone with this version; agreed to anew it is back', async () => {
    const { photoId } = (await read()).body
    await consent(true, false)
    expect((await read()).body.photoId).toBeNull()
    expect(await photoStatus(photoId)).toBe(403)
    await consent(true, true)
    expect((await read()).body.photoId).toBe(photoId)
  })

  test('agreed to for a new picture only: the one on the wall stays hidden', async () => {
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(PledgeVersion, { pledgeId, version: 2 }, { photoConsent: false }),
    )
    expect((await read()).body.photoId).toBeNull()
    expect((await masses.call('wall.list', {})).body.pledges.map((one) => one.photoId)).toEqual([null])
  })

  test('consent taken back: the page is not found any more, for nobody', async () => {
    await consent(false, false)
    expect((await read()).status).toBe(404)
    expect((await read(member)).status).toBe(404)
    expect((await masses.call('wall.list', {})).body.total).toBe(0)
  })
})
