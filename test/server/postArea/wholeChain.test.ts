import { randomUUID } from 'node:crypto'
import { AuditEntry, PostArea, PostAreaStep } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { branch, chain, department, forms, type Line, openPostStage, type PostStage, someone } from './postStage'

describeByTurn('R03–R15: a 岗 and a 区 from the opening to the plate', (db) => {
  let stage: PostStage
  let line: Line
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    line = await stage.line('D07')
  }, 60_000)
  afterAll(() => stage.close())

  const nominee = someone('D07:member:4')
  const next = async (postAreaId: string) => (await stage.record(postAreaId)).state

  test('nothing begins before the 书记 has opened the work, and he opens it once (R03)', async () => {
    const input = { postAreaId: randomUUID(), departmentId: department('D07'), kind: 'POST' as const }
    expect(await stage.refusal('postArea.start', line.lead, input)).toBe('postArea.notOpened')
    await stage.open('production', 'production')
    expect(await stage.rows(AuditEntry, { action: 'postArea.open' })).toHaveLength(1)
    expect(await stage.rows(PostArea)).toEqual([])
  })

  test('a 岗 takes every step with its signature, head count and rule (R06, R07)', async () => {
    const postAreaId = await stage.at('D07', 'ACTIVE', 'POST', nominee)
    expect(await stage.record(postAreaId)).toMatchObject({
      state: 'ACTIVE',
      attempt: 1,
      nomineeId: nominee,
      memberIds: [],
      late: false,
      leadId: someone('qualityHead'),
      leadRule: 'highestPost',
      headCount: 10,
      headCountDay: '2026-09-01',
      meetingDay: '2026-08-31',
      dueCount: 20,
      presentCount: 18,
      votesFor: 17,
      plateDay: '2026-09-01',
      platePlace: '一楼大厅',
      platePictureId: await stage.pictureOf(line.lead),
      scope: '',
      ...forms,
    })
    const steps = await stage.rows(PostAreaStep, { postAreaId })
    expect(steps.map((step) => step.state).sort()).toEqual([...chain].sort())
    const acted = Object.fromEntries(steps.map((step) => [step.event, [step.actedAs, step.actorId]]))
    expect(acted).toEqual({
      start: ['branchSecretary', line.secretary],
      recommend: ['partyGroupLead', line.lead],
      consult: ['partyGroupLead', line.lead],
      giveOpinion: ['supervisingLeader', someone('chiefEngineer')],
      fill: ['partyGroupLead', line.lead],
      review: ['departmentHead', line.head],
      agree: ['supervisingLeader', someone('chiefEngineer')],
      collect: ['branchSecretary', line.secretary],
      package: ['branchSecretary', line.secretary],
      accept: ['hqOffice', someone('office')],
      hangPlate: ['partyGroupLead', line.lead],
    })
    expect(steps.find((step) => step.event === 'giveOpinion')?.comment).toBe('无意见')
    const audited = await stage.rows(AuditEntry, { subjectKind: 'postArea', subjectId: postAreaId })
    expect(audited).toHaveLength(chain.length)
    expect(audited.find((entry) => entry.action === 'postArea.review')?.actorRole).toBe('DEPARTMENT_HEAD')
  })

  test('a 区 is borne by one accountable member and others (rules §5.2)', async () => {
    const postAreaId = await stage.start('D07', 'AREA')
    const recommendation = await stage.recommendation(postAreaId, nominee)
    const memberIds = [someone('D07:member:5'), nominee]
    await stage.call('postArea.recommend', line.lead, { ...recommendation, memberIds })
    const record = await stage.walk(postAreaId, 'ACTIVE')
    expect(record).toMatchObject({
      memberIds: [nominee, someone('D07:member:5')],
      scope: '一车间至三车间',
      grounds: '',
    })
    expect(record.holderKey).toBeNull()
    // Each of them finds it in the own list, and can open it; one of another department cannot.
    const bearer = someone('D07:member:5')
    expect((await stage.call('postArea.mine', bearer, {})).others.map((each) => each.postAreaId)).toContain(postAreaId)
    expect(await stage.call('postArea.read', bearer, { postAreaId })).toMatchObject({ postAreaId, allowed: [] })
    expect(await stage.refusal('postArea.read', someone('D10:member:5'), { postAreaId })).toBe('permission.denied')
  })

  test('a return keeps the texts, begins the chain anew and voids what was signed (R08, R11)', async () => {
    await stage.open('marketing')
    const { head, supervisor, lead, secretary } = await stage.line('D13')
    const id = await stage.at('D13', 'FILLED')
    const reviewed = { ...(await stage.target(id)), decision: 'returnByHead' as const, comment: '目标不够具体' }
    expect(await stage.refusal('postArea.review', head, { ...reviewed, comment: '不行' })).toBe('return.reasonShort')
    await stage.call('postArea.review', head, reviewed)
    expect(await stage.record(id)).toMatchObject({ state: 'DRAFT', attempt: 2, returnReason: '目标不够具体', ...forms })
    const read = await stage.call('postArea.read', lead, { postAreaId: id })
    expect(read.face.history.filter((step) => step.counts)).toEqual([])
    await stage.walk(id, 'CONSULTED')
    expect((await stage.record(id)).returnReason).toBe('目标不够具体')
    await stage.walk(id, 'HEAD_REVIEWED')
    expect((await stage.record(id)).returnReason).toBeNull()
    const refused = { ...(await stage.target(id)), decision: 'disagree' as const, comment: '请换成一线岗位' }
    await stage.call('postArea.decide', supervisor, refused)
    await stage.walk(id, 'COLLECTED')
    await stage.call('postArea.returnByBranch', secretary, { ...(await stage.target(id)), reason: '党办要求改文字' })
    expect(await stage.record(id)).toMatchObject({ state: 'DRAFT', attempt: 4 })
    await stage.walk(id, 'COLLECTED')
    const { face } = await stage.call('postArea.read', lead, { postAreaId: id })
    expect(face.history.filter((step) => step.counts).map((step) => step.name)).toEqual([
      '集体推荐',
      '征求意见',
      '答复意见',
      '填表',
      '审核通过',
      '同意',
      '收集',
    ])
  })

  test('another nominee needs a new recommendation and a new opinion (R08)', async () => {
    const { lead } = await stage.line('D12')
    const id = await stage.at('D12', 'FILLED')
    await stage.call('postArea.changeNominee', lead, { ...(await stage.target(id)), reason: '本人岗位将调整' })
    expect(await stage.record(id)).toMatchObject({
      state: 'DRAFT',
      attempt: 2,
      nomineeId: null,
      holderKey: null,
      meetingDay: null,
    })
    expect(await stage.refusal('postArea.fill', lead, await stage.form(id))).toBe('workflow.wrongState')
    await stage.walk(id, 'CONSULTED')
    const { face } = await stage.call('postArea.read', lead, { postAreaId: id })
    expect(face.history.filter((step) => step.name === '答复意见').map((step) => step.counts)).toEqual([false, true])
  })

  test('the branch collects all it chose or, if one cannot be, none (R13)', async () => {
    const { secretary } = await stage.line('D10')
    const nominees = [someone('D10:member:3'), someone('D10:member:4')]
    const agreed = await stage.at('D10', 'LEADER_AGREED', 'POST', nominees[0])
    const second = await stage.at('D10', 'HEAD_REVIEWED', 'POST', nominees[1])
    const all = { branchId: branch('marketing'), postAreaIds: [agreed, second] }
    expect(await stage.refusal('postArea.collect', secretary, all)).toBe('postArea.nothingToCollect')
    expect(await next(agreed)).toBe('LEADER_AGREED')
    const foreign = { branchId: branch('production'), postAreaIds: [agreed] }
    expect(await stage.refusal('postArea.collect', someone('productionSecretary'), foreign)).toBe(
      'postArea.nothingToCollect',
    )
    const unknown = { ...all, postAreaIds: [agreed, randomUUID()] }
    expect(await stage.refusal('postArea.collect', secretary, unknown)).toBe('postArea.nothingToCollect')
    await stage.walk(second, 'LEADER_AGREED')
    expect(await stage.call('postArea.collect', secretary, all)).toEqual({ collected: 2 })
    expect([await next(agreed), await next(second)]).toEqual(['COLLECTED', 'COLLECTED'])
  })

  test('a plate is taken down only from a suspended 岗, which one other may then replace (R15, rules §3.1)', async () => {
    const { lead, secretary } = await stage.line('D11')
    const id = await stage.at('D11', 'ACTIVE')
    const gone = async (day: string) => ({ ...(await stage.target(id)), day, reason: '支委会研究决定' })
    expect(await stage.refusal('postArea.remove', lead, await gone('2026-09-01'))).toBe('workflow.wrongState')
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(id)), reason: '工作成效不明显' })
    expect(await stage.refusal('postArea.remove', lead, await gone('2026-08-31'))).toBe('postArea.removedDay')
    expect(await stage.refusal('postArea.remove', lead, await gone('2026-09-02'))).toBe('postArea.removedDay')
    await expect(stage.start('D11')).rejects.toMatchObject({ code: 'postArea.tooMany' })
    await stage.call('postArea.remove', lead, await gone('2026-09-01'))
    expect(await stage.record(id)).toMatchObject({ state: 'REMOVED', removedDay: '2026-09-01', holderKey: null })
    const following = await stage.start('D11', 'POST', id)
    expect(await stage.record(following)).toMatchObject({ state: 'DRAFT', replacesId: id })
    await stage.call('postArea.void', secretary, { ...(await stage.target(following)), reason: '发起时选错了' })
    const again = await stage.start('D11', 'POST', id)
    await stage.walk(again, 'RECOMMENDED')
    const unplated = await stage.start('D11', 'AREA')
    await expect(stage.start('D11', 'AREA', unplated)).rejects.toMatchObject({ code: 'postArea.tooMany' })
  })

  test('resumed without ever having had a plate it waits for the plate again (R15)', async () => {
    const { secretary, lead } = await stage.line('D06')
    const id = await stage.at('D06', 'ACCEPTED')
    const reason = '岗位暂时空缺'
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(id)), reason })
    await stage.call('postArea.resume', secretary, { ...(await stage.target(id)), reason: '已经回到岗位' })
    expect(await stage.record(id)).toMatchObject({ state: 'ACCEPTED', plateDay: null })
    const plate = async (day: string) => ({
      ...(await stage.target(id)),
      day,
      place: '调度室',
      pictureId: await stage.pictureOf(lead),
    })
    expect(await stage.refusal('postArea.hangPlate', lead, await plate('2026-08-31'))).toBe('postArea.plateDay')
    expect(await stage.refusal('postArea.hangPlate', lead, await plate('2026-09-02'))).toBe('postArea.plateDay')
    // Neither what is not there nor what another has sent up: knowing an id opens nothing.
    for (const pictureId of [randomUUID(), await stage.pictureOf(someone('office'))]) {
      const foreign = { ...(await plate('2026-09-01')), pictureId }
      expect(await stage.refusal('postArea.hangPlate', lead, foreign)).toBe('record.notFound')
    }
    await stage.walk(id, 'ACTIVE')
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(id)), reason })
    await stage.call('postArea.resume', secretary, { ...(await stage.target(id)), reason: '已经回到岗位' })
    expect(await stage.record(id)).toMatchObject({ state: 'ACTIVE', plateDay: '2026-09-01' })
  })

  test('one removed 岗 is replaced by one other, where two are owed as well (rules §3.1)', async () => {
    const { secretary, lead } = await stage.line('D06')
    const [{ id = '' } = {}] = await stage.rows(PostArea, { departmentId: department('D06'), kind: 'POST' })
    await expect(stage.start('D06', 'POST', id)).rejects.toMatchObject({ code: 'record.notFound' })
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(id)), reason: '支委会研究决定' })
    const removed = { ...(await stage.target(id)), day: '2026-09-01', reason: '支委会研究决定' }
    await stage.call('postArea.remove', lead, removed)
    await stage.start('D06', 'POST', id)
    await expect(stage.start('D06', 'POST', id)).rejects.toMatchObject({ code: 'postArea.replaced' })
    await stage.start('D06')
  })

  test('after the deadline it is stamped late and taken all the same (R14)', async () => {
    const prompt = await stage.at('D08', 'LEADER_AGREED', 'POST', someone('D08:member:6'))
    stage.house.setToday('2026-09-20')
    const lastDay = await stage.at('D08', 'COLLECTED', 'AREA')
    expect((await stage.record(lastDay)).late).toBe(false)
    stage.house.setToday('2026-09-21')
    expect(await stage.walk(prompt, 'COLLECTED')).toMatchObject({ late: true, state: 'COLLECTED' })
  })
})
