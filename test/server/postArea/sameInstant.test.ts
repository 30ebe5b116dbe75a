import { randomUUID } from 'node:crypto'
import { AuditEntry, BranchOpening, OutboxMessage, PostArea, PostAreaStep, RoleGrant } from '../../../entities'
import { suspendUnfit } from '../../../server/features/postArea/suspend'
import { describeEachDatabase } from '../../support/perDatabase'
import { branch, department, openPostStage, type PostStage, someone } from './postStage'

describeEachDatabase('two at the same instant on a 岗', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  const codes = async (calls: Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((each) =>
      each.status === 'fulfilled' ? 'done' : ((each.reason as { code?: string }).code ?? String(each.reason)),
    )
  const several = <Result>(count: number, body: () => Promise<Result>) => Array.from({ length: count }, body)

  test('the 书记 opens from three windows: opened once (R03)', async () => {
    const open = () => stage.call('postArea.open', someone('financeSecretary'), { branchId: branch('finance') })
    expect(await codes(several(3, open))).toEqual(['done', 'done', 'done'])
    expect(await stage.rows(BranchOpening)).toHaveLength(1)
    expect(await stage.rows(AuditEntry, { action: 'postArea.open' })).toHaveLength(1)
  })

  test('a double tap begins one 岗, and another person cannot take its id', async () => {
    const { secretary } = await stage.line('D04')
    const input = { postAreaId: randomUUID(), departmentId: department('D05'), kind: 'AREA' as const }
    const answers = await Promise.all(several(4, () => stage.call('postArea.start', secretary, input)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await stage.rows(PostAreaStep, { postAreaId: input.postAreaId })).toHaveLength(1)
    expect(await stage.refusal('postArea.start', someone('investHead'), input)).toBe('record.changed')
    expect(await stage.refusal('postArea.start', secretary, { ...input, departmentId: department('D04') })).toBe(
      'record.changed',
    )
  })

  test('six windows begin the two 岗 of 财务部: two begin, never three (R06)', async () => {
    const { secretary } = await stage.line('D04')
    const start = () =>
      stage.call('postArea.start', secretary, {
        postAreaId: randomUUID(),
        departmentId: department('D04'),
        kind: 'POST',
      })
    const outcomes = await codes(several(6, start))
    expect(outcomes.sort()).toEqual(['done', 'done', ...Array(4).fill('postArea.tooMany')])
    expect(await stage.rows(PostArea, { departmentId: department('D04'), kind: 'POST' })).toHaveLength(2)
  })

  test('the same person is recommended for both at once: one 岗 gets him (R09)', async () => {
    const records = await stage.rows(PostArea, { departmentId: department('D04'), kind: 'POST' })
    const { lead } = await stage.line('D04')
    const nominee = someone('member')
    const inputs = await Promise.all(records.map(({ id }) => stage.recommendation(id, nominee)))
    const outcomes = await codes(inputs.map((input) => stage.call('postArea.recommend', lead, input)))
    expect(outcomes.sort()).toEqual(['done', 'postArea.holderTaken'])
    expect(await stage.rows(PostArea, { nomineeId: nominee })).toHaveLength(1)
    expect(await stage.rows(PostAreaStep, { event: 'recommend' })).toHaveLength(1)
  })

  test('分管领导 agrees on the phone and on the PC at once: one signature, the other is told (R12)', async () => {
    const postAreaId = await stage.at('D05', 'HEAD_REVIEWED')
    const { supervisor } = await stage.line('D05')
    const aim = await stage.target(postAreaId)
    const decide = (decision: 'agree' | 'disagree') =>
      stage.call('postArea.decide', supervisor, { ...aim, decision, comment: '目标还不够具体' })
    const outcomes = await codes([decide('agree'), decide('agree'), decide('disagree')])
    expect(outcomes.filter((code) => code === 'done')).toHaveLength(1)
    expect(outcomes.filter((code) => ['record.changed', 'workflow.wrongState', 'done'].includes(code))).toHaveLength(3)
    const judged = (await stage.rows(PostAreaStep, { postAreaId })).filter((step) => /agree$/.test(step.event))
    expect(judged).toHaveLength(1)
    const record = await stage.record(postAreaId)
    expect(record).toMatchObject({ state: judged[0]?.state, revision: aim.revision + 1 })
    const told = (await stage.rows(OutboxMessage, { kind: 'postArea' })).map((message) => message.dedupeKey)
    expect(new Set(told).size).toBe(told.length)
  })

  test('the 书记 collects what another window gives back: one of both', async () => {
    const [{ id: postAreaId = '' } = {}] = await stage.rows(PostArea, { departmentId: department('D05'), kind: 'POST' })
    await stage.walk(postAreaId, 'LEADER_AGREED')
    const { secretary } = await stage.line('D05')
    const aim = await stage.target(postAreaId)
    const outcomes = await codes([
      stage.call('postArea.collect', secretary, { branchId: branch('finance'), postAreaIds: [postAreaId] }),
      stage.call('postArea.returnByBranch', secretary, { ...aim, reason: '文字需要修改' }),
    ])
    expect(outcomes.filter((code) => code === 'done')).toHaveLength(1)
    const state = outcomes[0] === 'done' ? 'COLLECTED' : 'DRAFT'
    expect(await stage.record(postAreaId)).toMatchObject({ state, revision: aim.revision + 1 })
  })

  test('two windows designate two people: one of them leads (R07)', async () => {
    const { secretary } = await stage.line('D09')
    const designate = (key: string) =>
      stage.call('group.designateLead', secretary, {
        departmentId: department('D09'),
        personId: someone(key),
        reason: '支部指定，党小组同意',
      })
    expect(await codes([designate('safetyHead'), designate('safetyDirector')])).toEqual(['done', 'done'])
    const grants = await stage.rows(RoleGrant, { role: 'PARTY_GROUP_LEAD', scopeId: department('D09') })
    expect(grants.filter((grant) => grant.toDay === null)).toHaveLength(1)
  })

  test('two exemptions asked at once are one (R05)', async () => {
    const { secretary } = await stage.line('D05')
    const ask = () =>
      stage.call('exemption.ask', secretary, {
        exemptionId: randomUUID(),
        departmentId: department('D05'),
        kind: 'AREA',
        reason: '部门正在合并调整',
      })
    expect((await codes([ask(), ask()])).sort()).toEqual(['done', 'exemption.exists'])
  })

  test('two jobs suspend whose holder left: one step (rules §3.1)', async () => {
    await stage.open('production')
    const nominee = someone('D07:member:4')
    const postAreaId = await stage.at('D07', 'ACTIVE', 'POST', nominee)
    await stage.moveAway([nominee], 'D06')
    const outcomes = await codes(several(2, () => stage.house.as(null, suspendUnfit)))
    expect(outcomes).toContain('done')
    expect(await stage.rows(PostAreaStep, { postAreaId, event: 'suspend' })).toHaveLength(1)
  })
})
