import { randomUUID } from 'node:crypto'
import { dayOfInstant, instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { Caller } from '../../support/caller'
import { type MovingHouse, openMovingHouse } from '../../support/movingHouse'
import { describeByTurn } from '../../support/perDatabase'
import { walk } from '../../support/walk'
import { rosterFile } from '../roster/workbook'
import {
  company,
  enter,
  fileHeaders,
  goodCall,
  handIn,
  newCode,
  officer,
  pledgeByCard,
  roster,
  Steps,
} from './movingIn'

/** At ten in the morning of a working day. */
const startsAt = instantOf(toCalendarDay('2026-09-01'), 10 * 60)
const halfAnHour = 30 * 60_000
const day = 86_400_000

describeByTurn('a real house moves in', (db) => {
  let house: MovingHouse
  beforeAll(async () => {
    house = await openMovingHouse((await db.fresh()).url, company, startsAt)
  }, 60_000)
  afterAll(() => house.stop())

  const steps = new Steps()
  /** From 党办's first login to the last thing they do, each in his own session. */
  const people: Record<string, Caller> = {}
  const chief = (): Caller => people.chief as Caller
  const branchIdOf = async (branchName: string): Promise<string> => {
    const { branches } = await goodCall(chief(), 'organisation.tree')
    return branches.find(({ name }) => name === branchName)?.branchId ?? ''
  }
  const idOf = async (search: string): Promise<string> =>
    (await goodCall(chief(), 'organisation.people', { search })).people[0]?.personId ?? ''
  /** What the doctor says of the settings, by its word. */
  const settings = async (state: string): Promise<string[]> =>
    (await goodCall(chief(), 'doctor.read')).platforms.flatMap((platform) =>
      platform.settings.filter((one) => one.state === state).map(({ name }) => `${platform.platformName} ${name}`),
    )

  it('has neither demo nor platforms in its process', () => {
    const loaded = Object.keys(require.cache)
    expect(loaded.filter((path) => /server\/(compose|features)/.test(path)).length).toBeGreaterThan(100)
    expect(loaded.filter((path) => /\/server\/demo\/|\/bot\/emulator\//.test(path))).toEqual([])
  })

  it('the consoles are set by the list, the house is founded, two come in, and nothing is wrong', async () => {
    const nobody = await house.anonymous.call('setUp.open', { setUpCode: house.product.setUpCode ?? '' })
    expect(nobody.body.checks.filter((one) => !one.good).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['飞书的机器人', '企业微信的企业可信 IP']),
    )
    steps.othersDid()
    for (const platform of ['feishu', 'wecom'] as const)
      for (let left = await house.setConsole(platform); left > 0; left -= 1) steps.note(`${platform}后台的一项设置`)

    const setUpCode = house.product.setUpCode ?? ''
    const first = [officer('A001', '甲一鸣'), officer('A002', '乙小舟')]
    await steps.take('输入安装码', house.anonymous.call('setUp.open', { setUpCode }))
    const named = { houseName: '江城水务机关', committeeName: '机关党委', branchNames: ['党办支部'] }
    await steps.take(
      '填写单位、党组织和两位党办',
      house.anonymous.call('setUp.found', { setUpCode, ...named, people: first }),
    )
    people.chief = await enter(house, 'feishu', 'chief', first[0]?.loginCode ?? '')
    steps.note('第一位机关党办同志打开链接登录')
    people.deputy = await enter(house, 'wecom', 'deputy', first[1]?.loginCode ?? '')
    steps.note('第二位机关党办同志打开链接登录')
    for (const [platform, user] of [
      ['feishu', 'chief'],
      ['wecom', 'deputy'],
    ] as const)
      await house.emulator.say(platform, user, '你好')
    expect(await settings('bad')).toEqual([])
    steps.note('看检查安装')
  })

  it('the roster comes in by file, its accounts from the directories, roles and contacts by hand', async () => {
    const file = roster()
    const checked = await steps.take('检查名册', chief().send('roster.check', file, fileHeaders(file)))
    expect([checked.rows, checked.problems]).toEqual([7, []])
    const { summary } = await steps.take('导入名册', chief().send('roster.apply', file, fileHeaders(file)))
    expect(summary).toEqual({ added: 5, changed: 0, unchanged: 2 })

    await steps.take('从通讯录对账号：先预演', chief().call('directory.ask', { dry: true }))
    await house.product.catchUp()
    steps.waited('从通讯录对账号：先预演')
    const looked = (await goodCall(chief(), 'directory.read')).platforms
    expect(looked.map(({ state, outcome }) => [state, outcome?.linked])).toEqual([
      ['read', 2],
      ['read', 2],
    ])
    await steps.take('从通讯录对账号：照办', chief().call('directory.ask', { dry: false }))
    await house.product.catchUp()
    steps.waited('从通讯录对账号：照办')

    for (const [branch, name] of [
      ['财务支部', '丙书记'],
      ['市场支部', '辛主任'],
    ] as const) {
      const grant = { role: 'BRANCH_SECRETARY', fromDay: '2026-09-01', reason: '支部大会选举' } as const
      const whom = { personId: await idOf(name), scopeId: await branchIdOf(branch) }
      await steps.take('授予支部书记', chief().call('organisation.grantRole', { ...grant, ...whom }))
    }

    const secretary = house.as((await house.logIn('feishu', 'secretary')).cookie)
    const [branchId, memberId, contactId] = [await branchIdOf('财务支部'), await idOf('丁会计'), await idOf('己文书')]
    const contact = { category: 'OTHER', aidKind: 'ONE_TO_ONE', fromDay: '2026-09-01' } as const
    await goodCall(secretary, 'contact.add', { liaisonId: randomUUID(), branchId, memberId, contactId, ...contact })
    expect((await goodCall(secretary, 'contact.branch', { branchId })).contacts).toMatchObject([
      { memberName: '丁会计', contactName: '己文书' },
    ])
  })

  it('the campaign reaches both chats, and pledges are made from its cards on both platforms', async () => {
    const basis = { basisNumber: '机关党办〔2026〕1号', basisTitle: '关于开展“三亮”活动的通知', basisDay: '2026-09-01' }
    const campaign = { year: 2026, title: '2026年“三亮”公开承诺', dueDay: '2026-09-20', ...basis }
    steps.othersDid()
    await steps.take('开展“三亮”活动', chief().call('campaign.open', campaign))
    // Its cards go out within half an hour, not all at once.
    await house.pass(halfAnHour)
    for (const [platform, userId, duty] of [
      ['feishu', 'secretary', '负责支部工作'],
      ['feishu', 'fellow', '负责出纳'],
      ['wecom', 'b002', '负责会计核算和报表'],
      ['wecom', 'c001', '负责市场拓展'],
    ] as const)
      people[userId] = await pledgeByCard(house, platform, userId, duty)
    await house.pass(60_000)
    for (const [platform, userId] of [
      ['feishu', 'fellow'],
      ['wecom', 'b002'],
    ] as const)
      expect((await house.emulator.chat(platform, userId)).some(({ text }) => text.includes('公开承诺书已提交'))).toBe(
        true,
      )
  }, 60_000)

  walk(
    ['R34'],
    'a visit of two people is read by the 书记, confirmed in the card of one, and counted above',
    async () => {
      const secretary = people.secretary as Caller
      const [branchId, contactId, fellowId] = [await branchIdOf('财务支部'), await idOf('己文书'), await idOf('庚出纳')]
      const { contacts } = await goodCall(people.b002 as Caller, 'visit.contacts', {})
      expect(contacts).toMatchObject([{ name: '己文书', visitsThisQuarter: 0 }])
      const { visit } = await goodCall(people.b002 as Caller, 'visit.log', {
        visitId: randomUUID(),
        contactId,
        moreContactIds: [fellowId],
        way: 'FACE',
        purposes: ['LISTENING'],
        visitedDay: '2026-09-01',
        place: '财务部办公室',
        content: '月底加班多，想错开报销',
        problem: '报销集中在月底',
      })
      expect(visit).toMatchObject({ onRoster: true, together: 2, backfilled: false, repeated: false, copied: false })
      await house.pass(halfAnHour)
      const pressed = await house.emulator.press('feishu', 'fellow', '走访您的记录', '属实')
      expect([pressed.ok, pressed.toast?.text]).toEqual([true, '已确认，谢谢。'])
      const list = await goodCall(secretary, 'visit.branch', { branchId })
      expect(list.counts).toEqual({ problem: 2, objected: 0, backfilled: 0, repeated: 0, copied: 0 })
      expect(list.visits.map(({ contactName, answer }) => [contactName, answer]).sort()).toEqual([
        ['己文书', null],
        ['庚出纳', 'CONFIRMED'],
      ])
      expect((await chief().call('visit.branch', { branchId })).status).toBe(403)
      const sums = (await goodCall(chief(), 'visit.sums', {})).branches.find((one) => one.branchId === branchId)
      expect(sums).toMatchObject({ visits: 1, people: 2, members: 1, confirmed: 1, objected: 0 })
    },
  )

  it('both branches hand in, each is accepted in the card of a platform, and all hangs on the wall', async () => {
    const accept = async (secretary: string, branchName: string, platform: 'feishu' | 'wecom', user: string) => {
      await handIn(people[secretary] as Caller, chief(), await branchIdOf(branchName), steps)
      await house.pass(60_000)
      steps.othersDid()
      const pressed = await house.emulator.press(platform, user, `${branchName}报送了材料`, '受理')
      expect([branchName, pressed.ok, pressed.toast?.tone === 'error']).toEqual([branchName, true, false])
      steps.note('在卡片里受理支部报送')
      await house.pass(60_000)
      expect(
        (await house.emulator.chat(platform, user)).findLast(({ text }) => text.includes(branchName))?.text,
      ).toContain('已受理')
    }
    await accept('secretary', '财务支部', 'feishu', 'chief')
    await accept('c001', '市场支部', 'wecom', 'deputy')
    const wall = JSON.stringify(await goodCall(people.b002 as Caller, 'wall.list', {}))
    for (const name of ['丁会计', '庚出纳', '丙书记', '辛主任']) expect(wall).toContain(name)
    // Somebody has logged in, written and pressed on both: the doctor has nothing left but what is tried by hand.
    expect(await settings('bad')).toEqual([])
    // All came to Feishu's app through its login page; through its client's own script nobody did.
    expect(await settings('unknown')).toEqual(['飞书 网页应用主页', '飞书 重定向网址：在飞书里登录用的'])
    steps.othersDid()
    for (const [platform, settingKey] of [
      ['feishu', 'home'],
      ['feishu', 'redirectInside'],
    ] as const)
      await steps.take(
        '在检查安装里试一项',
        chief().call('doctor.noteTrial', { platform, settingKey, works: true, seen: '' }),
      )
    expect(await settings('unknown')).toEqual([])
  }, 60_000)

  it('that was so many steps of the administrator', () => {
    for (const line of steps.lines()) process.stderr.write(`real house: ${line}\n`)
    const counted = [...steps.done].map(([what, { times }]) => [what, times] as const)
    expect(counted.filter(([what]) => !what.includes('后台'))).toEqual([
      ['输入安装码', 1],
      ['填写单位、党组织和两位党办', 1],
      ['第一位机关党办同志打开链接登录', 1],
      ['第二位机关党办同志打开链接登录', 1],
      ['看检查安装', 1],
      ['检查名册', 1],
      ['导入名册', 1],
      ['从通讯录对账号：先预演', 1],
      ['从通讯录对账号：照办', 1],
      ['授予支部书记', 2],
      ['开展“三亮”活动', 1],
      ['同意免设岗区', 4],
      ['在卡片里受理支部报送', 2],
      ['在检查安装里试一项', 2],
    ])
  })

  it('gives whoever has no account a link, on either platform, and nobody a second way in by one', async () => {
    const [clerk, member, deputy] = [await idOf('己文书'), await idOf('丁会计'), await idOf('乙小舟')]
    const has = await chief().call('account.invite', { personId: member, loginCode: newCode() })
    expect([has.status, has.body.sentence]).toEqual([
      409,
      '丁会计已经有账号了，不用登录链接；要换账号，请用“换绑账号”，由两个人办。',
    ])
    const [first, second, late] = [newCode(), newCode(), newCode()]
    for (const loginCode of [first, second]) await goodCall(chief(), 'account.invite', { personId: clerk, loginCode })
    expect((await house.anonymous.call('login.byInvite', { loginCode: first })).body.code).toBe('login.inviteNot')
    const mine = await (await enter(house, 'feishu', 'newcomer', second)).call('session.mine')
    expect(mine.body.name).toBe('己文书')

    // Opened in time, but by then he has got an account in another way.
    expect((await chief().call('account.invite', { personId: deputy, loginCode: late })).body.code).toBe(
      'account.inviteHas',
    )
  })

  it('takes no account from anybody who has got one since the link was opened', async () => {
    const finance = { 部门编号: 'D02', 部门: '财务部', 所属支部: '财务支部' }
    const file = rosterFile([{ 工号: 'B003', 姓名: '戊出纳', 政治面貌: '群众', ...finance }])
    expect((await chief().send('roster.apply', file, fileHeaders(file))).status).toBe(200)
    const personId = await idOf('戊出纳')
    const loginCode = newCode()
    await goodCall(chief(), 'account.invite', { personId, loginCode })
    const opened = await house.anonymous.call('login.byInvite', { loginCode })
    const cookie = opened.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    const linked = await goodCall(chief(), 'account.link', { personId, platform: 'wecom', userId: 'cashier' })
    expect(linked.waits).toBe(false)
    const tried = await house.logIn('feishu', 'stranger', { cookie })
    expect(tried.path).toBe('/login/feishu/callback')
    expect(tried.text).toContain('这个登录链接不对、过期或已经用过了')
    expect((await house.logIn('feishu', 'stranger')).path).toBe('/not-on-roster')
  })

  walk(
    ['R37'],
    'somebody in an emergency: who looks after him hears at once, the 书记 after a day, 机关党办 after two; met and entered',
    async () => {
      const [member, secretary] = [people.b002 as Caller, people.secretary as Caller]
      const told = async (platform: 'feishu' | 'wecom', user: string) =>
        (await house.emulator.chat(platform, user)).filter(({ text }) => text.includes('请尽快查看一条关怀任务'))
      const [branchId, contactId] = [await branchIdOf('财务支部'), await idOf('己文书')]
      const input = { careId: randomUUID(), contactId, category: 'ILLNESS' } as const
      expect(await goodCall(secretary, 'care.raise', input)).toEqual({ careId: input.careId, known: false })
      const { careId } = input
      expect(await goodCall(member, 'care.raise', { ...input, careId: randomUUID() })).toEqual({ careId, known: true })
      await house.pass(60_000)
      const cards = await told('wecom', 'b002')
      expect(cards).toHaveLength(1)
      expect(cards[0]?.text).not.toMatch(/己文书|疾病/)
      expect(await told('feishu', 'secretary')).toEqual([])
      expect((await goodCall(member, 'tasks.mine')).tasks.map(({ path }) => path)).toContain(`/care/${careId}`)
      await house.pass(day)
      expect(await told('feishu', 'secretary')).toHaveLength(1)
      expect(await told('feishu', 'chief')).toEqual([])
      await house.pass(day)
      expect(await told('feishu', 'chief')).toHaveLength(1)
      const sumsOf = async () =>
        (await goodCall(chief(), 'care.sums', {})).branches.find((one) => one.branchId === branchId)
      expect(await sumsOf()).toMatchObject({ secretaries: ['丙书记'], waiting: 1, overdue: 1, longOverdue: 1 })
      // The office reads numbers; a record of it is nobody's but theirs who look after the person.
      expect((await chief().call('care.open', { careId })).status).toBe(404)

      const { face, contactName } = await goodCall(member, 'care.open', { careId })
      expect([contactName, face.stateName]).toEqual(['己文书', '待联系，已告知机关党办'])
      await goodCall(member, 'care.reach', { careId, revision: face.revision, way: 'ON_SITE' })
      const visitedDay = dayOfInstant(house.now())
      const visit = { visitId: randomUUID(), contactId, way: 'HOME', purposes: ['CARE'], visitedDay } as const
      await goodCall(member, 'visit.log', { ...visit, purposes: ['CARE'], content: '到家里看望，帮着办了手续' })
      const seen = await goodCall(secretary, 'care.open', { careId })
      expect(seen).toMatchObject({ face: { state: 'CLOSED' }, late: true, visitDay: visitedDay })
      expect(seen.readers.map(({ name }) => name)).toContain('丁会计')
      expect(await sumsOf()).toMatchObject({ raised: 1, inTime: 0, late: 1, waiting: 0, unlogged: 0 })
    },
  )
})
