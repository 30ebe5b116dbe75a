import { Department, Person, RoleGrant } from '../../../entities'
import { contract } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { listPeople, readPerson } from '../../../server/features/organisation/readPeople'
import { readTree } from '../../../server/features/organisation/readTree'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const office = persona('office').personId

describeByTurn('reading the organisation', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())

  const list = (input: { search?: string; branchId?: string; page?: number }) =>
    house.as(office, (work) => listPeople(work, contract['organisation.people'].in.parse(input)))
  const tree = () => house.as(office, readTree)
  const person = (personId: string) => house.as(office, (work) => readPerson(work, { personId }))

  it('shows every branch with its groups, heads and 党员负责人', async () => {
    const answer = contract['organisation.tree'].out.parse(await tree())
    const finance = answer.branches.find((one) => one.branchId === branchId('finance'))
    expect(finance).toMatchObject({ name: '财投支部', secretaryName: '沈云舟', memberCount: 19, massesCount: 30 })
    expect(finance?.departments).toEqual([
      {
        departmentId: departmentId('D04'),
        name: '财务部',
        headName: '沈云舟',
        leaderName: '沈云舟',
        memberCount: 11,
        massesCount: 30,
      },
      {
        departmentId: departmentId('D05'),
        name: '投资发展部',
        headName: '简青岩',
        leaderName: '简青岩',
        memberCount: 8,
        massesCount: 0,
      },
    ])
  })

  it('names a head who is 群众 and the highest member beside him; a designated lead; and two who are equal', async () => {
    const { branches } = await tree()
    const department = (name: string) => branches.flatMap((one) => one.departments).find((one) => one.name === name)
    expect(department('人力资源部')).toMatchObject({ headName: '顾南乔', leaderName: '梁晚舟' })
    expect(department('综合办公室')).toMatchObject({ leaderName: '江听澜', memberCount: 11 })
    expect(department('领导党小组')).toMatchObject({ departmentId: null, leaderName: '程远山', memberCount: 1 })
    expect(department('安全环保部')).toMatchObject({ leaderName: '待指定：钟岳峰、莫听松' })
  })

  it('names a department that belongs to no branch (R03)', async () => {
    const lonely = {
      id: departmentId('D77'),
      code: 'D77',
      name: '筹建办',
      parentId: null,
      fromDay: '2026-01-01',
      toDay: null,
    }
    await house.source.manager.insert(Department, lonely)
    expect((await tree()).unmappedDepartments).toEqual(['筹建办'])
  })

  it('lists the roster 50 a page, everyone once', async () => {
    const pages = await Promise.all(Array.from({ length: 11 }, (_none, at) => list({ page: at + 1 })))
    expect(pages.map((one) => one.people.length)).toEqual([...Array(10).fill(50), 40])
    expect(pages[0]?.total).toBe(540)
    expect(new Set(pages.flatMap((one) => one.people.map((each) => each.personId))).size).toBe(540)
  })

  it('finds people by name, staff number and department, and a search for % finds nobody', async () => {
    const names = async (search: string) =>
      (await list({ search })).people.map((one) => `${one.name} ${one.departmentName}`)
    expect(await names('李明远')).toEqual(['李明远 生产管理部', '李明远 技术研发部'])
    expect(await names('林𠮷')).toEqual(['林𠮷安 技术研发部'])
    expect((await list({ search: '零售管理部' })).total).toBe(38)
    expect((await list({ search: 'JY0001' })).people[0]).toMatchObject({
      staffNumber: 'JY0001',
      accounts: ['feishu', 'wecom'],
    })
    for (const typed of ['jy0001', 'ｊｙ０００１', ' jy 0001', '\u202dJY0001\u202c'])
      expect((await list({ search: typed })).people[0]?.staffNumber).toBe('JY0001')
    expect((await list({ search: '李明远 技术' })).people.map((one) => one.departmentName)).toEqual(['技术研发部'])
    expect((await list({ search: '%' })).total).toBe(0)
    expect((await list({ branchId: branchId('digital') })).total).toBe(26)
  })

  it('still shows somebody who left', async () => {
    await house.source.manager.update(Person, { name: '何守拙' }, { dutyStatus: 'LEFT', leftDay: '2026-08-31' })
    expect((await list({ search: '何守拙' })).people).toMatchObject([{ dutyStatusName: '离职', accounts: [] }])
  })

  it('shows one person with places and roles, ended ones included', async () => {
    const { personId } = persona('financeSecretary')
    await house.source.manager.update(RoleGrant, { personId, role: 'DEPARTMENT_HEAD' }, { toDay: '2026-06-30' })
    const answer = contract['organisation.person'].out.parse(await person(personId))
    expect(answer.person).toMatchObject({ name: '沈云舟', departmentName: '财务部', branchName: '财投支部' })
    expect(answer.placements).toEqual([{ departmentName: '财务部', fromDay: '2025-01-01', toDay: null }])
    expect(answer.grants.map((one) => [one.roleName, one.scopeName, one.toDay])).toEqual([
      ['支部书记', '财投支部', null],
      ['部门第一负责人', '财务部', '2026-06-30'],
    ])
  })

  it('asks the database the same few questions however many people there are', async () => {
    // The actor is read in one query before the verb begins.
    const actor = 1
    expect(await house.countQueries(() => list({}))).toBe(actor + 4)
    expect(await house.countQueries(() => list({ search: 'JY', page: 2 }))).toBe(actor + 4)
    expect(await house.countQueries(tree)).toBe(actor + 6)
    expect(await house.countQueries(() => person(office))).toBe(actor + 5)
  })

  it('is for the party office only', async () => {
    for (const key of ['administrator', 'financeSecretary', 'masses']) {
      const denied = { code: 'permission.denied' }
      const { personId } = persona(key)
      await expect(house.as(personId, readTree)).rejects.toMatchObject(denied)
      await expect(house.as(personId, (work) => listPeople(work, { search: '', page: 1 }))).rejects.toMatchObject(
        denied,
      )
      await expect(house.as(personId, (work) => readPerson(work, { personId: office }))).rejects.toMatchObject(denied)
    }
  })
})
