import { AuditEntry, Person, RoleGrant } from '../../../entities'
import type { Input } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { endGrant, grantRole } from '../../../server/features/organisation/grantRole'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const office = persona('office').personId
const member = persona('member').personId
const masses = persona('masses').personId

describeByTurn('granting roles', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  const grant = (input: Partial<Input<'organisation.grantRole'>>, actor = office) => {
    const whole = { personId: member, role: 'GENERAL_OFFICE', fromDay: '2026-09-01', reason: '工作需要', ...input }
    return house.as(actor, (work) => grantRole(work, contract['organisation.grantRole'].in.parse(whole)))
  }
  const end = (grantId: string, toDay: string) => {
    const input = contract['organisation.endGrant'].in.parse({ grantId, toDay, reason: '轮岗' })
    return house.as(office, (work) => endGrant(work, input))
  }
  const rolesOf = (personId: string) =>
    house.as(null, async (work) => (await loadActor(work, personId))?.grants.map((one) => one.role))
  const grantOf = async (role: RoleGrant['role'], scopeId: string) =>
    (await house.source.manager.findOneByOrFail(RoleGrant, { role, scopeId })).id

  it('gives a role from its first day to midnight of its last one, with an audit line', async () => {
    const { grantId } = await grant({ fromDay: '2026-09-10', toDay: '2026-09-20' })
    expect(await rolesOf(member)).toEqual([])
    house.setToday('2026-09-20')
    expect(await rolesOf(member)).toEqual(['GENERAL_OFFICE'])
    house.setToday('2026-09-21')
    expect(await rolesOf(member)).toEqual([])
    house.setToday('2026-09-01')
    const line = await house.source.manager.findOneByOrFail(AuditEntry, { action: 'grant.give', subjectId: member })
    expect(line).toMatchObject({ actorId: office, reason: '工作需要', change: { grantId, role: 'GENERAL_OFFICE' } })
  })

  it('refuses to grant a role to oneself', async () => {
    await expect(grant({ personId: office })).rejects.toMatchObject({ code: 'grant.self' })
  })

  it('refuses everybody but the party office, the administrator and the secretary included', async () => {
    for (const key of ['administrator', 'financeSecretary', 'member']) {
      await expect(grant({ personId: masses }, persona(key).personId)).rejects.toMatchObject({
        code: 'permission.denied',
      })
    }
  })

  it('wants the scope the role has, and one that exists', async () => {
    const wrong = { code: 'grant.scopeWrong' }
    await expect(grant({ role: 'BRANCH_CLERK' })).rejects.toMatchObject(wrong)
    await expect(grant({ role: 'BRANCH_CLERK', scopeId: departmentId('D04') })).rejects.toMatchObject(wrong)
    await expect(grant({ role: 'GENERAL_OFFICE', scopeId: branchId('finance') })).rejects.toMatchObject(wrong)
    await expect(grant({ role: 'SCRUTINEER', scopeId: branchId('finance') })).rejects.toMatchObject(wrong)
    await expect(grant({ role: 'BRANCH_CLERK', scopeId: branchId('finance') })).resolves.toHaveProperty('grantId')
  })

  it('does not make a 群众 a secretary, and has one secretary a branch', async () => {
    const role = { role: 'BRANCH_SECRETARY', scopeId: branchId('finance') } as const
    await expect(grant({ personId: masses, ...role })).rejects.toMatchObject({
      problems: [{ field: 'personId', sentence: '支部书记要由正式党员担任，苏雨晴不是。' }],
    })
    await expect(grant(role)).rejects.toMatchObject({
      problems: [
        { field: 'role', sentence: '支部书记现在由沈云舟担任：换人的，请先结束原来的任职；临时代办的，选“代理”。' },
      ],
    })
  })

  it('passes a post on from one day to the next', async () => {
    const post = { role: 'DEPARTMENT_HEAD', scopeId: departmentId('D04') } as const
    await end(await grantOf(post.role, post.scopeId), '2026-08-31')
    await grant({ personId: persona('scrutineer').personId, ...post })
    expect(await rolesOf(persona('financeSecretary').personId)).toEqual(['BRANCH_SECRETARY'])
    expect(await rolesOf(persona('scrutineer').personId)).toContain('DEPARTMENT_HEAD')
  })

  it('refuses the same role twice and an end before the beginning', async () => {
    await grant({ personId: masses, fromDay: '2026-10-01', toDay: '2026-12-31' })
    await expect(grant({ personId: masses, fromDay: '2026-12-31' })).rejects.toMatchObject({ code: 'form.invalid' })
    await expect(grant({ fromDay: '2027-02-01', toDay: '2027-01-31' })).rejects.toMatchObject({
      problems: [{ field: 'toDay', sentence: '结束日期2027年1月31日早于开始日期2027年2月1日。' }],
    })
  })

  it('never makes an ended role longer, and never ends it before it began', async () => {
    const { grantId } = await grant({ personId: persona('massesSecond').personId, toDay: '2026-09-30' })
    await expect(end(grantId, '2026-10-31')).rejects.toMatchObject({ code: 'form.invalid' })
    await expect(end(grantId, '2026-08-01')).rejects.toMatchObject({ code: 'form.invalid' })
    await expect(end(grantId, '2026-09-15')).resolves.toEqual({ done: true })
  })

  it('keeps one person in the party office', async () => {
    const grants = await house.source.manager.findBy(RoleGrant, { role: 'HQ_OFFICE' })
    const own = grants.find((one) => one.personId === office)
    const other = grants.find((one) => one.personId !== office)
    // Who has left counts for nobody, though his grant has no end.
    const leaves = (dutyStatus: Person['dutyStatus']) =>
      house.as(null, (work) => work.change(Person, { id: other?.personId ?? '' }, { dutyStatus }))
    await leaves('LEFT')
    await expect(end(own?.id ?? '', '2026-09-30')).rejects.toMatchObject({ problems: [{ field: 'grantId' }] })
    await leaves('ON_DUTY')
    await end(other?.id ?? '', '2026-09-30')
    await expect(end(own?.id ?? '', '2026-09-30')).rejects.toMatchObject({ problems: [{ field: 'grantId' }] })
  })
})
