import { randomUUID } from 'node:crypto'
import { PartyGroup, PostArea, PostExemption, ProgressDay } from '../../../entities'
import type { Output } from '../../../server/contract'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { sampleId } from '../../../server/demo/sampleOrganisationSeed'
import { keepProgress } from '../../../server/features/progress/keepProgress'
import { readSheets } from '../../support/readSheets'
import { samplePostArea } from '../../support/samplePostArea'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

type Board = Output<'progress.board'>

const cell = (board: Board, row: string, measure: string) => {
  const cells = row === '合计' ? board.total : board.rows.find((each) => each.name === row)?.cells
  const found = cells?.find((each) => each.measure === measure)
  return found && [found.done, found.owed]
}

describe('the progress board', () => {
  let stage: PledgeStage
  const finance = branchId('finance')

  const board = async (input: { branchId?: string } = {}, who = stage.office): Promise<Board> => {
    const reply = await who.call('progress.board', input)
    expect(reply.status).toBe(200)
    return reply.body
  }
  /** All pages of a list. */
  const list = async (input: Parameters<typeof stage.office.call<'progress.list'>>[1]) => {
    const entries: Output<'progress.list'>['entries'] = []
    for (let page = 1; ; page += 1) {
      const { body } = await stage.office.call('progress.list', { ...input, page } as typeof input)
      entries.push(...body.entries)
      if (page * body.pageSize >= body.total) return entries
    }
  }

  beforeAll(async () => {
    stage = await openPledges()
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.manager.delete(PostExemption, { state: 'GRANTED' }),
    )
  })
  afterAll(() => stage.product.stop())

  it('shows the sample organisation as owed: 20 岗, 14 区, 140 承诺书, 140 photos (rules §9)', async () => {
    const house = await board()
    expect(house.rows).toHaveLength(5)
    expect(
      ['posts', 'areas', 'duties', 'pledges', 'photos', 'plates'].map((measure) => cell(house, '合计', measure)),
    ).toEqual([
      [0, 20],
      [0, 14],
      [0, 140],
      [0, 140],
      [0, 140],
      [0, 0],
    ])
    expect(house.dueDay).toBe('2026-09-20')
    expect(house.basis).toContain('9号')
  })

  it('counts a sheet handed in, and names who is behind each number (R19, R26)', async () => {
    await stage.handIn(stage.member)
    const own = await board({ branchId: finance })
    expect(own.level).toBe('branch')
    expect(cell(own, '财务部', 'pledges')).toEqual([1, 11])
    expect(cell(own, '财务部', 'photos')).toEqual([1, 11])
    const financeDepartment = { branchId: finance, departmentId: departmentId('D04') }
    const done = await list({ ...financeDepartment, measure: 'pledges', standing: 'done' })
    expect(done.map((entry) => entry.name)).toEqual([stage.member.name])
    expect(await list({ ...financeDepartment, measure: 'pledges', standing: 'missing' })).toHaveLength(10)
  })

  it('counts a 岗 once the branch has collected it and names the empty place, and excuses who is exempt (R05, R06)', async () => {
    const { campaignId } = stage.campaign
    const place = { campaignId, departmentId: departmentId('D04'), branchId: finance }
    await stage.product.database.unitOfWork(null, 'job', async (work) => {
      await work.insert(PostArea, [
        samplePostArea({ ...place, state: 'COLLECTED' }),
        samplePostArea({ ...place, kind: 'AREA', state: 'ACTIVE', title: '月末结账责任区', plateDay: '2026-09-08' }),
        samplePostArea({ ...place, state: 'VOID', title: '作废的' }),
      ])
      await work.insert(PostExemption, {
        id: randomUUID(),
        campaignId,
        departmentId: departmentId('D05'),
        kind: 'POST',
        state: 'GRANTED',
        reason: '项目组长期外派',
        askedById: stage.secretary.personId,
        askedAt: work.now,
        decidedById: stage.office.personId,
        decidedAt: work.now,
        decisionReason: null,
        revision: 1,
      })
    })
    const own = await board({ branchId: finance })
    expect(cell(own, '财务部', 'posts')).toEqual([1, 2])
    expect(cell(own, '财务部', 'areas')).toEqual([1, 1])
    expect(cell(own, '财务部', 'plates')).toEqual([1, 1])
    expect(cell(own, '投资发展部', 'posts')).toEqual([0, 0])
    const missing = await list({ branchId: finance, measure: 'posts', standing: 'missing' })
    expect(missing.map((entry) => [entry.name, entry.standing])).toEqual([['财务部党员示范岗', '未推荐']])
  })

  it('has behind every number a list of exactly that length, in the house and in each branch', async () => {
    for (const scope of [{}, { branchId: finance }]) {
      const { total } = await board(scope)
      for (const { measure, done, owed } of total) {
        expect(await list({ ...scope, measure, standing: 'done' })).toHaveLength(done)
        expect(await list({ ...scope, measure, standing: 'missing' })).toHaveLength(owed - done)
      }
    }
  })

  it('is exported with the same numbers as the page, and the shortage list with every missing thing', async () => {
    const reply = await stage.office.fetch('/api/progress.xlsx')
    expect(reply.status).toBe(200)
    const sheets = await readSheets(Buffer.from(await reply.arrayBuffer()))
    const house = await board()
    const sum = sheets.进度?.at(-1)
    expect(sum?.slice(1)).toEqual(house.total.flatMap(({ owed, done }) => [owed, done]))
    expect(sheets.进度?.[1]?.[0]).toContain('依据文件')
    const missing = house.total.reduce((count, { owed, done }) => count + owed - done, 0)
    expect(sheets.缺项名单?.slice(3)).toHaveLength(missing)
  })

  it('keeps each evening once and draws the line from it, with today as it stands now', async () => {
    const { database } = stage.product
    expect(await keepProgress(database, '2026-09-08' as never)).toBe('branches 5')
    expect(await keepProgress(database, '2026-09-08' as never)).toBe('kept already')
    const kept = await stage.rows(ProgressDay)
    expect(kept).toHaveLength(5)
    await stage.moveQuietly('2026-09-09')
    const trend = (await stage.office.call('progress.trend', { branchId: finance })).body
    expect(trend.days.map(({ day, done, owed }) => [day, done, owed])).toEqual([
      ['2026-09-07', 1, 19],
      ['2026-09-08', 1, 19],
      ['2026-09-09', 1, 19],
    ])
    expect(trend.dueDay).toBe('2026-09-20')
  })

  it('is seen by 集团党委 as totals only, by a branch as its own, and by a member not at all', async () => {
    const group = await stage.product.loginPerson(sampleId('person:groupLeader'))
    const { manager } = await stage.product.database.read(null, 'job', (work) => Promise.resolve(work))
    await manager.update(PartyGroup, { departmentId: departmentId('D09') }, { toDay: '2026-09-01' })
    const names = (await board()).loose.filter((line) => line.endsWith('还没有编入党小组'))
    expect(names).toHaveLength(6)
    expect((await board({}, group)).loose).toEqual(['安全环保部还没有编入支部', '6名党员还没有编入党小组'])
    expect((await group.call('progress.list', { measure: 'pledges', standing: 'missing' })).status).toBe(403)
    const digital = await stage.product.login('digitalSecretary')
    expect((await digital.call('progress.board', {})).status).toBe(403)
    expect((await digital.call('progress.board', { branchId: finance })).status).toBe(403)
    expect((await digital.call('progress.board', { branchId: branchId('digital') })).status).toBe(200)
    expect((await stage.member.call('progress.board', {})).status).toBe(403)
  })
})
