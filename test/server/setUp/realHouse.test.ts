import { createHash, randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { drawCode } from '../../../server/domain/setUp/oneTimeCode'
import type { Caller } from '../../support/caller'
import { type Company, type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { describeEachDatabase } from '../../support/perDatabase'
import { rosterFile } from '../roster/workbook'

/** At ten in the morning of a working day. */
let now = instantOf(toCalendarDay('2026-09-01'), 10 * 60)

const officer = (staffNumber: string, name: string) => ({
  staffNumber,
  name,
  politicalStatus: '中共党员',
  departmentCode: 'D01',
  departmentName: '机关党办',
  branchName: '党办支部',
  loginCode: drawCode((count) => randomBytes(count)),
})

/** The company as its platforms have it: some on the one, some on the other. */
const company: Company = {
  feishu: {
    departments: [
      { departmentId: 'd1', name: '机关党办' },
      { departmentId: 'd2', name: '财务部' },
    ],
    users: [
      { userId: 'chief', name: '甲一鸣', employeeNo: 'A001', departmentIds: ['d1'] },
      { userId: 'secretary', name: '丙书记', employeeNo: 'B001', departmentIds: ['d2'] },
      { userId: 'fellow', name: '庚出纳', employeeNo: 'B005', departmentIds: ['d2'] },
      ...['newcomer', 'stranger'].map((userId) => ({ userId, name: userId })),
    ],
  },
  wecom: {
    departments: [
      { id: 1, name: '江城水务', parentid: 0 },
      { id: 2, name: '财务部', parentid: 1 },
    ],
    users: [
      { userid: 'deputy', name: '乙小舟', department: [1] },
      { userid: 'b002', name: '丁会计', department: [2] },
      { userid: 'cashier', name: 'cashier', department: [1] },
    ],
  },
}

const roster = () =>
  rosterFile([
    { 工号: 'A001', 姓名: '甲一鸣', 政治面貌: '中共党员', 部门编号: 'D01', 部门: '机关党办', 所属支部: '党办支部' },
    { 工号: 'A002', 姓名: '乙小舟', 政治面貌: '中共党员', 部门编号: 'D01', 部门: '机关党办', 所属支部: '党办支部' },
    { 工号: 'B001', 姓名: '丙书记', 政治面貌: '中共党员', 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' },
    { 工号: 'B002', 姓名: '丁会计', 政治面貌: '中共党员', 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' },
    { 工号: 'B005', 姓名: '庚出纳', 政治面貌: '中共党员', 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' },
    { 工号: 'B004', 姓名: '己文书', 政治面貌: '群众', 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' },
  ])

const portrait = () =>
  sharp({ create: { width: 413, height: 579, channels: 3, background: '#c8102e' } })
    .jpeg()
    .toBuffer()

describeEachDatabase('a real house moves in', (db) => {
  let house: EmptyHouse
  beforeAll(async () => {
    house = await openEmptyHouse((await db.fresh()).url, { now: () => now, company })
  }, 60_000)
  afterAll(() => house.stop())

  /** What the administrator and 党办 do with their own hands, in words. */
  const steps: string[] = []
  async function step<Result>(
    what: string,
    reply: Promise<{ status: number; body: Result & { sentence?: string } }>,
  ): Promise<Result> {
    const { status, body } = await reply
    expect([what, status, body.sentence]).toEqual([what, 200, undefined])
    steps.push(what)
    return body
  }
  async function enter(platform: 'feishu' | 'wecom', userId: string, loginCode: string): Promise<Caller> {
    const opened = await house.anonymous.call('login.byInvite', { loginCode })
    const cookie = opened.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    const { path, cookie: session } = await house.logIn(platform, userId, cookie)
    expect(path).toBe('/')
    return house.as(session)
  }

  /** What two members have in their chats, one of Feishu and one of WeCom. */
  const chats = (): string[][] => [
    house.emulator.feishu.control.messages({ userId: 'fellow' }).map((message) => JSON.stringify(message)),
    house.emulator.wecom.controls.messages({ userid: 'b002' }).map((message) => JSON.stringify(message)),
  ]

  it('has nothing of the demo in its process', () => {
    expect(Object.keys(require.cache).filter((path) => /server\/(compose|features)/.test(path)).length).toBeGreaterThan(
      100,
    )
    expect(Object.keys(require.cache).filter((path) => path.includes('/server/demo/'))).toEqual([])
  })

  it('from the empty database to the first pledge, every row made through the product', async () => {
    const setUpCode = house.product.setUpCode ?? ''
    const people = [officer('A001', '甲一鸣'), officer('A002', '乙小舟')]
    await step('输入安装码', house.anonymous.call('setUp.open', { setUpCode }))
    const given = { setUpCode, houseName: '江城水务机关', committeeName: '机关党委', branchNames: ['党办支部'], people }
    await step('填写单位、党组织和两位党办', house.anonymous.call('setUp.found', given))

    const chief = await enter('feishu', 'chief', people[0]?.loginCode ?? '')
    steps.push('第一位机关党办同志打开链接登录')
    await enter('wecom', 'deputy', people[1]?.loginCode ?? '')
    steps.push('第二位机关党办同志打开链接登录')

    const file = roster()
    const headers = { 'X-File-Name': 'roster.xlsx', 'X-File-Sha256': createHash('sha256').update(file).digest('hex') }
    const checked = await step('检查名册', chief.send('roster.check', file, headers))
    expect([checked.rows, checked.problems]).toEqual([6, []])
    const { summary } = await step('导入名册', chief.send('roster.apply', file, headers))
    expect(summary).toEqual({ added: 4, changed: 0, unchanged: 2 })

    await step('从通讯录对账号：先预演', chief.call('directory.ask', { dry: true }))
    await house.product.catchUp()
    const looked = (await chief.call('directory.read')).body.platforms
    expect(looked.map(({ state, outcome }) => [state, outcome?.linked])).toEqual([
      ['read', 2],
      ['read', 1],
    ])
    await step('从通讯录对账号：照办', chief.call('directory.ask', { dry: false }))
    await house.product.catchUp()

    const { people: found } = (await chief.call('organisation.people', { search: '丙书记' })).body
    const { branches } = (await chief.call('organisation.tree')).body
    const branchId = branches.find(({ name }) => name === '财务支部')?.branchId ?? ''
    const grant = {
      personId: found[0]?.personId ?? '',
      role: 'BRANCH_SECRETARY',
      scopeId: branchId,
      fromDay: '2026-09-01',
      reason: '支部大会选举',
    } as const
    await step('授予支部书记', chief.call('organisation.grantRole', grant))

    const basis = { basisNumber: '机关党办〔2026〕1号', basisTitle: '关于开展“三亮”活动的通知', basisDay: '2026-09-01' }
    const campaign = { year: 2026, title: '2026年“三亮”公开承诺', dueDay: '2026-09-20', ...basis }
    const { campaignId } = (await step('开展“三亮”活动', chief.call('campaign.open', campaign))).campaign

    // They come in by themselves: the directory has linked them, on either platform.
    const secretary = house.as((await house.logIn('feishu', 'secretary')).cookie)
    const fellow = house.as((await house.logIn('feishu', 'fellow')).cookie)
    const member = house.as((await house.logIn('wecom', 'b002')).cookie)
    expect((await member.call('session.mine')).body).toMatchObject({
      name: '丁会计',
      branchName: '财务支部',
      activeMember: true,
    })
    // Opening has written to both, each in his own chat.
    // Its cards go out within half an hour, not all at once.
    now += 30 * 60_000
    await house.product.catchUp()
    const asked = '请填写“三亮”公开承诺书'
    expect(chats().map((chat) => chat.filter((text) => text.includes(asked)).length)).toEqual([1, 1])

    for (const [at, each] of [secretary, fellow, member].entries()) {
      const photo = await each.send('photo.upload', await portrait(), {
        'Content-Type': 'image/jpeg',
        'X-File-Name': 'photo.jpg',
      })
      const words = {
        dutyText: ['负责支部工作', '负责出纳', '负责会计核算和报表'][at] ?? '',
        studyPledge: '每月学习2次',
        dutyPledge: '月底5日前结账',
        integrityPledge: '全年零违纪',
      }
      const consent = { publishConsent: true, photoConsent: true, revision: 0 }
      const { photoId } = photo.body
      const pledged = await each.call('pledge.submit', { campaignId, photoId, ...words, ...consent })
      expect([pledged.status, pledged.body.sentence]).toEqual([200, undefined])
      expect((await each.call('pledge.mine')).body.pledge?.state).toBe('SUBMITTED')
    }
    now += 60_000
    await house.product.catchUp()
    expect(chats().map((chat) => chat.some((text) => text.includes('公开承诺书已提交')))).toEqual([true, true])

    // Too few people for 示范岗 and 责任区: the branch asks, 党办 agrees.
    const { departments } =
      (await chief.call('organisation.tree')).body.branches.find((one) => one.branchId === branchId) ?? {}
    const departmentId = departments?.[0]?.departmentId ?? ''
    for (const kind of ['POST', 'AREA'] as const) {
      const asked = { exemptionId: randomUUID(), departmentId, kind, reason: '部门人少，没有合适的岗位' }
      const { status, body } = await secretary.call('exemption.ask', asked)
      expect([status, body.sentence]).toEqual([200, undefined])
      const decided = { exemptionId: asked.exemptionId, decision: 'GRANTED', revision: 1 } as const
      await step('同意免设岗区', chief.call('exemption.decide', decided))
    }
    const sent = await secretary.call('package.submit', { branchId, missing: [] })
    expect([sent.status, sent.body.sentence]).toEqual([200, undefined])
    const { packageId, revision } = sent.body.package
    await step('接收支部报送', chief.call('package.accept', { packageId, revision }))
    const wall = (await member.call('wall.list', {})).body
    expect(JSON.stringify(wall)).toContain('丁会计')
    expect(JSON.stringify(wall)).toContain('丙书记')

    expect(steps).toEqual([
      '输入安装码',
      '填写单位、党组织和两位党办',
      '第一位机关党办同志打开链接登录',
      '第二位机关党办同志打开链接登录',
      '检查名册',
      '导入名册',
      '从通讯录对账号：先预演',
      '从通讯录对账号：照办',
      '授予支部书记',
      '开展“三亮”活动',
      '同意免设岗区',
      '同意免设岗区',
      '接收支部报送',
    ])
  }, 120_000)

  it('gives whoever has no account a link, on either platform, and nobody a second way in by one', async () => {
    const chief = house.as((await house.logIn('feishu', 'chief')).cookie)
    const idOf = async (search: string): Promise<string> =>
      (await chief.call('organisation.people', { search })).body.people[0]?.personId ?? ''
    const [clerk, member] = [await idOf('己文书'), await idOf('丁会计')]
    const draw = () => drawCode((count) => randomBytes(count))
    const has = await chief.call('account.invite', { personId: member, loginCode: draw() })
    expect([has.status, has.body.sentence]).toEqual([
      409,
      '丁会计已经有账号了，不用登录链接；要换账号，请用“换绑账号”，由两个人办。',
    ])
    const [first, second, late] = [draw(), draw(), draw()]
    for (const loginCode of [first, second])
      expect((await chief.call('account.invite', { personId: clerk, loginCode })).status).toBe(200)
    expect((await house.anonymous.call('login.byInvite', { loginCode: first })).body.code).toBe('login.inviteNot')
    const mine = await (await enter('feishu', 'newcomer', second)).call('session.mine')
    expect(mine.body.name).toBe('己文书')

    // Opened in time, but by then he has got an account in another way.
    const deputy = await idOf('乙小舟')
    expect((await chief.call('account.invite', { personId: deputy, loginCode: late })).body.code).toBe(
      'account.inviteHas',
    )
  })

  it('takes no account from anybody who has got one since the link was opened', async () => {
    const chief = house.as((await house.logIn('feishu', 'chief')).cookie)
    const file = rosterFile([
      { 工号: 'B003', 姓名: '戊出纳', 政治面貌: '群众', 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' },
    ])
    const headers = { 'X-File-Name': 'more.xlsx', 'X-File-Sha256': createHash('sha256').update(file).digest('hex') }
    expect((await chief.send('roster.apply', file, headers)).status).toBe(200)
    const { people } = (await chief.call('organisation.people', { search: '戊出纳' })).body
    const personId = people[0]?.personId ?? ''
    const loginCode = drawCode((count) => randomBytes(count))
    await chief.call('account.invite', { personId, loginCode })
    const opened = await house.anonymous.call('login.byInvite', { loginCode })
    const cookie = opened.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    expect((await chief.call('account.link', { personId, platform: 'wecom', userId: 'cashier' })).body.waits).toBe(
      false,
    )
    const tried = await house.logIn('feishu', 'stranger', cookie)
    expect(tried.path).toBe('/login/feishu/callback')
    expect(tried.text).toContain('这个登录链接不对、过期或已经用过了')
    expect((await house.logIn('feishu', 'stranger')).path).toBe('/not-on-roster')
  })
})
