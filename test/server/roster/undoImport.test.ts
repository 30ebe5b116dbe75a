import { randomUUID } from 'node:crypto'
import { Department, ImportBatch, Person, RoleGrant } from '../../../entities'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { linkAccount } from '../../../server/features/account/linkAccount'
import { transferPerson } from '../../../server/features/organisation/transferPerson'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { importsOf, office, tenants, wholeHouse } from './importing'
import { newcomer, type PersonCells, rosterFile } from './workbook'

describeByTurn('undoing an import', (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  const known = async (key: string, cells: PersonCells): Promise<PersonCells> => {
    const { staffNumber, name } = await house.source.manager.findOneByOrFail(Person, { id: persona(key).personId })
    return { 工号: staffNumber, 姓名: name, 政治面貌: '中共党员', ...cells }
  }
  const idOf = async (staffNumber: string) => (await house.source.manager.findOneByOrFail(Person, { staffNumber })).id
  const withoutRevisions = async () => (await wholeHouse(house)).replace(/\\"revision\\":\d+/g, '')
  const late = (count: number) => ({
    code: 'roster.undoLate',
    message: `导入之后又有${count}条记录被改动过，不能整体撤销，请逐条处理。`,
  })

  it('puts everything back as it was: people, places, accounts, new departments and branches', async () => {
    const before = await withoutRevisions()
    const file = rosterFile([
      newcomer(1, { 部门编号: 'D30', 部门: '海外部', 所属支部: '海外支部', 企业微信账号: 'NewOne' }),
      newcomer(2, { 部门编号: null, 部门: null, 所属支部: '海外支部', 飞书账号: 'ou_0123456789abcdef' }),
      await known('member', { 职务: '会计主管', 部门编号: 'D30', 企业微信账号: 'LinZhiXia' }),
      await known('scrutineer', { 在岗状态: '退休', 飞书账号: '无' }),
      await known('digitalSecretary', {}),
    ])
    const { batchId, summary } = await roster.apply(file)
    expect(summary).toEqual({ added: 2, changed: 2, unchanged: 1 })
    expect(await withoutRevisions()).not.toBe(before)
    await roster.undo(batchId)
    expect(await withoutRevisions()).toBe(before)
    expect(await house.source.manager.findOneByOrFail(ImportBatch, { id: batchId })).toMatchObject({ state: 'UNDONE' })
    await expect(roster.undo(batchId)).rejects.toMatchObject({ code: 'roster.alreadyUndone' })
  })

  it('undoes two imports one after the other, the later one first', async () => {
    const before = await withoutRevisions()
    const first = await roster.apply(rosterFile([newcomer(3), await known('member', { 职务: '会计主管' })]))
    const second = await roster.apply(
      rosterFile([newcomer(3, { 职务: '出纳' }), await known('member', { 职务: '总账会计' })]),
    )
    await expect(roster.undo(first.batchId)).rejects.toMatchObject(late(2))
    await roster.undo(second.batchId)
    await roster.undo(first.batchId)
    expect(await withoutRevisions()).toBe(before)
  })

  it('refuses when a record it touched was changed since, and then changes nothing', async () => {
    const { batchId } = await roster.apply(
      rosterFile([newcomer(11), newcomer(12), newcomer(13, { 企业微信账号: 'Thirteen' }), newcomer(14), newcomer(15)]),
    )
    const grant: RoleGrant = {
      id: randomUUID(),
      personId: await idOf('NEW00011'),
      role: 'GENERAL_OFFICE',
      scopeKind: 'ALL',
      scopeId: '',
      fromDay: '2026-09-01',
      toDay: null,
      grantedById: null,
      reason: null,
    }
    await house.source.manager.insert(RoleGrant, grant)
    const transfer = {
      personId: await idOf('NEW00012'),
      departmentId: departmentId('D01'),
      fromDay: toCalendarDay('2026-10-01'),
      reason: '调动',
    }
    await house.as(office, (work) => transferPerson(work, transfer))
    const personId = await idOf('NEW00013')
    await house.as(office, (work) => linkAccount(tenants)(work, { personId, platform: 'wecom', userId: 'Other' }))
    await house.source.manager.update(Person, { staffNumber: 'NEW00014' }, { positionTitle: '主管' })
    const before = await wholeHouse(house)
    await expect(roster.undo(batchId)).rejects.toMatchObject(late(4))
    expect(await wholeHouse(house)).toBe(before)
  })

  it('refuses when somebody else works in a department that it made', async () => {
    const file = rosterFile([newcomer(21, { 部门编号: 'D31', 部门: '筹建部', 所属支部: null })])
    const { batchId } = await roster.apply(file)
    const { id } = await house.source.manager.findOneByOrFail(Department, { code: 'D31' })
    const transfer = {
      personId: persona('masses').personId,
      departmentId: id,
      fromDay: toCalendarDay('2026-10-01'),
      reason: '调动',
    }
    await house.as(office, (work) => transferPerson(work, transfer))
    await expect(roster.undo(batchId)).rejects.toMatchObject(late(1))
  })

  it('refuses an import that never was', async () => {
    await expect(roster.undo(randomUUID())).rejects.toMatchObject({ code: 'record.notFound' })
  })
})
