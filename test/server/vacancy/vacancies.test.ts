import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { Campaign, Person, PostArea, RoleGrant, SignOrder, Vacancy } from '../../../entities'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { plan } from '../../../server/domain/reminders/plan'
import { appointOffice, endGrant, grantRole } from '../../../server/features/organisation/grantRole'
import { suspendUnfit } from '../../../server/features/postArea/suspend'
import { loadFacts } from '../../../server/features/reminders/loadFacts'
import { myTasks } from '../../../server/features/tasks/readMine'
import { keepVacancies } from '../../../server/features/vacancy'
import { listVacancies } from '../../../server/features/vacancy/listVacancies'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { branch, campaignId, department, openPostStage, type PostStage, someone } from '../postArea/postStage'

const nextDay = toCalendarDay('2026-09-02')

describeByTurn('what nobody holds the post for is owed by 党办 (M10)', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('production', 'finance')
  }, 60_000)
  afterAll(() => stage.close())
  const given: string[] = []
  afterEach(async () => {
    const { manager } = stage.house.source
    if (given.length) await manager.delete(RoleGrant, { id: In(given.splice(0)) })
    await manager.update(RoleGrant, { toDay: '2026-09-01' }, { toDay: null })
    await manager.update(Person, { dutyStatus: 'LEFT' }, { dutyStatus: 'ON_DUTY' })
    await manager.query('delete from post_area_step')
    await manager.query('delete from post_area')
    await manager.query('delete from vacancy')
    stage.house.setToday('2026-09-01')
  })

  const job = () => stage.house.as(null, keepVacancies)
  const list = async () => (await stage.house.as(someone('office'), listVacancies)).posts
  /** Besides what any form asks of a branch, however many of them there are. */
  const own = <Thing extends { path: string }>(things: Thing[]) =>
    things.filter(({ path }) => !path.startsWith('/filings/'))
  /** Each post with what waits for it. */
  const shown = async () =>
    (await list()).map(({ scopeName, roleName, things }) => [
      `${scopeName}${roleName}`,
      ...own(things).map(({ about, title }) => `${about}：${title}`),
    ])
  const told = async (key: string, ...kinds: string[]) =>
    (await stage.house.as(someone(key), myTasks)).tasks
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ title, detail, path }) => [title, detail, path])
  /** The last day of whoever holds it is today; the job of the next day finds it. */
  const vacate = async (role: RoleGrant['role'], scopeId: string) => {
    const grants = (await stage.rows(RoleGrant, { role, scopeId })).filter(({ toDay }) => toDay === null)
    for (const { id: grantId } of grants)
      await stage.house.as(someone('office'), (work) =>
        endGrant(work, { grantId, toDay: toCalendarDay('2026-09-01'), reason: '另有任用' }),
      )
    expect(grants.length).toBeGreaterThan(0)
    stage.house.setToday(nextDay)
  }
  const grant = async (key: string, role: RoleGrant['role'], scopeId: string) => {
    const { grantId } = await stage.house.as(someone('office'), (work) =>
      grantRole(work, { personId: someone(key), role, scopeId, fromDay: nextDay, toDay: null, reason: '组织任命' }),
    )
    given.push(grantId)
  }

  test('with every post held nothing is listed, and 党办 has no such task', async () => {
    expect(await job()).toBe(0)
    expect(await list()).toEqual([])
    expect(await told('office', 'vacancies')).toEqual([])
  })

  test('a 书记 goes: the branch’s work is 党办’s until there is another one, and then his', async () => {
    const agreed = await stage.at('D05', 'LEADER_AGREED')
    await vacate('BRANCH_SECRETARY', branch('finance'))
    await job()
    const [post] = await list()
    expect(post).toMatchObject({ scopeName: '财投支部', roleName: '支部书记', sinceDay: nextDay, another: false })
    const titles = post?.things.map(({ title }) => title)
    expect(titles).toEqual(expect.arrayContaining(['收集', '收集并报送承诺书', '报送点对点联系服务措施']))
    expect(post?.things.map(({ path }) => path)).toContain(`/posts/${agreed}`)
    const task = ['补任空缺岗位', `1个岗位空缺，${titles?.length}件事没人办`, '/office/vacancies']
    expect(await told('office', 'vacancies')).toEqual([task])
    expect(await told('hqCommittee', 'vacancies')).toEqual([])

    await grant('scrutineer', 'BRANCH_SECRETARY', branch('finance'))
    await job()
    expect(await list()).toEqual([])
    expect(await told('office', 'vacancies')).toEqual([])
    expect((await told('scrutineer', 'posts', 'branchPackage')).map(([title]) => title).sort()).toEqual([
      '办理本支部岗区',
      '收集并报送承诺书',
    ])
  })

  test('a branch that has not begun says so; since when is kept, and a second run changes nothing', async () => {
    await vacate('BRANCH_SECRETARY', branch('digital'))
    await job()
    expect(await shown()).toEqual([
      ['信息支部支部书记', '信息支部：收集并报送承诺书', '信息支部：通知各部门推荐示范岗、确定责任区'],
    ])
    const before = await stage.rows(Vacancy)
    stage.house.setToday('2026-09-09')
    await job()
    const byId = (rows: Vacancy[]) => rows.sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(byId(await stage.rows(Vacancy))).toEqual(byId(before))
    expect(before.map(({ sinceDay }) => sinceDay)).toEqual(Array(before.length).fill(nextDay))
  })

  test('what moves on while it waits has waited since the first day', async () => {
    const id = await stage.at('D05', 'LEADER_AGREED')
    await vacate('BRANCH_SECRETARY', branch('finance'))
    await job()
    stage.house.setToday('2026-09-09')
    await stage.house.as(null, (work) => work.change(PostArea, { id }, { state: 'SUSPENDED' }))
    await job()
    expect(await stage.rows(Vacancy, { recordId: id })).toMatchObject([{ title: '恢复或摘牌', sinceDay: nextDay }])
  })

  test('a 岗 recommended where no 分管领导 exists, and one whose next word is his', async () => {
    await stage.at('D05', 'RECOMMENDED')
    await stage.at('D05', 'FILLED', 'AREA')
    await vacate('SUPERVISING_LEADER', department('D05'))
    await job()
    const [line] = await shown()
    expect(line?.[0]).toBe('投资发展部分管领导')
    expect(
      line
        ?.slice(1)
        .map((thing) => thing.split('：').at(-1))
        .sort(),
    ).toEqual(['办完“审核”以后没有人接着办', '征求意见'])
    await vacate('DEPARTMENT_HEAD', department('D05'))
    await job()
    expect((await shown()).map(([post]) => post).sort()).toEqual(['投资发展部分管领导', '投资发展部部门第一负责人'])
  })

  test('where the only 分管领导 is the nominee, 机关党委 judges: its post is what is missing', async () => {
    await stage.at('D08', 'CONSULTING', 'POST', someone('chiefEngineer'))
    await job()
    expect(await list()).toEqual([])
    await vacate('HQ_COMMITTEE', '')
    await job()
    expect((await shown()).map(([post]) => post)).toEqual(['机关党委'])
  })

  test('two equal highest posts are the 书记’s to settle; without him, his post is what is missing', async () => {
    await job()
    expect(await list()).toEqual([])
    await vacate('BRANCH_SECRETARY', branch('production'))
    await job()
    const [line] = await shown()
    expect(line?.[0]).toBe('生技支部支部书记')
    expect(line?.filter((thing) => thing.includes('指定部门党员负责人')).length).toBe(1)
  })

  test('what can no longer be done is owed by nobody: an accepted 岗 whose nominee left is the 书记’s', async () => {
    const accepted = await stage.at('D05', 'ACCEPTED')
    const { nomineeId } = await stage.record(accepted)
    await stage.house.as(null, (work) => work.change(Person, { id: nomineeId ?? '' }, { dutyStatus: 'LEFT' }))
    await stage.house.as(null, async (work) => {
      await suspendUnfit(work)
      await keepVacancies(work)
    })
    expect((await stage.record(accepted)).state).toBe('SUSPENDED')
    expect(await list()).toEqual([])
    expect((await told('financeSecretary', 'posts')).length).toBeGreaterThan(0)
    await vacate('BRANCH_SECRETARY', branch('finance'))
    await job()
    expect((await shown())[0]).toContainEqual(expect.stringContaining('恢复或摘牌'))
  })

  test('nobody is 党办: the administrator sees the posts alone and appoints somebody, nothing else', async () => {
    const read = () => stage.house.as(someone('administrator'), listVacancies)
    const appoint = (staffNumber: string, key = 'administrator') =>
      stage.house.as(someone(key), (work) => appointOffice(work, { staffNumber, reason: '组织任命' }))
    const numberOf = async (key: string) =>
      (await stage.house.source.manager.findOneByOrFail(Person, { id: someone(key) })).staffNumber
    await expect(appoint(await numberOf('member'))).rejects.toMatchObject({ code: 'grant.officeHeld' })
    expect(await read()).toEqual({ mayAppoint: false, posts: [] })
    expect(await told('administrator', 'vacancies')).toEqual([])

    await vacate('BRANCH_SECRETARY', branch('finance'))
    await stage.house.source.manager.update(RoleGrant, { role: 'HQ_OFFICE' }, { toDay: '2026-09-01' })
    await job()
    const { mayAppoint, posts } = await read()
    expect(mayAppoint).toBe(true)
    expect(posts.map(({ roleName }) => roleName)).toEqual(expect.arrayContaining(['机关党办', '支部书记']))
    expect(posts.flatMap(({ things }) => things)).toEqual([])
    expect(await told('administrator', 'vacancies')).toEqual([
      ['补任机关党办', '机关党办没有人任职，请补任一位同志', '/office/vacancies'],
    ])
    const facts = await stage.house.as(null, (work) => loadFacts(work, nextDay, stateCouncilTable()))
    const cards = plan(nextDay, facts, stateCouncilTable()).filter(
      ({ personId }) => personId === someone('administrator'),
    )
    expect(cards.flatMap(({ items }) => items.map(({ kind }) => kind))).toEqual(['officeVacant'])

    await expect(appoint('没有')).rejects.toMatchObject({ code: 'form.invalid' })
    await expect(appoint(await numberOf('administrator'))).rejects.toMatchObject({ code: 'grant.self' })
    await expect(appoint(await numberOf('member'), 'member')).rejects.toMatchObject({ code: 'permission.denied' })
    given.push((await appoint(await numberOf('member'))).grantId)
    const [granted] = await stage.rows(RoleGrant, { id: given.at(-1) ?? '' })
    expect(granted).toMatchObject({ role: 'HQ_OFFICE', scopeId: '', personId: someone('member'), toDay: null })
    await job()
    expect((await read()).mayAppoint).toBe(false)
    await expect(appoint(await numberOf('member'))).rejects.toMatchObject({ code: 'grant.officeHeld' })
  })

  test('without a campaign no branch owes anything, and nobody is missing', async () => {
    await vacate('BRANCH_SECRETARY', branch('finance'))
    const { manager } = stage.house.source
    await manager.update(Campaign, { year: 2026 }, { state: 'CLOSED' })
    await job()
    expect(await list()).toEqual([])
    await manager.update(Campaign, { year: 2026 }, { state: 'OPEN' })
  })

  test.each(['OPEN', 'CLOSED'])('several at the same instant leave one row of each, the campaign %s', async (state) => {
    const { manager } = stage.house.source
    await manager.update(Campaign, { year: 2026 }, { state: state as Campaign['state'] })
    // What waits whether a campaign is open or not.
    const order = { campaignId, number: 1, state: 'OFFICE_REVIEW', revision: 1, placedById: someone('generalOffice') }
    const texts = {
      reason: '',
      title: '工作牌',
      agencyName: '广告公司',
      proofVersion: 1,
      proofAt: 1,
      amountFen: 100,
      placedAt: 1,
    }
    const none = {
      supplementsId: null,
      quoteFileId: null,
      minutesNumber: null,
      minutesFileId: null,
      voucherNumber: null,
      paidDay: null,
      returnReason: null,
    }
    const id = randomUUID()
    await stage.house.as(null, (work) => work.insert(SignOrder, { id, ...order, ...texts, ...none }))
    await manager.update(RoleGrant, { role: 'HQ_OFFICE' }, { toDay: '2026-09-01' })
    stage.house.setToday(nextDay)
    await job()
    const { length } = await stage.rows(Vacancy)
    expect(length).toBeGreaterThan(1)
    // The first time connections are opened one after the other, and nothing meets.
    for (let round = 0; round < 4; round += 1) {
      await manager.query('delete from vacancy')
      await manager.query('delete from turn')
      await Promise.all(Array.from({ length: 5 }, job))
      expect((await stage.rows(Vacancy)).length).toBe(length)
      await Promise.all(Array.from({ length: 5 }, job))
      expect((await stage.rows(Vacancy)).length).toBe(length)
    }
    await manager.delete(SignOrder, { id })
    await manager.update(Campaign, { year: 2026 }, { state: 'OPEN' })
  })

  test('ten more records cost no statement more', async () => {
    const run = () => stage.house.countQueries(job)
    const put = (count: number) =>
      stage.house.as(null, (work) =>
        work.insert(
          PostArea,
          Array.from({ length: count }, () => {
            const place = { campaignId, branchId: branch('finance'), departmentId: department('D05') }
            return samplePostArea({ ...place, state: 'LEADER_AGREED', nomineeId: someone('rareNameOne') })
          }),
        ),
      )
    await vacate('BRANCH_SECRETARY', branch('finance'))
    await put(1)
    const first = await run()
    const again = await run()
    await put(10)
    expect(await run()).toBe(first)
    const collected = await stage.rows(Vacancy, { workflow: 'postArea' })
    expect(collected.length).toBe(11)
    expect(await run()).toBe(again)
  })
})
