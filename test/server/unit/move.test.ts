import { randomUUID } from 'node:crypto'
import { AuditEntry, OutboxMessage, PartyGroup, PostArea } from '../../../entities'
import type { Input } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

const [finance, digital, department] = [branchId('finance'), branchId('digital'), departmentId('D04')]
const reason = '机关党委批复〔2026〕15号'

describeByTurn('a department that moves to another branch from a day on', (db) => {
  let stage: PledgeStage
  let firstDay = ''
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
    await stage.putUp(stage.member)
    await stage.product.database.unitOfWork(null, 'job', async (work) => {
      const { campaignId } = stage.campaign
      const nomineeId = stage.member.personId
      for (const state of ['ACTIVE', 'VOID'])
        await work.insert(
          PostArea,
          samplePostArea({ campaignId, branchId: finance, departmentId: department, state, nomineeId }),
        )
    })
    const away = {
      personId: stage.secretary.personId,
      kind: 'TRIP',
      fromDay: '2026-09-08',
      toDay: '2026-09-30',
    } as const
    await stage.office.call('organisation.enterAbsence', { absenceId: randomUUID(), ...away })
    const { personId } = await stage.product.login('scrutineer')
    const acting = { role: 'DEPARTMENT_HEAD', scopeId: department, fromDay: '2026-09-08', toDay: '2026-09-30' } as const
    expect(
      (await stage.office.call('organisation.grantRole', { personId, ...acting, acting: true, reason })).status,
    ).toBe(200)
  })
  afterAll(() => stage.product.stop())

  const input = { unitId: department, branchId: digital, fromDay: '2026-09-15' }
  const move = (changes: Partial<Input<'unit.move'>> = {}, by = stage.office) =>
    by.call('unit.move', { ...input, reason, ...changes })
  const undo = (fromDay = '2026-09-15') => stage.office.call('unit.undoMove', { unitId: department, fromDay, reason })
  const unit = async () => (await stage.office.call('unit.read', { unitId: department })).body
  const departmentsOf = async (id: string) => {
    const { branches } = (await stage.office.call('organisation.tree')).body
    return branches.find((each) => each.branchId === id)?.departments.map((each) => each.departmentId)
  }
  const sentences = async (changes: Partial<Input<'unit.move'>>) =>
    ((await move(changes)).body as never as { problems: { sentence: string }[] }).problems.map((each) => each.sentence)
  const told = () => stage.rows(OutboxMessage, { kind: 'unitMove' })

  it('is told before anything changes: how many people, and who goes on with what', async () => {
    const { status, body } = await stage.office.call('unit.previewMove', input)
    expect([status, body.people]).toEqual([200, 41])
    expect(body.lines).toContain('41人随部门到信息支部，其中在职党员11人；部门第一负责人、分管领导不变。')
    expect(body.lines).toContain('1人这几天请假或出差，回来以后在信息支部。')
    expect(body.lines).toContain('1个岗区随部门移，没办完的由信息支部接着办；挂着的牌和二维码照样能用。')
    expect(body.lines).toContain('1份承诺书随本人，还没报送的由信息支部收集、报送。')
    expect(body.lines).toContain('沈云舟是财投支部的支部书记，这项任职不随部门移，要换人的请另行办理。')
    const { belongings } = await unit()
    expect(belongings).toMatchObject([{ branchName: '财投支部', mayUndo: false }])
    firstDay = belongings[0]?.fromDay ?? ''
    expect(await told()).toEqual([])
  })

  it('waits for its day; both 书记 and everybody there hear of it at once', async () => {
    expect((await move()).status).toBe(200)
    expect(await unit()).toMatchObject({
      branchName: '财投支部',
      belongings: [
        { branchName: '信息支部', fromDay: '2026-09-15', coming: true, mayUndo: true },
        { branchName: '财投支部', toDay: '2026-09-14', coming: false, mayUndo: false },
      ],
    })
    expect(await departmentsOf(finance)).toContain(department)
    // 41 there, the 书记 of 财投支部 among them, and the one of 信息支部.
    expect(await told()).toHaveLength(42)
    const [line] = await stage.rows(AuditEntry, { action: 'unit.move' })
    expect(line).toMatchObject({ subjectId: department, change: { before: '财投支部', after: '信息支部' }, reason })
  })

  it('sent a second time it is refused, and so is another before its day', async () => {
    const sentence = '已经登记了2026年9月15日移到信息支部；要改的，先撤销那一次。'
    expect(await sentences({})).toEqual([sentence])
    expect(await sentences({ branchId: branchId('general'), fromDay: '2026-10-01' })).toEqual([sentence])
    expect(await told()).toHaveLength(42)
  })

  it('is taken back before its day, and entered for the same day again: those who were told hear it', async () => {
    expect((await undo()).status).toBe(200)
    expect((await unit()).belongings).toMatchObject([{ branchName: '财投支部', toDay: null }])
    expect((await told()).filter(({ dedupeKey }) => dedupeKey.startsWith('unit:stays:'))).toHaveLength(42)
    expect((await undo()).body).toMatchObject({ code: 'record.notFound' })
    expect((await move()).status).toBe(200)
    expect(await stage.rows(PartyGroup, { departmentId: department })).toHaveLength(2)
  })

  it('two of 党办 at once: one of them is heard', async () => {
    expect((await undo()).status).toBe(200)
    const both = await Promise.all([move(), move({ branchId: branchId('general') })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    const [coming] = (await unit()).belongings
    if (coming?.branchId === digital) return
    expect([(await undo()).status, (await move()).status]).toEqual([200, 200])
  })

  it('from the night on everything follows: tree, sheets and 岗区 with the other branch and nobody besides', async () => {
    await stage.moveQuietly('2026-09-14')
    expect((await stage.board()).members.map(({ personId }) => personId)).toContain(stage.member.personId)
    await stage.moveQuietly('2026-09-15')
    expect(await departmentsOf(finance)).not.toContain(department)
    expect(await departmentsOf(digital)).toContain(department)
    expect((await stage.board()).members.map(({ personId }) => personId)).not.toContain(stage.member.personId)
    const digitalSecretary = await stage.product.login('digitalSecretary')
    const board = (await digitalSecretary.call('pledge.branch', { branchId: digital })).body
    expect(board.members.map(({ personId }) => personId)).toContain(stage.member.personId)
    const posts = await stage.rows(PostArea, { departmentId: department })
    expect(new Map(posts.map((each) => [each.state, each.branchId]))).toEqual(
      new Map([
        ['ACTIVE', digital],
        ['VOID', finance],
      ]),
    )
  })

  it('whoever acts for the head goes on, the one who is away has his place there, and what is printed answers', async () => {
    const { branches } = (await stage.office.call('organisation.tree')).body
    const there = branches.find((each) => each.branchId === digital)?.departments
    expect(there?.find((each) => each.departmentId === department)).toMatchObject({
      headName: '叶疏桐（代）',
      memberCount: 11,
    })
    const { body } = await stage.office.call('organisation.people', { search: '沈云舟' })
    expect(body.people).toMatchObject([{ branchName: '信息支部' }])
    const { pledgeId } = await stage.mine()
    expect((await stage.member.call('wall.pledge', { pledgeId })).body).toMatchObject({ branchName: '信息支部' })
    const plate = await stage.office.fetch(`/api/wall/qr-plates/${department}?format=pdf`)
    expect(plate.status).toBe(200)
  })

  it('nobody but 党办 moves one, and none into the branch it is in or one that is over', async () => {
    expect((await move({}, stage.secretary)).body).toMatchObject({ code: 'permission.denied' })
    expect(await sentences({ fromDay: '2026-10-01' })).toEqual(['财务部已经在信息支部。'])
    expect((await move({ branchId: department })).body).toMatchObject({ code: 'record.notFound' })
    expect((await undo(firstDay)).body).toMatchObject({ code: 'unit.moveNotLast' })
  })

  it('begun by mistake it is taken back too, while nothing was built upon it', async () => {
    expect((await undo()).status).toBe(200)
    expect(await departmentsOf(finance)).toContain(department)
    expect((await undo(firstDay)).body).toMatchObject({ code: 'unit.moveFirst' })
    await stage.handIn(await stage.product.login('scrutineer'))
    await stage.package()
    expect(await sentences({ fromDay: '2026-09-15' })).toEqual([
      '财投支部在2026年9月15日已经报送，请从这以后的日子起移。',
    ])
    expect((await move({ fromDay: '2026-09-16' })).status).toBe(200)
  })
})
