import { randomUUID } from 'node:crypto'
import { AuditEntry, Department, Person, PostReference } from '../../../entities'
import type { Input } from '../../../server/contract'
import { writeWorkbook } from '../../../server/files/workbookWriter'
import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

type Reference = Input<'postReference.save'>

const workbook = (rows: (string | null)[][], headings = ['岗位名称', '部门', '岗位职责']) =>
  writeWorkbook([
    {
      name: '岗位职责参考',
      widths: headings.map(() => 20),
      headRows: 1,
      blocks: [
        { kind: 'table', headings: headings.map((text) => ({ text })), columns: headings.map(() => ({})), rows },
      ],
    },
  ])

describeByTurn('党办 keeps the 「三岗」 reference texts of the posts (R17, U4)', (db) => {
  let stage: PledgeStage
  let finance: string
  beforeAll(async () => {
    stage = await openPledges(db.url)
    finance = (await stage.rows(Department, { code: 'D04' }))[0]?.id ?? ''
  })
  afterAll(() => stage.product.stop())

  const save = (changes: Partial<Reference>, who = stage.office) =>
    who.call('postReference.save', {
      referenceId: randomUUID(),
      positionTitle: '会计',
      content: '负责会计核算。',
      revision: 0,
      ...changes,
    })
  const list = async () => (await stage.office.call('postReference.list')).body.references
  const shown = async () => (await stage.member.call('pledge.mine')).body.reference
  const send = async (rows: (string | null)[][], headings?: string[]) =>
    stage.office.send('postReference.import', await workbook(rows, headings), {})

  test('without one there is nothing beside the box', async () => {
    expect(await shown()).toBeNull()
  })

  test('the post’s own in this department goes before the one for every department', async () => {
    expect((await save({ content: '负责会计核算和归档。' })).status).toBe(200)
    expect(await shown()).toBe('负责会计核算和归档。')
    expect((await save({ departmentId: finance, content: '负责报销审核。\r\n按月编报报表。' })).status).toBe(200)
    expect(await shown()).toBe('负责报销审核。\n按月编报报表。')
    const digital = await stage.product.login('digitalSecretary')
    expect((await digital.call('pledge.mine')).body.reference).toBeNull()
  })

  test('titles are compared without blanks around them and in one spelling', async () => {
    const title = (positionTitle: string) =>
      stage.product.database.unitOfWork(null, 'job', (work) =>
        work.change(Person, { id: stage.member.personId }, { positionTitle }),
      )
    await save({ positionTitle: ' Cafe\u0301  主管 ', content: '负责咖啡吧。' })
    await title('Caf\u00e9 主管 ')
    expect(await shown()).toBe('负责咖啡吧。')
    await title('会计')
  })

  test('a second one for the same post is refused with the place named; another department is another place', async () => {
    expect((await save({ departmentId: finance, positionTitle: '会计 ' })).body.sentence).toBe(
      '财务部的“会计”已经有参考了，请直接修改那一条。',
    )
    expect((await save({})).body.sentence).toBe('“会计”（不分部门）已经有参考了，请直接修改那一条。')
    const other = (await stage.rows(Department, { code: 'D05' }))[0]?.id ?? ''
    expect((await save({ departmentId: other })).status).toBe(200)
    expect((await save({ departmentId: randomUUID(), positionTitle: '出纳' })).body.code).toBe('record.notFound')
    expect((await save({ positionTitle: '出纳', content: '……' })).status).toBe(400)
  })

  test('the same new one sent twice is one; a change needs the last revision', async () => {
    const input = { referenceId: randomUUID(), positionTitle: '出纳', content: '负责现金收付。' }
    expect([(await save(input)).status, (await save(input)).status]).toEqual([200, 200])
    expect((await save({ ...input, content: '别的' })).body.code).toBe('record.changed')
    expect((await save({ ...input, content: '负责资金收付。', revision: 1 })).status).toBe(200)
    expect((await save({ ...input, content: '迟到的修改', revision: 1 })).body.code).toBe('record.changed')
    expect((await list()).find((one) => one.positionTitle === '出纳')).toMatchObject({
      content: '负责资金收付。',
      revision: 2,
      departmentName: null,
    })
  })

  test('removed, it is gone from the page and stays in the 留痕', async () => {
    const one = (await list()).find(({ positionTitle }) => positionTitle === '出纳')
    const referenceId = one?.referenceId ?? ''
    expect((await stage.office.call('postReference.remove', { referenceId, revision: 1 })).status).toBe(409)
    expect((await stage.office.call('postReference.remove', { referenceId, revision: 2 })).status).toBe(200)
    expect((await list()).some(({ positionTitle }) => positionTitle === '出纳')).toBe(false)
    const [line] = await stage.rows(AuditEntry, { action: 'postReference.remove' })
    expect(line?.change).toMatchObject({ positionTitle: '出纳', content: '负责资金收付。' })
  })

  test('a table adds, changes and leaves alone; the department goes by name or code and may be empty', async () => {
    const { status, body } = await send([
      ['会计', '财务部', '负责报销审核。\n按月编报报表。'],
      ['会计', null, '负责会计核算、归档和报送。'],
      ['成本核算员', 'D04', '负责成本核算。'],
      ['出纳', '', '负责资金收付。'],
    ])
    expect([status, body]).toEqual([200, { added: 2, changed: 1, same: 1 }])
    expect(
      (await list())
        .filter((one) => one.departmentName === '财务部')
        .map((one) => one.positionTitle)
        .sort(),
    ).toEqual(['会计', '成本核算员'])
  })

  test('with one fault nothing is taken, and every fault is named with its row', async () => {
    const before = await stage.rows(PostReference)
    const { status, body } = await send([
      ['审计员', null, '负责内部审计。'],
      ['', '财务部', '负责什么'],
      ['法务', '没有这个部', '负责合同审查。'],
      ['审计员', '', '又写了一遍'],
      ['保管员', null, '管'.repeat(1001)],
      ['司机', null, '。。'],
    ])
    expect([status, body.sentence]).toEqual([422, '表里有5处错误，一条也没有导入。请按提示修改后重新上传。'])
    expect(body.problems?.map((one) => one.sentence)).toEqual([
      '第3行：岗位名称没有填写。',
      '第4行：没有“没有这个部”这个部门，请按组织里的名称填写，或留空。',
      '第5行：和第2行是同一个部门的同一个岗位，请只留一行。',
      '第6行：岗位职责最多1000字，现在1001字。',
      '第7行：岗位职责只有标点符号。',
    ])
    const twice = await send([
      ['审计员', '财务部', '负责内部审计。'],
      ['审计员', 'D04', '负责内部审计。'],
    ])
    expect(twice.body.problems?.map((one) => one.field)).toEqual(['3.岗位名称'])
    expect(await stage.rows(PostReference)).toEqual(before)
  })

  test('what is no such table is refused as a whole', async () => {
    expect((await send([['a', 'b', 'c']], ['岗位', '部门', '职责'])).body.sentence).toContain('缺少“岗位名称”')
    expect((await send([])).body.code).toBe('roster.empty')
    const text = await stage.office.send('postReference.import', Buffer.from('岗位名称,部门'), {})
    expect(text.body.code).toBe('roster.notXlsx')
  })

  test('its own template can be sent back filled in, and is empty itself', async () => {
    const reply = await stage.office.fetch('/api/post-references/template.xlsx')
    expect(reply.headers.get('content-type')).toContain('spreadsheetml')
    const empty = await stage.office.send('postReference.import', Buffer.from(await reply.arrayBuffer()), {})
    expect(empty.body.code).toBe('roster.empty')
  })

  test('nobody but 党办 keeps them', async () => {
    const replies = [
      await stage.secretary.call('postReference.list'),
      await save({}, stage.secretary),
      await stage.member.call('postReference.remove', { referenceId: randomUUID(), revision: 1 }),
      await stage.secretary.send('postReference.import', await workbook([['司机', null, '负责行车。']]), {}),
    ]
    expect(replies.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })
})
