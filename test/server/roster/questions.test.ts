import { buffer } from 'node:stream/consumers'
import { AuditEntry, Person } from '../../../entities'
import { exportRoster } from '../../../server/features/roster/drawRoster'
import { readWorksheet } from '../../../server/files/workbookReader'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { type Answers, importsOf, office, tenants, wholeHouse } from './importing'
import { headings, newcomer, type PersonCells, rosterFile, type TestCell, workbookOf } from './workbook'

describeByTurn('what an import asks before it does it', (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  const statuses = { FULL_MEMBER: '中共党员', PROBATIONARY: '中共预备党员', MASSES: '群众' }
  const known = async (key: string, cells: PersonCells = {}): Promise<PersonCells> => {
    const person = await house.source.manager.findOneByOrFail(Person, { id: persona(key).personId })
    return { 工号: person.staffNumber, 姓名: person.name, 政治面貌: statuses[person.politicalStatus], ...cells }
  }
  const withAnswers = (content: Buffer, answers: Partial<Answers>) =>
    roster.apply(content, undefined, office, { yes: [], skip: [], reason: '', ...answers })
  const asked = async (content: Buffer) =>
    (await roster.check(content)).questions.map(({ kind, row, sentence }) => `${row}${kind}：${sentence}`)
  const nameOf = async (key: string) =>
    (await house.source.manager.findOneByOrFail(Person, { id: persona(key).personId })).name
  const exported = (): Promise<Buffer> =>
    house.as(office, async (work) => buffer((await exportRoster(tenants)(work)).content))

  it('names that change behind their number, a status that goes back, hidden rows, leavers and namesakes', async () => {
    const [member, scrutineer] = [await known('member'), await known('scrutineer')]
    const file = rosterFile(
      [
        { ...member, 姓名: scrutineer.姓名 ?? null },
        { ...scrutineer, 姓名: member.姓名 ?? null },
        await known('memberSecond', { 政治面貌: '中共预备党员' }),
        await known('masses', { 在岗状态: '离职' }),
        newcomer(1, { 姓名: await nameOf('member') }),
        newcomer(2),
      ],
      { hiddenRow: 7 },
    )
    expect(await asked(file)).toEqual([
      `2name：工号${member.工号}在名册里是“${member.姓名}”，表里是“${scrutineer.姓名}”。是本人改了名字吗？`,
      `3name：工号${scrutineer.工号}在名册里是“${scrutineer.姓名}”，表里是“${member.姓名}”。是本人改了名字吗？`,
      `4back：${await nameOf('memberSecond')}的政治面貌从“中共党员”变成“中共预备党员”。`,
      `5leaves：${await nameOf('masses')}将按离职离开名册。`,
      `6double：表里的${member.姓名}是新工号NEW00001，名册里已有同名的“${member.工号} 财务部”。是另一个人吗？`,
      '7hidden：云小丙秋这一行在表格里是隐藏的。',
    ])
    const before = await wholeHouse(house)
    await expect(withAnswers(file, {})).rejects.toMatchObject({ code: 'roster.unanswered' })
    const all = ['name:*', 'back:*', 'double:*', 'leaves:*', 'hidden:*']
    await expect(withAnswers(file, { yes: all })).rejects.toMatchObject({ code: 'return.reasonShort' })
    expect(await wholeHouse(house)).toBe(before)
  })

  it("somebody's number typed otherwise is asked one by one: it is he, under the roster's spelling", async () => {
    const [member, scrutineer] = [await known('member'), await known('scrutineer')]
    const typed = (cells: PersonCells) => String(cells.工号).toLowerCase()
    const file = rosterFile([
      { ...member, 工号: typed(member), 职务: '审计主管' },
      { ...scrutineer, 工号: typed(scrutineer), 职务: '审计员' },
    ])
    expect(await asked(file)).toEqual(
      [member, scrutineer].map(
        (one, at) =>
          `${at + 2}twin：表里的工号“${typed(one)}”和名册里${one.姓名}的“${one.工号}”只是写法不同。是同一个人吗？`,
      ),
    )
    await expect(withAnswers(file, { yes: ['twin:2'], reason: '大小写不同' })).rejects.toMatchObject({
      code: 'roster.unanswered',
    })
    const people = await house.source.manager.count(Person)
    const answers = { yes: ['twin:2'], skip: ['twin:3'], reason: '大小写不同，是本人' }
    const { batchId, summary } = await withAnswers(file, answers)
    expect(summary).toEqual({ added: 0, changed: 1, unchanged: 0 })
    const changed = await house.source.manager.findOneByOrFail(Person, { id: persona('member').personId })
    expect([changed.staffNumber, changed.positionTitle]).toEqual([member.工号, '审计主管'])
    expect(await house.source.manager.count(Person)).toBe(people)
    await roster.undo(batchId)
  })

  it('a number whose zeros a spreadsheet took is asked too, unless it could be several people', async () => {
    const zeros: PersonCells[] = ['00123', '00456', '0456'].map((number, at) => newcomer(at + 4, { 工号: number }))
    const { batchId } = await withAnswers(rosterFile(zeros), {})
    const [first, second] = zeros.map((cells, at): PersonCells => ({ ...cells, 工号: ['123', '456'][at] ?? null }))
    expect(await asked(rosterFile([{ ...first, 职务: '审计主管' }]))).toEqual([
      `2twin：表里的工号“123”和名册里${first?.姓名}的“00123”只是写法不同。是同一个人吗？`,
    ])
    expect((await asked(rosterFile([second ?? {}])))[0]).toContain('2double：')
    // Both in one file are two people.
    expect(await asked(rosterFile([zeros[0] ?? {}, newcomer(8, { 工号: '123' })]))).toEqual([])
    await roster.undo(batchId)
  })

  it('one by one or a kind at a time; who said what and why is written down', async () => {
    const [member, scrutineer] = [await known('member'), await known('scrutineer')]
    const file = rosterFile([
      { ...member, 姓名: '林知夏夏' },
      { ...scrutineer, 姓名: '错行的人' },
    ])
    const answers = { yes: ['name:2'], skip: ['name:*'], reason: '本人改名，派出所已办' }
    const { batchId, summary } = await withAnswers(file, answers)
    expect(summary).toEqual({ added: 0, changed: 1, unchanged: 0 })
    expect([await nameOf('member'), await nameOf('scrutineer')]).toEqual(['林知夏夏', scrutineer.姓名])
    const line = await house.source.manager.findOneByOrFail(AuditEntry, { subjectId: batchId })
    expect(line).toMatchObject({ reason: answers.reason, change: { yes: ['name:2'], skip: ['name:*'] } })
    await roster.undo(batchId)
    expect(await nameOf('member')).toBe(member.姓名)
  })

  it('what changes is told person by person, field by field', async () => {
    const cells = await known('memberSecond', { 职务: '投资经理', 部门编号: 'D01', 入职时间: '2020-03-02' })
    const { differences, differenceCount } = await roster.check(rosterFile([cells, newcomer(3)]))
    expect(differenceCount).toBe(2)
    expect(differences[0]).toMatchObject({
      row: 2,
      isNew: false,
      fields: [
        { field: '职务', after: '投资经理' },
        { field: '入职时间', after: '2020年3月2日' },
        { field: '部门', after: '综合办公室' },
      ],
    })
    expect(differences[1]).toMatchObject({ row: 3, staffNumber: 'NEW00003', isNew: true })
  })

  it('the present roster sent back changes nobody, and corrected it changes what was corrected', async () => {
    const { summary, problems, questions } = await roster.check(await exported())
    expect([problems, questions, summary.added, summary.changed]).toEqual([[], [], 0, 0])
    expect(summary.unchanged).toBeGreaterThan(500)
  })

  it('one of its columns sorted alone is one problem, and nothing else is said', async () => {
    const { rows } = await readWorksheet(await exported(), { preferredName: '人员', mostRows: 2000, mostColumns: 30 })
    const cells = rows.slice(3).map(({ cells: line }) => headings.map((_heading, at) => line[at]?.text ?? null))
    for (const column of [0, 1, 6]) {
      // By number it is sorted already.
      const values = cells.map((line) => line[column] ?? '').sort((one, other) => (one < other ? 1 : -1))
      const sorted = cells.map((line, at) =>
        line.map((value, place) => (place === column ? (values[at] ?? null) : value)),
      )
      const { summary, problems, questions, differences } = await roster.check(
        workbookOf({ rows: [headings, ...sorted] as TestCell[][] }),
      )
      const heading = headings[column]
      expect(problems.map((one) => one.column)).toEqual([heading])
      expect(problems[0]?.sentence).toContain(`“${heading}”这一列和别的列错开了`)
      expect([questions, differences, summary.changed]).toEqual([[], [], 0])
    }
  })
})
