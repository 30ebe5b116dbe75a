import { desks } from '../../../server/features/organisation/desks'
import { branchStandings } from '../../../server/features/postArea/standings'
import { type FreshDatabase, freshDatabase } from '../../support/databases/index'
import { branch, campaignId, department, openPostStage, type PostStage, someone } from './postStage'

let file: FreshDatabase
let stage: PostStage
beforeAll(async () => {
  file = await freshDatabase('sqlite')
  stage = await openPostStage(file.url)
  await stage.open('production', 'marketing')
}, 60_000)
afterAll(async () => {
  await stage.close()
  await file.drop()
})

const board = (key: string, branchKey = 'production') =>
  stage.call('postArea.board', someone(key), { branchId: branch(branchKey) })

describe('the board of a branch (R05, R06, R13, R16)', () => {
  test('shows what each department owes, who stands for it, and what the 书记 may do', async () => {
    const before = await stage.call('postArea.board', someone('financeSecretary'), { branchId: branch('finance') })
    expect(before).toMatchObject({ openedAt: null, may: { open: true, designate: true, collect: false }, items: [] })
    const { departments, may, dueDay } = await board('productionSecretary')
    expect([dueDay, may]).toEqual(['2026-09-20', { open: false, designate: true, collect: true }])
    expect(departments.map((each) => [each.name, each.headCount, each.requiredPosts, each.leadName])).toEqual([
      ['生产管理部', 14, 2, '孟松涛'],
      ['质量管理部', 10, 1, '贺清和'],
      ['技术研发部', 13, 2, '傅景明'],
      ['安全环保部', 6, 1, null],
    ])
    expect((await board('office')).may).toEqual({ open: false, designate: false, collect: false })
  })

  test('counts chosen and collected, and how many 岗 lead by example', async () => {
    const collected = await stage.at('D07', 'COLLECTED', 'POST', someone('qualityHead'))
    const chosen = await stage.at('D06', 'RECOMMENDED', 'POST', someone('D06:member:5'))
    const voided = await stage.start('D06')
    await stage.call('postArea.void', someone('office'), { ...(await stage.target(voided)), reason: '部门点错了' })
    const { departments, items, posts } = await board('productionSecretary')
    expect(departments.slice(0, 2)).toMatchObject([
      { posts: 1, readyPosts: 0, shortfall: '缺1个示范岗（应设2个，已设1个）；缺1个责任区（应设1个，已设0个）' },
      { posts: 1, readyPosts: 1, shortfall: '缺1个责任区（应设1个，已设0个）' },
    ])
    expect(posts).toBe(2)
    expect(items.map((item) => item.postAreaId)).toEqual([chosen, collected])
    expect(items[1]).toMatchObject({
      stateName: '支部已收集',
      nomineeName: '贺清和',
      allowed: ['package', 'returnByBranch', 'void'],
    })
    expect((await board('hqCommittee')).items.map((item) => item.allowed)).toEqual([[], []])
    const members = (await stage.line('D06')).desk.members
    const led = members.find((member) => member.personId === someone('D06:member:5'))
    expect((await board('office')).ledByExample).toBe(led?.cadreMember || led?.keyPost ? 2 : 1)
  })
})

describe('what waits for somebody', () => {
  const mine = async (personId: string) => stage.call('postArea.mine', personId, {})
  const waiting = async (personId: string) => (await mine(personId)).waiting.map((each) => each.postAreaId)

  test('is with one person at each step, and with nobody who only watches', async () => {
    const { lead, head, supervisor, secretary } = await stage.line('D12')
    const postAreaId = await stage.start('D12', 'AREA')
    const turns = [
      ['DRAFT', lead],
      ['RECOMMENDED', lead],
      ['CONSULTING', supervisor],
      ['CONSULTED', lead],
      ['FILLED', head],
      ['HEAD_REVIEWED', supervisor],
      ['LEADER_AGREED', secretary],
      ['ACCEPTED', lead],
    ] as const
    for (const [state, personId] of turns) {
      await stage.walk(postAreaId, state)
      expect([state, await waiting(personId)]).toEqual([state, [postAreaId]])
      for (const other of [lead, supervisor, secretary, someone('office'), someone('member')]) {
        if (other !== personId) expect([state, other, await waiting(other)]).toEqual([state, other, []])
      }
    }
    expect((await mine(secretary)).others).toEqual([])
    expect((await mine(supervisor)).others.map((each) => each.postAreaId)).toEqual([postAreaId])
  })

  test('comes with the departments led, and what they lack', async () => {
    expect((await mine(someone('qualityHead'))).led).toEqual([
      {
        departmentId: department('D07'),
        branchId: branch('production'),
        name: '质量管理部',
        shortfall: '缺1个责任区（应设1个，已设0个）',
        opened: true,
        exemptions: [],
      },
    ])
    expect(await mine(someone('member'))).toEqual({ waiting: [], others: [], led: [] })
  })
})

