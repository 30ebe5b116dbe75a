import sharp from 'sharp'
import { Person } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { finance, investment } from './wallStage'

describeByTurn('the wall shows what its member agreed to show (R20, R27, U13)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let rare: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    const [person] = await stage.rows(Person, { name: '苏㛃' })
    rare = await stage.product.loginPerson(person?.id ?? '')
    await stage.handIn(stage.member)
    await stage.handIn(rare, { photoConsent: false })
    await stage.handIn(stage.secretary, { publishConsent: false })
    expect((await wall()).total).toBe(0)
    const handedIn = await stage.package()
    await stage.office.call('package.accept', { packageId: handedIn.packageId, revision: handedIn.revision })
  })
  afterAll(() => stage.product.stop())

  const wall = async (search = '', who = masses) => (await who.call('wall.list', { search })).body
  const names = async (search = '') => (await wall(search)).pledges.map((one) => one.name)
  const consent = async (publishConsent: boolean, photoConsent: boolean) => {
    const { pledge } = (await stage.member.call('pledge.mine')).body
    return stage.member.call('pledge.setConsent', { publishConsent, photoConsent, revision: pledge?.revision ?? 0 })
  }
  const photoOf = async (who: Caller) => (await who.call('pledge.mine')).body.pledge?.photoId ?? ''
  const statusOf = async (photoId: string, who: Caller) => (await who.fetch(`/api/photos/${photoId}`)).status

  test('a 群众 reads it with the 依据文件 on top; no consent, no sheet; no consent to the photo, no photo', async () => {
    const { pledges, total, basis } = await wall()
    expect(basis).toBe('江岳机委发〔2026〕9号《关于开展“三亮两联三评一公开”活动的通知》')
    expect(total).toBe(2)
    expect(pledges.map((one) => [one.name, one.photoId !== null])).toEqual([
      ['林知夏', true],
      ['苏㛃', false],
    ])
    expect(pledges[0]).toMatchObject({ branchName: '财投支部', departmentName: '财务部', positionTitle: '会计' })
    expect(Object.keys(pledges[0] ?? {})).not.toContain('personId')
  })

  test('the photo on the wall is read by everybody, one without consent by the branch and 党办 only', async () => {
    const shown = await photoOf(stage.member)
    const reply = await masses.fetch(`/api/photos/${shown}`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const { width, height } = await sharp(Buffer.from(await reply.arrayBuffer())).metadata()
    expect([width, height]).toEqual([413, 579])
    const hidden = await photoOf(rare)
    const digital = await stage.product.login('digitalSecretary')
    const scrutineer = await stage.product.login('scrutineer')
    expect(
      await Promise.all([rare, stage.secretary, scrutineer, stage.office].map((who) => statusOf(hidden, who))),
    ).toEqual([200, 200, 200, 200])
    expect(await Promise.all([masses, stage.member, digital].map((who) => statusOf(hidden, who)))).toEqual([
      403, 403, 403,
    ])
  })

  test('nobody else gives or takes consent, and nobody without a sheet', async () => {
    const memberSecond = await stage.product.login('memberSecond')
    const without = await memberSecond.call('pledge.setConsent', {
      publishConsent: true,
      photoConsent: true,
      revision: 1,
    })
    expect([without.status, without.body.code]).toEqual([404, 'record.notFound'])
    const no = await masses.call('pledge.setConsent', { publishConsent: false, photoConsent: false, revision: 1 })
    expect(no.body.code).toBe('permission.denied')
    const old = await stage.member.call('pledge.setConsent', {
      publishConsent: false,
      photoConsent: false,
      revision: 1,
    })
    expect([old.status, old.body.code]).toEqual([409, 'record.changed'])
  })

  test('consent withdrawn: gone at once with its photo; given again: back (PIPL 25, rules §3.2)', async () => {
    const photoId = await photoOf(stage.member)
    expect((await consent(false, false)).body.state).toBe('WITHDRAWN')
    expect(await names()).toEqual(['苏㛃'])
    expect(await Promise.all([masses, rare].map((who) => statusOf(photoId, who)))).toEqual([403, 403])
    expect(await Promise.all([stage.member, stage.office].map((who) => statusOf(photoId, who)))).toEqual([200, 200])
    expect((await consent(true, false)).body.state).toBe('PUBLISHED')
    expect((await wall()).pledges.map((one) => [one.name, one.photoId])).toEqual([
      ['林知夏', null],
      ['苏㛃', null],
    ])
    expect(await statusOf(photoId, masses)).toBe(403)
    expect((await consent(true, true)).body.state).toBe('PUBLISHED')
    expect(await statusOf(photoId, masses)).toBe(200)
  })

  test('who first said no and now agrees appears without anybody else acting', async () => {
    const { pledge } = (await stage.secretary.call('pledge.mine')).body
    const agreed = { publishConsent: true, photoConsent: false, revision: pledge?.revision ?? 0 }
    expect((await stage.secretary.call('pledge.setConsent', agreed)).body.state).toBe('PUBLISHED')
    expect(await names('沈')).toEqual(['沈云舟'])
  })

  test.each([
    ['a name', '林知', ['林知夏']],
    ['a rare character', '㛃', ['苏㛃']],
    ['a department', '财务', ['沈云舟', '林知夏', '苏㛃']],
    ['words of a sheet', '费用报销', ['沈云舟', '林知夏', '苏㛃']],
    ['blanks around it', ' 林知夏 ', ['林知夏']],
    ['blanks in it', '林\u3000知夏', ['林知夏']],
    ['two things of one sheet', '费用报销 苏', ['苏㛃']],
    ['a percent sign', '%', []],
    ['an underscore', '_', []],
    ['the escape sign', '!', []],
    ['a quotation mark', "'", []],
    ['a backslash', '\\', []],
    ['a whole statement', "' or 1=1 --", []],
  ])('searching for %s finds what holds it and nothing more', async (_what, search, found) => {
    expect(await names(search)).toEqual(found)
  })

  test('by branch', async () => {
    const { branches } = await wall()
    const counts = await Promise.all(
      branches.map(async ({ branchId, name }) => [name, (await masses.call('wall.list', { branchId })).body.total]),
    )
    expect(Object.fromEntries(counts)).toMatchObject({ 财投支部: 3, 信息支部: 0 })
    expect(branches).toHaveLength(5)
  })

  test('by department, which is what the QR code at its door opens', async () => {
    const { departments } = await wall()
    expect(departments).toHaveLength(14)
    const count = async (departmentId: string) => (await masses.call('wall.list', { departmentId })).body.total
    expect([await count(finance), await count(investment)]).toEqual([3, 0])
    const other = departments.find(({ branchId }) => branchId !== stage.branchId)
    const both = await masses.call('wall.list', { departmentId: finance, branchId: other?.branchId ?? '' })
    expect(both.body.total).toBe(0)
  })

  test('who is no longer a party member is off the wall too', async () => {
    const secretary = { id: stage.secretary.personId }
    const become = (politicalStatus: 'FULL_MEMBER' | 'MASSES') =>
      stage.product.database.unitOfWork(null, 'job', (work) => work.change(Person, secretary, { politicalStatus }))
    await become('MASSES')
    expect(await names()).toEqual(['林知夏', '苏㛃'])
    await become('FULL_MEMBER')
    expect(await names()).toHaveLength(3)
  })

  test('who leaves is off the wall at once, and so is the photo (rules §3.2)', async () => {
    const photoId = await photoOf(stage.member)
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: stage.member.personId }, { dutyStatus: 'LEFT' }),
    )
    expect(await names()).toEqual(['沈云舟', '苏㛃'])
    expect(await statusOf(photoId, masses)).toBe(403)
    expect((await stage.member.call('pledge.mine')).status).toBe(401)
  })
})
