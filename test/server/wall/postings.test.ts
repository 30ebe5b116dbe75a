import { randomUUID } from 'node:crypto'
import { AuditEntry, PostArea, WallPosting } from '../../../entities'
import type { Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { finance, investment, putPicture, putPost } from './wallStage'

describeByTurn('the wall is posted in the office, and an outdated poster is noticed (R20)', (db) => {
  let stage: PledgeStage
  let secretary: Caller
  let pictureId: string
  let post: PostArea
  beforeAll(async () => {
    stage = await openPledges(db.url)
    secretary = stage.secretary
    await stage.handIn(stage.member)
    await stage.putUp(stage.member)
    post = await putPost(stage)
    pictureId = await putPicture(stage, secretary.personId)
  })
  afterAll(() => stage.product.stop())

  const posting = (changes: Partial<Input<'posting.record'>> = {}): Input<'posting.record'> => ({
    postingId: randomUUID(),
    departmentId: finance,
    day: '2026-09-07',
    place: '3楼财务部走廊',
    pictureId,
    ...changes,
  })
  const record = (changes: Partial<Input<'posting.record'>> = {}, who = secretary) =>
    who.call('posting.record', posting(changes))
  const list = async (who = secretary) => (await who.call('posting.list', { branchId: stage.branchId })).body
  const inFinance = async () => (await list()).departments.find(({ departmentId }) => departmentId === finance)
  const outdated = async () => (await inFinance())?.posted?.outdated
  const consent = async (photoConsent: boolean) => {
    const { revision } = await stage.mine()
    await stage.member.call('pledge.setConsent', { publishConsent: true, photoConsent, revision })
  }

  test('before: every department with what is published, nothing posted', async () => {
    const { departments, may } = await list()
    expect(may.record).toBe(true)
    expect(departments.map(({ name, published, posts, posted }) => [name, published, posts, posted])).toEqual([
      ['财务部', 1, 1, null],
      ['投资发展部', 0, 0, null],
    ])
  })

  test('党办 reads the list and does not record; others do not see it', async () => {
    expect((await list(stage.office)).may.record).toBe(false)
    expect((await record({}, stage.office)).body.code).toBe('permission.denied')
    for (const who of [
      stage.member,
      await stage.product.login('masses'),
      await stage.product.login('digitalSecretary'),
    ]) {
      expect((await who.call('posting.list', { branchId: stage.branchId })).body.code).toBe('permission.denied')
      expect((await record({}, who)).body.code).toBe('permission.denied')
    }
  })

  test('a day to come and what is no picture are refused', async () => {
    const future = await record({ day: '2026-09-08' })
    expect(future.body.sentence).toBe('张贴日期2026年9月8日在今天之后，请改成已经张贴的日期。')
    const { photoId } = await stage.mine()
    expect((await record({ pictureId: photoId ?? '' })).body.code).toBe('record.notFound')
    expect((await record({ pictureId: randomUUID() })).body.code).toBe('record.notFound')
    expect((await record({ place: ' ' })).body.sentence).toContain('请填写张贴地点')
    expect(await stage.rows(WallPosting)).toEqual([])
  })

  test('sent twice it is one record; an id under which another stands is refused', async () => {
    const input = posting()
    const replies = [await secretary.call('posting.record', input), await secretary.call('posting.record', input)]
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect((await record({ postingId: input.postingId, departmentId: investment })).body.code).toBe('record.changed')
    expect(await stage.rows(WallPosting)).toHaveLength(1)
    expect(await stage.rows(AuditEntry, { action: 'posting.record' })).toHaveLength(1)
    expect((await inFinance())?.posted).toEqual({
      postedDay: '2026-09-07',
      place: '3楼财务部走廊',
      pictureId,
      byName: '沈云舟',
      outdated: false,
    })
  })

  test('a suspended 岗 makes the poster outdated; resumed, it is right again', async () => {
    const put = (state: string) =>
      stage.product.database.unitOfWork(null, 'job', (work) => work.change(PostArea, { id: post.id }, { state }))
    await put('SUSPENDED')
    expect(await outdated()).toBe(true)
    await put('ACTIVE')
    expect(await outdated()).toBe(false)
  })

  test('a photo taken back makes it outdated: the paper still shows it (PIPL 15)', async () => {
    await consent(false)
    expect(await outdated()).toBe(true)
    await consent(true)
    expect(await outdated()).toBe(false)
  })

  test('a new version makes it outdated until it is posted anew; the last posting counts', async () => {
    await stage.member.call('pledge.amend', { revision: (await stage.mine()).revision })
    const { revision, photoId } = await stage.mine()
    await stage.member.call('pledge.submit', stage.sheet({ revision, photoId, dutyText: '负责全公司费用报销审核' }))
    expect(await outdated()).toBe(false)
    await stage.putUp(stage.member)
    expect(await outdated()).toBe(true)
    expect((await record({ place: '3楼会议室' })).status).toBe(200)
    expect((await inFinance())?.posted).toMatchObject({ place: '3楼会议室', outdated: false })
  })
})