describe('the form as it is read', () => {
  test('lists whom the lead may nominate, 党员干部 and 重点岗位 first, and only to the lead (R16)', async () => {
    const postAreaId = await stage.start('D10')
    const { lead, desk } = await stage.line('D10')
    const { candidates, basis, nomineeFlags } = await stage.call('postArea.read', lead, { postAreaId })
    expect(candidates).toHaveLength(desk.members.length)
    const leading = candidates.map((each) => each.cadreMember || each.keyPost)
    expect(leading).toEqual([...leading].sort((one, other) => Number(other) - Number(one)))
    expect(candidates[0]?.name).toBe('宋长洲')
    expect([basis, nomineeFlags]).toEqual(['关于开展“三亮两联三评一公开”活动的通知（江岳机委发〔2026〕9号）', []])
    expect((await stage.call('postArea.read', someone('office'), { postAreaId })).candidates).toEqual([])
  })
})

describe('statements', () => {
  const statements = (body: () => Promise<unknown>) => stage.house.countQueries(body)

  test('of board, list and form are as many however much there is', async () => {
    const secretary = someone('productionSecretary')
    const read = (postAreaId: string) => () => stage.call('postArea.read', someone('qualityHead'), { postAreaId })
    const count = async () => [
      await statements(() => board('productionSecretary')),
      await statements(() => stage.call('postArea.mine', secretary, {})),
      await statements(() =>
        stage.house.as(null, async (work) => branchStandings(work, campaignId, await desks(work))),
      ),
    ]
    const before = await count()
    const area = await stage.start('D07', 'AREA')
    await stage.walk(area, 'RECOMMENDED')
    const few = await statements(read(area))
    await stage.walk(area, 'COLLECTED')
    for (const code of ['D06', 'D08']) await stage.at(code, 'RECOMMENDED', 'AREA')
    await stage.at('D06', 'LEADER_AGREED', 'POST', someone('D06:member:6'))
    expect(await count()).toEqual(before)
    expect(await statements(read(area))).toBe(few + 1)
    expect(before).toEqual([12, 11, 5])
  })

  test('of one step are few, cards and audit included', async () => {
    const postAreaId = await stage.at('D11', 'RECOMMENDED')
    const { lead } = await stage.line('D11')
    const aim = await stage.target(postAreaId)
    const consult = await statements(() => stage.call('postArea.consult', lead, aim))
    expect(consult).toBeLessThanOrEqual(22)
  })
})

test('the standings of all branches come in one reading and agree with the boards', async () => {
  const standings = await stage.house.as(null, async (work) => branchStandings(work, campaignId, await desks(work)))
  expect(standings.size).toBe(14)
  expect([...standings.values()].reduce((sum, each) => sum + each.requiredPosts, 0)).toBe(20)
  const { departments } = await board('office')
  for (const each of departments) {
    const { posts, readyPosts, areas, readyAreas, shortfall } = each
    expect(standings.get(each.departmentId)).toMatchObject({ posts, readyPosts, areas, readyAreas, shortfall })
  }
  const none = await stage.house.as(null, async (work) => branchStandings(work, null, await desks(work)))
  expect([...none.values()].every((each) => each.posts === 0 && !each.satisfied)).toBe(true)
})
