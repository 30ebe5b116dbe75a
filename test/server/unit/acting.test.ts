import { AuditEntry, Person, RoleGrant } from '../../../entities'
import type { Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

const reason = '外出学习期间由其代理'

describeByTurn('somebody acts for the 书记 who is away', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
  })
  afterAll(() => stage.product.stop())

  const grant = (changes: Partial<Input<'organisation.grantRole'>> = {}) =>
    stage.office.call('organisation.grantRole', {
      personId: stage.member.personId,
      role: 'BRANCH_SECRETARY',
      scopeId: stage.branchId,
      fromDay: '2026-09-10',
      toDay: '2026-09-11',
      acting: true,
      reason,
      ...changes,
    })
  const problem = async (changes: Partial<Input<'organisation.grantRole'>>) =>
    ((await grant(changes)).body as never as { problems?: { field: string; sentence: string }[] }).problems?.[0]
  const rolesOf = async (who = stage.member) => (await who.call('session.mine')).body.roles.map(({ name }) => name)
  const secretaryShown = async () =>
    (await stage.office.call('organisation.tree')).body.branches.find(({ branchId }) => branchId === stage.branchId)
      ?.secretaryName
  const grantsOf = async (personId: string) =>
    (await stage.office.call('organisation.person', { personId })).body.grants.filter(
      ({ role }) => role === 'BRANCH_SECRETARY',
    )

  it('wants an end, a post that has one holder, and another than the holder', async () => {
    const { name } = stage.secretary
    expect(await problem({ toDay: null })).toEqual({
      field: 'toDay',
      code: 'grant.invalid',
      sentence: `请填代理到哪一天为止，以后${name}接着办。`,
    })
    expect((await problem({ role: 'HQ_OFFICE', scopeId: '' }))?.sentence).toContain('不用代理，直接授予权限')
    expect((await problem({ personId: stage.secretary.personId }))?.sentence).toBe(
      `${name}本来就是支部书记，不用代理。`,
    )
    expect((await problem({ acting: false }))?.sentence).toContain('临时代办的，选“代理”')
  })

  it('from its first day the one who acts has the post, its tasks and its permissions, and the holder has not', async () => {
    expect((await grant()).status).toBe(200)
    expect([await rolesOf(), await rolesOf(stage.secretary)]).toEqual([[], expect.arrayContaining(['支部书记'])])
    await stage.moveQuietly('2026-09-10')
    expect(await rolesOf()).toEqual(['代支部书记'])
    expect(await rolesOf(stage.secretary)).not.toContain('支部书记')
    expect(await secretaryShown()).toBe(`${stage.member.name}（代）`)
    expect((await stage.secretary.call('pledge.branch', { branchId: stage.branchId })).status).toBe(403)
    const tasks = async (who = stage.member) => JSON.stringify((await who.call('tasks.mine')).body)
    expect(await tasks()).toContain(`/branch/${stage.branchId}`)
    expect(await tasks(stage.secretary)).not.toContain(`/branch/${stage.branchId}`)
    expect(await grantsOf(stage.secretary.personId)).toMatchObject([
      { standIn: { name: stage.member.name, toDay: '2026-09-11' } },
    ])
    expect(await grantsOf(stage.member.personId)).toMatchObject([{ actsForName: stage.secretary.name }])
  })

  it('what he does says in whose stead, on the record and in 留痕', async () => {
    const owing = ['NOT_STARTED', 'DRAFT', 'RETURNED']
    const missing = (await stage.board(stage.member)).members
      .filter(({ state }) => owing.includes(state))
      .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
    const sent = await stage.member.call('package.submit', { branchId: stage.branchId, missing })
    expect(sent.status).toBe(200)
    const { packageId } = sent.body.package
    const { face } = (await stage.office.call('package.read', { packageId })).body
    expect(face.history).toMatchObject([
      { personName: stage.member.name, roleName: `支部书记（代${stage.secretary.name}）` },
    ])
    const [line] = await stage.rows(AuditEntry, { recordId: packageId })
    expect(line).toMatchObject({ actorRole: 'BRANCH_SECRETARY', actsForId: stage.secretary.personId })
  })

  it('nobody else acts, and nobody takes the post over, before that is over', async () => {
    const other = (await stage.product.login('scrutineer')).personId
    expect((await problem({ personId: other }))?.sentence).toContain(`已经由${stage.member.name}代理`)
    const taken = { personId: other, acting: false, fromDay: '2026-09-11', toDay: null }
    expect((await problem(taken))?.field).toBe('role')
  })

  it('where the one who acts has left, the holder has the post again at once', async () => {
    const setDuty = (dutyStatus: Person['dutyStatus']) =>
      stage.product.database.unitOfWork(null, 'job', (work) =>
        work.change(Person, { id: stage.member.personId }, { dutyStatus }),
      )
    await setDuty('LEFT')
    expect(await secretaryShown()).toBe(stage.secretary.name)
    expect(await rolesOf(stage.secretary)).toContain('支部书记')
    await setDuty('ON_DUTY')
  })

  it('after the last day it is the holder’s again', async () => {
    await stage.moveQuietly('2026-09-12')
    expect([await rolesOf(), await secretaryShown()]).toEqual([[], stage.secretary.name])
    expect(await rolesOf(stage.secretary)).toContain('支部书记')
  })

  it('an empty post is acted in without an end, and is no vacancy then', async () => {
    const [own] = await stage.rows(RoleGrant, { personId: stage.secretary.personId, role: 'BRANCH_SECRETARY' })
    const end = { grantId: own?.id ?? '', toDay: '2026-09-12', reason: '调往下属企业' }
    expect((await stage.office.call('organisation.endGrant', end)).status).toBe(200)
    await stage.moveQuietly('2026-09-14')
    const vacant = async () =>
      (await stage.office.call('vacancy.list')).body.posts.filter(({ role }) => role === 'BRANCH_SECRETARY').length
    expect(await vacant()).toBe(1)
    expect((await grant({ fromDay: '2026-09-14', toDay: null })).status).toBe(200)
    expect([await vacant(), await rolesOf()]).toEqual([0, ['代支部书记']])
    expect(await grantsOf(stage.member.personId)).toContainEqual(expect.objectContaining({ actsForName: '' }))
  })

  it('who has left acts no more, holds no more and is acted for as for nobody', async () => {
    const leaves = (personId: string) =>
      stage.product.database.unitOfWork(null, 'job', (work) =>
        work.change(Person, { id: personId }, { dutyStatus: 'LEFT' }),
      )
    const other = (await stage.product.login('scrutineer')).personId
    const next = { personId: other, acting: false, fromDay: '2026-09-20', toDay: null } as const
    expect((await problem(next))?.sentence).toContain(`现在由${stage.member.name}代理`)
    await leaves(stage.member.personId)
    expect((await grant(next)).status).toBe(200)
    const stead = { personId: stage.secretary.personId, fromDay: '2026-09-25', toDay: null } as const
    expect((await problem(stead))?.field).toBe('toDay')
    await leaves(other)
    expect((await grant(stead)).status).toBe(200)
  })
})
