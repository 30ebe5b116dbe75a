import { randomUUID } from 'node:crypto'
import { AuditEntry, BadgeInspection, RoleGrant } from '../../../entities'
import type { Input } from '../../../server/contract'
import { departmentId, branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { walk } from '../../support/walk'

const branchId = sampleBranch('finance')
const finance = departmentId('D04')

describeByTurn('佩戴党徽抽查 (R02)', (db) => {
  let product: TestProduct
  let secretary: Caller
  let inspector: Caller
  let office: Caller
  let member: Caller
  let masses: Caller
  let foreigner: Caller
  let colleagues: string[]
  beforeAll(async () => {
    product = await startTestProduct(db.url)
    secretary = await product.login('financeSecretary')
    const [granted] = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(RoleGrant, { role: 'INSPECTOR', scopeId: branchId }),
    )
    inspector = await product.loginPerson(granted?.personId ?? '')
    office = await product.login('office')
    member = await product.login('member')
    masses = await product.login('masses')
    foreigner = await product.login('digitalSecretary')
    const { members } = (await inspector.call('badge.members', { departmentId: finance })).body
    colleagues = members.map(({ personId }) => personId).filter((personId) => personId !== member.personId)
  })
  afterAll(() => product.stop())

  const inspection = (changes: Partial<Input<'badge.record'>> = {}): Input<'badge.record'> => ({
    inspectionId: randomUUID(),
    departmentId: finance,
    heldDay: '2026-09-07',
    checked: 10,
    notWearing: 0,
    ...changes,
  })
  const record = (changes: Partial<Input<'badge.record'>> = {}, who = inspector) =>
    who.call('badge.record', inspection(changes))
  const ledger = async (who = secretary, year = 2026) => (await who.call('badge.branch', { branchId, year })).body
  const rows = (where: object = {}) =>
    product.database.read(null, 'job', (work) => work.manager.findBy(BadgeInspection, where))
  const newest = async (who = secretary) => {
    const [first] = (await ledger(who)).inspections
    if (!first) throw new Error('no inspection')
    return first
  }
  const found = async (who: Caller) => (await who.call('badge.mine')).body.found

  test('who may look: the branch, its inspector and 党办; who may write: not 党办', async () => {
    expect((await ledger()).may).toEqual({ record: true, followUp: true })
    expect((await ledger(inspector)).may).toEqual({ record: true, followUp: false })
    expect((await ledger(office)).may).toEqual({ record: false, followUp: false })
    expect((await record({}, office)).body.code).toBe('permission.denied')
    for (const who of [member, masses, foreigner]) {
      expect((await who.call('badge.branch', { branchId, year: 2026 })).body.code).toBe('permission.denied')
      expect((await who.call('badge.members', { departmentId: finance })).body.code).toBe('permission.denied')
      expect((await record({}, who)).body.code).toBe('permission.denied')
    }
  })

  test('an inspector of one branch does not write for another', async () => {
    const other = await record({ departmentId: departmentId('D06') })
    expect(other.body.code).toBe('permission.denied')
  })

  test.each<[string, () => Partial<Input<'badge.record'>>, string]>([
    [
      'more without a badge than were looked at',
      () => ({ checked: 3, notWearing: 4 }),
      '未佩戴4人，多于检查的3人，请核对人数。',
    ],
    ['nobody looked at', () => ({ checked: 0 }), '检查人数不能是0，请填写检查了多少人。'],
    ['a day to come', () => ({ heldDay: '2026-09-08' }), '抽查日期2026年9月8日在今天之后，请改成已经抽查的日期。'],
    [
      'more names than people without a badge',
      () => ({ notWearing: 1, notWearingIds: colleagues.slice(0, 2) }),
      '点了2个人的名字，多于未佩戴的1人，请核对。',
    ],
    [
      'a name from another department',
      () => ({ notWearing: 1, notWearingIds: [foreigner.personId] }),
      '名单里有人不是本部门的在职党员，请从名单里选择。',
    ],
    [
      'a 群众',
      () => ({ notWearing: 1, notWearingIds: [masses.personId] }),
      '名单里有人不是本部门的在职党员，请从名单里选择。',
    ],
    ['half a person', () => ({ checked: 2.5 }), '提交的内容有误：人数要是整数'],
    ['fewer than none', () => ({ notWearing: -1 }), '提交的内容有误：人数不能是负数'],
  ])('%s is refused in a sentence and nothing is kept', async (_what, changes, sentence) => {
    const reply = await record(changes())
    expect([reply.status >= 400, reply.body.sentence]).toEqual([true, sentence])
    expect(await rows()).toEqual([])
  })

  test('written once however often it is sent; another inspector’s number is not taken over', async () => {
    const input = inspection({ notWearing: 2, notWearingIds: [member.personId], note: '早上8点50分门口' })
    const replies = [await inspector.call('badge.record', input), await inspector.call('badge.record', input)]
    expect(replies.map(({ status }) => status)).toEqual([200, 200])
    expect((await secretary.call('badge.record', input)).body.code).toBe('record.changed')
    expect(await rows()).toHaveLength(1)
    const trail = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(AuditEntry, { action: 'badge.record' }),
    )
    expect(trail).toHaveLength(1)
    expect(trail[0]?.change).toEqual({ departmentId: finance, heldDay: '2026-09-07', checked: 10, notWearing: 2 })
  })

  test('who was without is told to the 书记 and to that person, and to nobody else', async () => {
    expect((await newest(secretary)).notWearingNames).toEqual(['林知夏'])
    const committee = await product.login('scrutineer')
    for (const who of [inspector, office, committee]) {
      const seen = await ledger(who)
      expect(seen.inspections[0]).toMatchObject({ checked: 10, notWearing: 2, notWearingNames: [] })
      expect(JSON.stringify(seen)).not.toContain('林知夏')
      expect(JSON.stringify(seen)).not.toContain(member.personId)
    }
    expect(await found(member)).toEqual([{ heldDay: '2026-09-07', followUp: null }])
    expect(await found(await product.login('memberSecond'))).toEqual([])
    expect(await found(masses)).toEqual([])
  })

  walk(
    ['R02'],
    'who was seen without is followed up by the 书记 alone, in words, between that day and today',
    async () => {
      const { inspectionId, revision } = await newest()
      const followUp = (changes: object = {}, who = secretary) =>
        who.call('badge.followUp', {
          inspectionId,
          revision,
          day: '2026-09-07',
          followUp: '已当面提醒，当天补戴',
          ...changes,
        })
      expect((await followUp({}, inspector)).body.code).toBe('permission.denied')
      expect((await followUp({ followUp: '提醒了' })).body.sentence).toBe(
        '请写明怎么处理的，不少于5个字（现在3个字）。',
      )
      expect((await followUp({ day: '2026-09-06' })).body.sentence).toBe(
        '处理日期2026年9月6日不对：应在抽查日2026年9月7日到今天之间。',
      )
      expect((await followUp({ day: '2026-09-08' })).body.code).toBe('badge.followUpDay')
      expect((await followUp()).status).toBe(200)
      expect((await followUp()).body.code).toBe('record.changed')
      expect(await newest()).toMatchObject({ followUp: '已当面提醒，当天补戴', followUpDay: '2026-09-07' })
      expect(await found(member)).toEqual([{ heldDay: '2026-09-07', followUp: '已当面提醒，当天补戴' }])
    },
  )

  test('months add up, each year by itself', async () => {
    await record({ heldDay: '2026-03-05', checked: 8, notWearing: 1 })
    await record({ heldDay: '2026-03-20', checked: 9 })
    await record({ heldDay: '2025-12-31', checked: 7 })
    const { months, inspections } = await ledger()
    expect(inspections.map(({ heldDay }) => heldDay)).toEqual(['2026-09-07', '2026-03-20', '2026-03-05'])
    expect(months).toHaveLength(12)
    expect(months.filter(({ times }) => times > 0)).toEqual([
      { month: 3, times: 2, checked: 17, notWearing: 1 },
      { month: 9, times: 1, checked: 10, notWearing: 2 },
    ])
    expect((await ledger(secretary, 2025)).months[11]).toEqual({ month: 12, times: 1, checked: 7, notWearing: 0 })
  })

  test('taken back with a reason it counts no more, nor for the person; the record stays', async () => {
    const { inspectionId, revision, mayVoid } = await newest(inspector)
    const takeBack = (reason: string, who = inspector) => who.call('badge.void', { inspectionId, revision, reason })
    expect(mayVoid).toBe(true)
    expect((await takeBack('错了')).body.sentence).toBe('请写明作废原因，不少于5个字（现在2个字）。')
    expect((await takeBack('人数登记错了', member)).body.code).toBe('permission.denied')
    expect((await takeBack('人数登记错了', await product.login('scrutineer'))).body.code).toBe('badge.voidForeign')
    expect([(await takeBack('人数登记错了')).status, (await takeBack('人数登记错了')).status]).toEqual([200, 200])
    expect((await ledger()).months[8]).toMatchObject({ times: 0, checked: 0 })
    expect(await found(member)).toEqual([])
    expect(await rows({ id: inspectionId })).toMatchObject([{ voidReason: '人数登记错了' }])
    const late = { inspectionId, day: '2026-09-07', followUp: '已当面提醒他', revision: revision + 1 }
    expect((await secretary.call('badge.followUp', late)).body.code).toBe('record.notFound')
  })

  test('after seven days only the 书记 takes it back', async () => {
    const { inspectionId, revision } = await newest(inspector)
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(BadgeInspection, { id: inspectionId }, { enteredAt: work.now - 7 * 86_400_000 }),
    )
    expect((await newest(inspector)).mayVoid).toBe(false)
    expect((await newest(secretary)).mayVoid).toBe(true)
    expect((await newest(office)).mayVoid).toBe(false)
    const input = { inspectionId, revision, reason: '重复登记了一次' }
    expect((await inspector.call('badge.void', input)).body.code).toBe('badge.voidLate')
    expect((await secretary.call('badge.void', input)).status).toBe(200)
  })
})
