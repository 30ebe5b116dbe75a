import { AuditEntry, Department, ImportBatch, Person, Placement, PlatformAccount } from '../../../entities'
import { addDays, dayName, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { findPersonByAccount } from '../../../server/features/organisation/accounts'
import { placedPerson } from '../../../server/features/organisation/branchPeople'
import { readTree } from '../../../server/features/organisation/readTree'
import { listImports } from '../../../server/features/roster/listImports'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { importsOf, office, wholeHouse } from './importing'
import { newcomer, type PersonCells, rosterFile } from './workbook'

describeByTurn('importing the roster', (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  const personOf = (staffNumber: string) => house.source.manager.findOneByOrFail(Person, { staffNumber })
  const placeOf = async (staffNumber: string) => {
    const { id } = await personOf(staffNumber)
    return house.as(null, (work) => placedPerson(work, id))
  }
  const sentences = async (...people: PersonCells[]) =>
    (await roster.check(rosterFile(people))).problems.map((one) => `${one.row}${one.column}：${one.sentence}`)
  /** Somebody of the sample as the file must name him. */
  const known = async (key: string, cells: PersonCells = {}): Promise<PersonCells> => {
    const { staffNumber, name } = await house.source.manager.findOneByOrFail(Person, { id: persona(key).personId })
    return { 工号: staffNumber, 姓名: name, 政治面貌: '中共党员', ...cells }
  }

  it('a check says what would happen and changes nothing', async () => {
    const before = await wholeHouse(house)
    const file = rosterFile([newcomer(1), await known('member'), await known('scrutineer', { 职务: '财务部部长助理' })])
    const answer = await roster.check(file)
    expect(answer).toMatchObject({
      rows: 3,
      summary: { added: 1, changed: 1, unchanged: 1 },
      problemCount: 0,
      problems: [],
    })
    expect(await wholeHouse(house)).toBe(before)
  })

  it('a file with one mistake changes nothing at all', async () => {
    const before = await wholeHouse(house)
    const people = [newcomer(1), newcomer(2, { 政治面貌: '不详' })]
    await expect(roster.apply(rosterFile(people))).rejects.toMatchObject({
      code: 'roster.invalid',
      message: '表里有1处错误，没有导入任何人。请按提示修改后重新上传。',
      problems: [{ field: '3.政治面貌' }],
    })
    expect(await wholeHouse(house)).toBe(before)
  })

  it('one number in two spellings is one number: the row is named', async () => {
    expect(await sentences(newcomer(2, { 工号: 'AB01' }), newcomer(3, { 工号: 'ab01' }))).toEqual([
      '3工号：工号“ab01”和第2行重复。',
    ])
  })

  it('branches and departments are found however they are typed; no second one is made', async () => {
    const place = { 部门编号: 'd04', 部门: '财务部\u200b', 所属支部: '财投 支部' }
    const { problems, warnings } = await roster.check(rosterFile([newcomer(1, place)]))
    expect([problems, warnings.filter(({ sentence }) => sentence.includes('将新建'))]).toEqual([[], []])
  })

  it('the escapes of the format are read as the characters they stand for', async () => {
    const { problems, warnings } = await roster.check(
      rosterFile([newcomer(1, { 姓名: '张_x0020_三', 职务: '科长_x000D_' })]),
    )
    expect(problems).toEqual([])
    expect(warnings.map(({ sentence }) => sentence)).toEqual([
      '姓名“张 三”有多余的空格或符号，已按“张三”处理。',
      '职务“科长”有多余的空格或符号，已按“科长”处理。',
    ])
  })

  it('refuses a file that is not the one that was checked', async () => {
    const checked = await roster.check(rosterFile([newcomer(1)]))
    const other = rosterFile([newcomer(2)])
    const file = { fileName: 'a.xlsx', mediaType: '', sha256: checked.sha256 }
    await expect(roster.apply(other, file)).rejects.toMatchObject({ code: 'roster.changedSinceCheck' })
    await expect(roster.apply(other, { ...file, sha256: '' })).rejects.toMatchObject({
      code: 'roster.changedSinceCheck',
    })
  })

  it('names what does not agree with the roster', async () => {
    const { joinedPartyDay } = await personOf((await known('digitalSecretary')).工号 as string)
    expect(
      await sentences(
        newcomer(1, { 部门: '审计部' }),
        newcomer(2, { 所属支部: '综合支部' }),
        newcomer(3, { 部门编号: null, 部门: '没有的部门', 所属支部: null }),
        newcomer(4, { 部门编号: null, 部门: null, 所属支部: null }),
        newcomer(5, { 党内职务: '支部委员', 党员干部: '是' }),
        newcomer(6, { 在岗状态: '离职' }),
        newcomer(7, { 企业微信账号: persona('member').wecomUserId }),
        await known('digitalSecretary', { 政治面貌: '群众' }),
      ),
    ).toEqual([
      '2部门：部门编号“D04”是“财务部”，和“审计部”不一致，请核对。',
      '3部门：部门编号“D04”在第2行是“审计部”，这里是“财务部”。',
      '3所属支部：部门“D04”在第2行是“财投支部”，这里是“综合支部”。',
      '3所属支部：部门“财务部”属于“财投支部”，这里是“综合支部”。',
      '4部门：名册里没有部门“没有的部门”，新部门请填部门编号。',
      '5部门编号：部门和所属支部至少填一项。',
      '6部门：部门编号“D04”在第2行是“审计部”，这里是“财务部”。',
      '6党内职务：群众不能有党内职务“支部委员”；要清空请填“无”。',
      '6党员干部：群众不能是党员干部，请填“否”。',
      '7部门：部门编号“D04”在第2行是“审计部”，这里是“财务部”。',
      '8部门：部门编号“D04”在第2行是“审计部”，这里是“财务部”。',
      `8企业微信账号：企业微信账号“${persona('member').wecomUserId}”已经绑定给了林知夏。`,
      `9入党时间：群众不能有入党时间“${dayName(joinedPartyDay)}”；要清空请填“无”。`,
      '9党内职务：群众不能有党内职务“支部书记”；要清空请填“无”。',
      '9党员领导干部：群众不能是党员领导干部，请填“否”。',
      '9党员干部：群众不能是党员干部，请填“否”。',
    ])
  })

  it('adds people with department, 党小组 and branch, making those that are new', async () => {
    const file = rosterFile([
      newcomer(10, {
        部门编号: 'D20',
        部门: '战略部',
        所属支部: '战略支部',
        企业微信账号: 'NewTen',
        政治面貌: '中共党员',
        职务级别: 30,
      }),
      newcomer(11, { 部门编号: 'D20', 部门: null, 所属支部: null }),
      newcomer(12, { 部门编号: null, 部门: null, 所属支部: '战略支部', 姓名: '林𠮷安', 政治面貌: '中共党员' }),
    ])
    const { warnings } = await roster.check(file)
    expect(warnings.map((one) => one.sentence)).toEqual(['将新建部门“战略部”（编号D20）。', '将新建支部“战略支部”。'])
    expect((await roster.apply(file)).summary).toEqual({ added: 3, changed: 0, unchanged: 0 })
    const { branches } = await house.as(office, readTree)
    expect(branches.find((one) => one.name === '战略支部')).toMatchObject({
      memberCount: 2,
      massesCount: 1,
      departments: [
        { name: '领导党小组', memberCount: 1 },
        { name: '战略部', leaderName: '云小甲秋', memberCount: 1, massesCount: 1 },
      ],
    })
    const owner = await house.as(null, (work) =>
      findPersonByAccount(work, 'wecom', { tenant: 'ww_sample', userId: 'newten' }),
    )
    expect(owner?.personId).toBe((await personOf('NEW00010')).id)
  })

  it('changes what the file names and leaves what it leaves blank', async () => {
    const file = rosterFile([
      await known('scrutineer', { 职务: '财务部副部长（主持）', 党内职务: '无', 重点岗位: '是' }),
    ])
    const before = await personOf((await known('scrutineer')).工号 as string)
    await roster.apply(file)
    const after = await personOf(before.staffNumber)
    expect(after).toEqual({
      ...before,
      positionTitle: '财务部副部长（主持）',
      partyPost: null,
      keyPost: true,
      revision: before.revision + 1,
    })
    expect((await roster.check(file)).summary).toEqual({ added: 0, changed: 0, unchanged: 1 })
  })

  it('takes 入党时间 of a member, and none that lies ahead or before there was a party', async () => {
    expect(
      await sentences(
        await known('memberSecond', { 入党时间: '2026-09-02' }),
        newcomer(1, { 政治面貌: '中共预备党员', 入党时间: '1919-05-04' }),
      ),
    ).toEqual(['2入党时间：入党时间要在1921年7月1日和今天之间。', '3入党时间：入党时间要在1921年7月1日和今天之间。'])
    const cells = await known('memberSecond', { 入党时间: '2009.6.30' })
    await roster.apply(rosterFile([cells]))
    expect((await personOf(cells.工号 as string)).joinedPartyDay).toBe('2009-06-30')
    await roster.apply(rosterFile([{ ...cells, 入党时间: '无' }]))
    expect((await personOf(cells.工号 as string)).joinedPartyDay).toBeNull()
  })

  it('another department is a transfer from today on, put right when imported again the same day', async () => {
    const cells = await known('memberSecond')
    const staffNumber = cells.工号 as string
    await roster.apply(rosterFile([{ ...cells, 部门编号: 'D01', 部门: '综合办公室' }]))
    await roster.apply(rosterFile([{ ...cells, 部门编号: 'D02' }]))
    expect(await placeOf(staffNumber)).toMatchObject({ departmentName: '人力资源部', branchName: '综合支部' })
    const { id: personId } = await personOf(staffNumber)
    const places = await house.source.manager.find(Placement, { where: { personId }, order: { fromDay: 'ASC' } })
    expect(places.map((one) => [one.fromDay, one.toDay])).toEqual([
      ['2025-01-01', addDays(toCalendarDay('2026-09-01'), -1)],
      ['2026-09-01', null],
    ])
  })

  it('somebody who leaves is out from today, and can come back the same day', async () => {
    const cells = await known('masses', { 政治面貌: '群众' })
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '离职' }]))
    expect(await personOf(cells.工号 as string)).toMatchObject({ dutyStatus: 'LEFT', leftDay: '2026-09-01' })
    expect(await placeOf(cells.工号 as string)).toBeNull()
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '在岗' }]))
    expect(await personOf(cells.工号 as string)).toMatchObject({ dutyStatus: 'ON_DUTY', leftDay: null })
    expect(await placeOf(cells.工号 as string)).toMatchObject({ departmentName: '财务部' })
  })

  it('leaves the account somebody has, and says so: one person alone takes none over (M3)', async () => {
    const [one, other] = [await known('leader'), await known('supervisor')]
    const account = persona('leader').wecomUserId
    const before = await house.source.manager.find(PlatformAccount)
    const file = rosterFile([
      { ...other, 企业微信账号: 'SomebodyElse' },
      { ...one, 企业微信账号: '无' },
    ])
    const { warnings } = await roster.check(file)
    expect(warnings.map(({ row, sentence }) => [row, sentence.slice(0, 17)])).toEqual([
      [2, '已经有账号了，这一格没有改。换绑要'],
      [3, '已经有账号了，这一格没有改。换绑要'],
    ])
    await roster.apply(file)
    expect(await house.source.manager.find(PlatformAccount)).toEqual(before)
    // Both rows say so, and still the account stays where it is.
    await roster.apply(
      rosterFile([
        { ...other, 企业微信账号: account },
        { ...one, 企业微信账号: '无' },
      ]),
    )
    expect(await house.source.manager.find(PlatformAccount)).toEqual(before)
  })

  it('passes on the account of somebody who leaves, when his row gives it up', async () => {
    const cells = await known('masses', { 政治面貌: '群众' })
    const account = persona('masses').wecomUserId
    const leaves = { ...cells, 在岗状态: '离职', 企业微信账号: '无' }
    await roster.apply(rosterFile([leaves, newcomer(25, { 企业微信账号: account })]))
    const owner = await house.as(null, (work) =>
      findPersonByAccount(work, 'wecom', { tenant: 'ww_sample', userId: account }),
    )
    expect(owner?.personId).toBe((await personOf('NEW00025')).id)
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '在岗' }]))
  })

  it('is written down: who imported what, when', async () => {
    const { batchId, summary } = await roster.apply(rosterFile([newcomer(30)]))
    const { imports } = await house.as(office, listImports)
    expect(imports.find((one) => one.batchId === batchId)).toMatchObject({
      fileName: '名册.xlsx',
      appliedBy: '江予安',
      undone: false,
      summary,
    })
    const line = await house.source.manager.findOneByOrFail(AuditEntry, { subjectId: batchId })
    expect(line).toMatchObject({ action: 'roster.apply', actorId: office })
  })

  it('is for the party office only', async () => {
    const denied = { code: 'permission.denied' }
    const before = await house.source.manager.count(ImportBatch)
    for (const key of ['administrator', 'financeSecretary', 'masses']) {
      const { personId } = persona(key)
      const file = rosterFile([newcomer(40)])
      await expect(roster.check(file, personId)).rejects.toMatchObject(denied)
      await expect(roster.apply(file, undefined, personId)).rejects.toMatchObject(denied)
      await expect(roster.undo('00000000-0000-4000-8000-000000000000', personId)).rejects.toMatchObject(denied)
      await expect(house.as(personId, listImports)).rejects.toMatchObject(denied)
    }
    expect(await house.source.manager.count(ImportBatch)).toBe(before)
  })

  it('does not put anybody into a department that was closed', async () => {
    await house.source.manager.update(Department, { code: 'D20' }, { toDay: '2026-08-31' })
    expect(await sentences(newcomer(50, { 部门编号: 'D20', 部门: '战略部', 所属支部: null }))).toEqual([
      '2部门：部门“战略部”已经撤销。',
    ])
  })
})
