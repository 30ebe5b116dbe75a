import { AuditEntry, Person, PostArea, PostAreaStep, RoleGrant } from '../../../entities'
import { suspendUnfit } from '../../../server/features/postArea/suspend'
import { describeByTurn } from '../../support/perDatabase'
import { branch, department, openPostStage, type PostStage, someone } from './postStage'

describeByTurn('the edge cases of 岗区 (rules §9)', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('general', 'finance', 'production', 'marketing', 'digital')
  }, 60_000)
  afterAll(() => stage.close())

  const flagsOf = async (postAreaId: string) =>
    Object.fromEntries((await stage.rows(PostAreaStep, { postAreaId })).map((step) => [step.event, step.flags]))
  const departmentOf = async (branchKey: string, code: string) => {
    const board = await stage.call('postArea.board', someone('office'), { branchId: branch(branchKey) })
    const found = board.departments.find((each) => each.departmentId === department(code))
    if (!found) throw new Error(`no department ${code} on the board`)
    return found
  }

  test('1: ten members make one 岗, eleven two and never three (R06)', async () => {
    expect(await departmentOf('production', 'D07')).toMatchObject({ headCount: 10, requiredPosts: 1, requiredAreas: 1 })
    await stage.start('D07')
    await expect(stage.start('D07')).rejects.toMatchObject({
      code: 'postArea.tooMany',
      message: '本部门应设1个示范岗，已经有1个，不再增设。',
    })
    const first = await stage.start('D04')
    expect((await departmentOf('finance', 'D04')).shortfall).toBe(
      '缺1个示范岗（应设2个，已设1个）；缺1个责任区（应设1个，已设0个）',
    )
    await stage.start('D04')
    await expect(stage.start('D04')).rejects.toMatchObject({ code: 'postArea.tooMany' })
    await stage.moveAway([someone('D04:member:5')], 'D03')
    expect(await departmentOf('finance', 'D04')).toMatchObject({ headCount: 10, requiredPosts: 1, posts: 2 })
    expect(await stage.record(first)).toMatchObject({ state: 'DRAFT', headCount: 11 })
    await expect(stage.start('D04')).rejects.toMatchObject({ code: 'postArea.tooMany' })
    await stage.moveAway([someone('D04:member:5')], 'D04')
  })

  test('2: one person is 书记, first person and 党员负责人: two taps with 同一人, and 分管领导 is somebody else (R11)', async () => {
    const { lead, head, secretary, supervisor } = await stage.line('D14')
    expect([lead, head, secretary]).toEqual(Array(3).fill(someone('digitalSecretary')))
    expect(supervisor).toBe(someone('supervisor'))
    const id = await stage.at('D14', 'COLLECTED')
    expect(await flagsOf(id)).toMatchObject({ fill: [], review: ['SAME_PERSON'], agree: [] })
    const own = await stage.at('D14', 'HEAD_REVIEWED', 'POST', lead)
    expect(await flagsOf(own)).toMatchObject({ recommend: ['NOMINEE'], review: ['SAME_PERSON', 'NOMINEE'] })
    const agreed = { ...(await stage.target(own)), decision: 'agree' as const }
    expect(await stage.refusal('postArea.decide', lead, agreed)).toBe('permission.denied')
    await stage.walk(own, 'LEADER_AGREED')
    expect((await flagsOf(own)).agree).toEqual([])
  })

  test('3: the first person is 群众 and reviews all the same, the 党员负责人 is somebody else (D5, R07)', async () => {
    const { lead, head } = await stage.line('D02')
    expect([lead, head]).toEqual([someone('hqCommittee'), someone('massesHead')])
    const id = await stage.at('D02', 'FILLED')
    const reviewed = { ...(await stage.target(id)), decision: 'review' as const, comment: '目标具体，同意' }
    expect(await stage.refusal('postArea.review', lead, reviewed)).toBe('permission.denied')
    await stage.call('postArea.review', head, reviewed)
    expect(await flagsOf(id)).toMatchObject({ review: [] })
    const another = await stage.start('D02', 'AREA')
    const nominated = await stage.recommendation(another, head)
    expect(await stage.refusal('postArea.recommend', lead, nominated)).toBe('postArea.foreignMember')
  })

  test('4: without 群众 the meeting is of the members and works (R07)', async () => {
    const id = await stage.start('D05')
    const { lead } = await stage.line('D05')
    const meeting = { dueCount: 8, presentCount: 8, votesFor: 8 }
    const nominated = await stage.recommendation(id, someone('D05:member:3'))
    await stage.call('postArea.recommend', lead, { ...nominated, ...meeting })
    expect(await stage.record(id)).toMatchObject({ state: 'RECOMMENDED', ...meeting })
  })

  test('6: with two equal highest posts nobody goes on until the 书记 has designated one (R04, R07)', async () => {
    const { secretary } = await stage.line('D09')
    expect(await departmentOf('production', 'D09')).toMatchObject({
      leadName: null,
      leadCandidates: [{ personId: someone('safetyHead') }, { personId: someone('safetyDirector') }],
    })
    await expect(stage.start('D09')).rejects.toMatchObject({
      code: 'postArea.leadUnclear',
      message: '本部门有2位党员行政职务相同（钟岳峰、莫听松），请支部书记先指定部门党员负责人。',
    })
    const designate = (key: string, reason = '支部指定，党小组同意') => ({
      departmentId: department('D09'),
      personId: someone(key),
      reason,
    })
    expect(await stage.refusal('group.designateLead', secretary, designate('safetyHead', '指定'))).toBe(
      'return.reasonShort',
    )
    expect(await stage.refusal('group.designateLead', secretary, designate('qualityHead'))).toBe('lead.notCandidate')
    expect(await stage.refusal('group.designateLead', someone('safetyHead'), designate('safetyHead'))).toBe(
      'permission.denied',
    )
    for (const key of ['safetyHead', 'safetyHead']) await stage.call('group.designateLead', secretary, designate(key))
    expect((await stage.line('D09')).lead).toBe(someone('safetyHead'))
    const id = await stage.at('D09', 'RECOMMENDED')
    expect(await stage.record(id)).toMatchObject({ leadId: someone('safetyHead'), leadRule: 'designated' })
    const grants = () => stage.rows(RoleGrant, { role: 'PARTY_GROUP_LEAD', scopeId: department('D09') })
    expect(await grants()).toHaveLength(1)
    // The same day to another and back, and an ordinary member with a reason (R04): history stays, one leads.
    for (const key of ['safetyDirector', 'safetyHead']) {
      await stage.call('group.designateLead', secretary, designate(key))
      expect((await stage.line('D09')).lead).toBe(someone(key))
    }
    stage.house.setToday('2026-09-05')
    await stage.call('group.designateLead', secretary, designate('D09:member:1', '原组长外出学习半年'))
    expect((await stage.line('D09')).lead).toBe(someone('D09:member:1'))
    const ended = (await grants()).find((grant) => grant.personId === someone('safetyHead'))
    expect(ended).toMatchObject({ fromDay: '2026-09-01', toDay: '2026-09-04' })
    expect(await stage.rows(AuditEntry, { action: 'group.designateLead' })).toHaveLength(4)
    stage.house.setToday('2026-09-01')
  })

  test('11: 分管领导 is nominated himself: 机关党委 gives the opinion and agrees (R12)', async () => {
    const { lead, supervisor } = await stage.line('D08')
    expect([lead, supervisor]).toEqual([someone('chiefEngineer'), someone('chiefEngineer')])
    const id = await stage.at('D08', 'CONSULTING', 'POST', supervisor)
    expect(await stage.refusal('postArea.giveOpinion', supervisor, await stage.target(id))).toBe('permission.denied')
    const { waiting } = await stage.call('postArea.mine', someone('hqCommittee'), {})
    expect(waiting.map((each) => [each.postAreaId, each.allowed])).toContainEqual([id, ['giveOpinion']])
    await stage.walk(id, 'HEAD_REVIEWED')
    expect(await stage.refusal('postArea.decide', supervisor, { ...(await stage.target(id)), decision: 'agree' })).toBe(
      'permission.denied',
    )
    await stage.walk(id, 'LEADER_AGREED')
    const acted = (await stage.rows(PostAreaStep, { postAreaId: id })).map((step) => [step.event, step.actedAs])
    expect(acted).toEqual(
      expect.arrayContaining([
        ['giveOpinion', 'hqCommittee'],
        ['agree', 'hqCommittee'],
      ]),
    )
    // Another nominee of the same department: 分管领导 again, and not 机关党委.
    const other = await stage.at('D08', 'CONSULTING', 'POST', someone('D08:member:4'))
    expect(await stage.refusal('postArea.giveOpinion', someone('hqCommittee'), await stage.target(other))).toBe(
      'permission.denied',
    )
  })

  test('without 分管领导 or first person 党办 must set one before the chain goes on (R08, R11)', async () => {
    const id = await stage.at('D03', 'RECOMMENDED')
    const { lead } = await stage.line('D03')
    const end = (role: RoleGrant['role'], toDay: string | null) =>
      stage.house.as(null, (work) => work.change(RoleGrant, { role, scopeId: department('D03') }, { toDay }))
    await end('SUPERVISING_LEADER', '2026-08-31')
    expect(await stage.refusal('postArea.consult', lead, await stage.target(id))).toBe('postArea.noSupervisor')
    await end('SUPERVISING_LEADER', null)
    await stage.walk(id, 'CONSULTED')
    await end('DEPARTMENT_HEAD', '2026-08-31')
    await stage.call('postArea.fill', lead, await stage.form(id))
    const { hints, headName } = await stage.call('postArea.read', lead, { postAreaId: id })
    expect([headName, hints.some((hint) => hint.includes('还没有部门第一负责人'))]).toEqual([null, true])
    await end('DEPARTMENT_HEAD', null)
  })

  test('7: who is transferred keeps no 岗 behind: plated ones are suspended once, others go on only with another (rules §3.1)', async () => {
    const [plated, agreed] = [someone('D06:member:6'), someone('D06:member:7')]
    const first = await stage.at('D06', 'ACTIVE', 'POST', plated)
    const second = await stage.at('D06', 'LEADER_AGREED', 'POST', agreed)
    await stage.moveAway([plated, agreed], 'D10')
    const run = () => stage.house.as(null, suspendUnfit)
    expect([await run(), await run()]).toEqual([1, 0])
    expect(await stage.record(first)).toMatchObject({ state: 'SUSPENDED', nomineeId: plated })
    const [suspended] = await stage.rows(PostAreaStep, { postAreaId: first, event: 'suspend' })
    expect(suspended).toMatchObject({ actorId: null, actedAs: 'system' })
    const { secretary, lead } = await stage.line('D06')
    const back = { ...(await stage.target(first)), reason: '请求恢复岗位' }
    expect(await stage.refusal('postArea.resume', secretary, back)).toBe('postArea.foreignMember')
    expect((await stage.record(second)).state).toBe('LEADER_AGREED')
    const collected = { branchId: branch('production'), postAreaIds: [second] }
    expect(await stage.refusal('postArea.collect', secretary, collected)).toBe('postArea.foreignMember')
    const { hints } = await stage.call('postArea.read', lead, { postAreaId: second })
    expect(hints).toContain('提名的同志已不在本部门')
    await stage.call('postArea.returnByBranch', secretary, { ...(await stage.target(second)), reason: '人选已经调离' })
    await stage.walk(second, 'COLLECTED', someone('D06:member:3'))
  })

  test('one person holds one living 岗 of a department, and may hold another after the first ended (R09)', async () => {
    const nominee = someone('D10:member:3')
    const first = await stage.at('D10', 'RECOMMENDED', 'POST', nominee)
    const second = await stage.start('D10')
    const { lead, secretary } = await stage.line('D10')
    const twice = await stage.recommendation(second, nominee)
    await expect(stage.call('postArea.recommend', lead, twice)).rejects.toMatchObject({ code: 'postArea.holderTaken' })
    const { candidates } = await stage.call('postArea.read', lead, { postAreaId: second })
    expect(candidates.filter((each) => each.holdsPost).map((each) => each.personId)).toEqual([nominee])
    await stage.call('postArea.void', secretary, { ...(await stage.target(first)), reason: '本人另有安排' })
    await stage.call('postArea.recommend', lead, await stage.recommendation(second, nominee))
    expect((await stage.rows(PostArea, { nomineeId: nominee })).map((each) => each.state).sort()).toEqual([
      'RECOMMENDED',
      'VOID',
    ])
  })

  test('a department without members asks to go without, and 党办 decides with a reason (R05)', async () => {
    const { desk, secretary } = await stage.line('D13')
    const members = desk.members.map((member) => member.personId)
    await stage.house.as(null, async (work) => {
      for (const id of members) await work.change(Person, { id }, { politicalStatus: 'MASSES' })
    })
    await expect(stage.start('D13')).rejects.toMatchObject({ code: 'postArea.noMember' })
    const exemptionId = department('D01')
    const asked = { exemptionId, departmentId: department('D13'), kind: 'POST' as const, reason: '本部门没有党员' }
    for (const again of [asked, asked]) await stage.call('exemption.ask', secretary, again)
    const other = { ...asked, exemptionId: department('D02') }
    expect(await stage.refusal('exemption.ask', secretary, other)).toBe('exemption.exists')
    const office = someone('office')
    const { exemptions } = await stage.call('exemption.list', office, {})
    expect(exemptions).toMatchObject([{ departmentName: '零售管理部', state: 'ASKED', askedByName: '宋长洲' }])
    const decision = { exemptionId, decision: 'REFUSED' as const, revision: 1 }
    expect(await stage.refusal('exemption.decide', office, decision)).toBe('return.reasonShort')
    await stage.call('exemption.decide', office, { ...decision, reason: '请先核对名册' })
    expect((await departmentOf('marketing', 'D13')).exempt).toEqual([])
    await stage.call('exemption.ask', secretary, { ...other, reason: '名册已核对，确无党员' })
    await stage.call('exemption.decide', office, { exemptionId, decision: 'GRANTED', revision: 3 })
    expect(await departmentOf('marketing', 'D13')).toMatchObject({
      exempt: ['POST'],
      shortfall: '缺1个责任区（应设1个，已设0个）',
    })
    const late = { exemptionId, decision: 'GRANTED' as const, revision: 4 }
    expect(await stage.refusal('exemption.decide', office, late)).toBe('workflow.wrongState')
  })
})
