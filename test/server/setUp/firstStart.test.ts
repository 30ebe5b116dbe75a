import { randomBytes } from 'node:crypto'
import {
  AccountInvite,
  AuditEntry,
  House,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RequestKey,
  RoleGrant,
  SetUpCode,
} from '../../../entities'
import type { Input } from '../../../server/contract'
import type { Work } from '../../../server/database/work'
import { drawCode } from '../../../server/domain/setUp/oneTimeCode'
import { type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { describeEachDatabase } from '../../support/perDatabase'

const wrongCode = '22222-22222-22222-22222'
const draw = () => drawCode((count) => randomBytes(count))

const firstPerson = (loginCode: string) => ({
  staffNumber: 'A001',
  name: '甲一鸣',
  politicalStatus: '中共党员',
  departmentCode: 'D01',
  departmentName: '机关党办',
  branchName: '党办支部',
  loginCode,
})

function given(setUpCode: string) {
  const codes = [draw(), draw()] as const
  const input: Input<'setUp.found'> = {
    setUpCode,
    houseName: '江城水务机关',
    committeeName: '机关党委',
    groupName: '集团党委',
    branchNames: ['党办支部', '财务支部'],
    people: [firstPerson(codes[0]), { ...firstPerson(codes[1]), staffNumber: 'A002', name: '乙小舟' }],
  }
  return { codes, input }
}

describeEachDatabase('a house on its first day', (db) => {
  let house: EmptyHouse
  const read = <Result>(body: (work: Work) => Promise<Result>) => house.product.database.read(null, 'job', body)
  const code = (): string => house.product.setUpCode ?? ''
  const found = (input: Input<'setUp.found'>) => house.anonymous.call('setUp.found', input)
  /** Opens the link and goes through the platform's login in the same browser. */
  async function enter(platform: 'feishu' | 'wecom', userId: string, loginCode: string) {
    const opened = await house.anonymous.call('login.byInvite', { loginCode })
    if (opened.status !== 200) return { code: opened.body.code, name: '', cookie: '', path: '', text: '' }
    const cookie = opened.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ')
    return { code: undefined, ...(await house.logIn(platform, userId, cookie)), name: opened.body.name }
  }

  beforeEach(async () => {
    house = await openEmptyHouse((await db.fresh()).url)
  }, 60_000)
  afterEach(() => house.stop())

  it('is set up behind the code of the console, and its first two come in by their links on either platform', async () => {
    expect(code()).toMatch(/^[2-9A-HJKMNP-Z]{5}(-[2-9A-HJKMNP-Z]{5}){3}$/)
    const opened = await house.anonymous.call('setUp.open', {
      setUpCode: ` ${code().toLowerCase().replaceAll('-', ' ')}`,
    })
    expect(opened.body).toMatchObject({ state: 'empty', people: [] })
    expect(opened.body.checks.map(({ name, good }) => [name, good])).toEqual([
      ['时间和时区', true],
      ['中文字体', expect.any(Boolean)],
      ['登录方式', true],
      ['飞书后台', true],
      ['企业微信后台', true],
    ])
    const { codes, input } = given(code())
    expect((await found(input)).body).toEqual({ done: true })

    const chief = await enter('feishu', 'chief', codes[0])
    expect([chief.name, chief.path]).toEqual(['甲一鸣', '/'])
    const mine = await house.as(chief.cookie).call('session.mine')
    expect([mine.body.name, mine.body.may.importRoster, mine.body.may.manageOrganisation]).toEqual([
      '甲一鸣',
      true,
      true,
    ])
    const deputy = await enter('wecom', 'deputy', codes[1])
    expect((await house.as(deputy.cookie).call('session.mine')).body.name).toBe('乙小舟')
    // From now on by the ordinary way.
    expect((await house.logIn('feishu', 'chief')).path).toBe('/')
    expect((await house.logIn('wecom', 'stranger')).path).toBe('/not-on-roster')

    await read(async ({ manager }) => {
      expect(await manager.findBy(House, {})).toMatchObject([{ key: 'house', name: '江城水务机关' }])
      const tree = await manager.find(PartyOrganisation, { order: { sortOrder: 'ASC' } })
      const above = (name: string) =>
        tree.find(({ id }) => id === tree.find((one) => one.name === name)?.parentId)?.name
      expect([above('集团党委'), above('机关党委'), above('党办支部'), above('财务支部')]).toEqual([
        undefined,
        '集团党委',
        '机关党委',
        '机关党委',
      ])
      expect(await manager.count(PartyGroup)).toBe(1)
      expect(await manager.count(Placement)).toBe(2)
      expect(await manager.countBy(RoleGrant, { role: 'HQ_OFFICE' })).toBe(2)
      expect((await manager.find(PlatformAccount)).map(({ platform }) => platform).sort()).toEqual(['feishu', 'wecom'])
      const actions = (await manager.find(AuditEntry)).map(({ action }) => action).sort()
      expect(actions).toEqual([
        'account.invite',
        'account.invite',
        'account.link',
        'account.link',
        'grant.give',
        'grant.give',
        'house.setUp',
      ])
    })
  })

  it('keeps no code in any table, whatever it was for', async () => {
    const before = code()
    const { codes, input } = given(before)
    await found(input)
    const chief = await enter('feishu', 'chief', codes[0])
    await house.as(chief.cookie).call('session.mine')
    const plain = [before, ...codes].flatMap((one) => [one, one.replaceAll('-', '')])
    await read(async ({ manager }) => {
      for (const { tableName } of manager.connection.entityMetadatas) {
        const text = JSON.stringify(await manager.query(`select * from ${tableName}`))
        expect([tableName, plain.filter((one) => text.includes(one))]).toEqual([tableName, []])
      }
      expect(await manager.countBy(RequestKey, { route: 'setUp.found' })).toBe(0)
    })
  })

  it('takes a code ten times wrong and then not at all, until the next start prints another', async () => {
    const first = code()
    const answers: string[] = []
    for (let tries = 0; tries < 11; tries += 1)
      answers.push((await house.anonymous.call('setUp.open', { setUpCode: wrongCode })).body.sentence ?? '')
    expect(answers[0]).toBe('安装码不对，还可以试9次。请照抄服务器控制台上最近一次启动时打印的那一行。')
    expect(answers.slice(9)).toEqual(
      Array(2).fill('安装码试错的次数太多，已经作废。请重新启动程序，用控制台上新打印的安装码。'),
    )
    expect((await house.anonymous.call('setUp.open', { setUpCode: first })).body.code).toBe('setUp.codeSpent')
    await house.restart()
    expect(code()).not.toBe(first)
    expect((await house.anonymous.call('setUp.open', { setUpCode: first })).body.code).toBe('setUp.codeWrong')
    expect((await house.anonymous.call('setUp.open', { setUpCode: code() })).status).toBe(200)
  })

  it('takes the code of each instance, counts a guess against all of them, and is set up once by two at a time', async () => {
    const other = await house.another()
    try {
      expect(other.setUpCode).not.toBe(code())
      expect((await house.anonymous.call('setUp.open', { setUpCode: other.setUpCode ?? '' })).status).toBe(200)
      await house.anonymous.call('setUp.open', { setUpCode: wrongCode })
      expect((await read(({ manager }) => manager.find(SetUpCode))).map(({ triesLeft }) => triesLeft)).toEqual([9, 9])
      const [one, two] = [given(code()).input, given(other.setUpCode ?? '').input]
      const answers = await Promise.all([found(one), found(two)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      const late = answers.find(({ status }) => status === 409)
      expect(late?.body.sentence).toBe('这里的单位已经建好了，请直接登录；支部和人员登录以后在“支部和名册”里改。')
      expect(await read(({ manager }) => manager.count(Person))).toBe(2)
    } finally {
      await other.stop()
    }
  })

  it('hears the same when it is sent again, another set-up under the code nothing', async () => {
    const { codes, input } = given(code())
    expect((await found(input)).status).toBe(200)
    expect((await found(input)).body).toEqual({ done: true })
    expect((await found({ ...input, houseName: '别的单位' })).body.code).toBe('setUp.codeUsed')
    expect((await house.anonymous.call('setUp.open', { setUpCode: input.setUpCode })).body.code).toBe('setUp.codeUsed')
    expect(await read(({ manager }) => manager.count(Person))).toBe(2)
    expect((await enter('wecom', 'chief', codes[0])).path).toBe('/')
    expect((await found(input)).body.code).toBe('setUp.done')
  })

  it('says at each field what is wrong with it, and has used up nothing by then', async () => {
    const { input } = given(code())
    const [one, two] = input.people
    if (!one || !two) throw new Error('two people are given')
    const people = [
      { ...one, staffNumber: '工号1', branchName: '别的支部' },
      { ...two, politicalStatus: '党龄30年', departmentName: '另一个部门' },
    ]
    const refused = await found({ ...input, branchNames: ['党办支部', '党办支部'], people })
    expect([refused.status, refused.body.code]).toEqual([422, 'form.invalid'])
    expect(Object.fromEntries((refused.body.problems ?? []).map(({ field, sentence }) => [field, sentence]))).toEqual({
      branchNames: '“党办支部”写了两次，名称不能重复。',
      'people.0.staffNumber': '工号“工号1”不对，只能用字母、数字和“-”“_”“.”。',
      'people.1.politicalStatus': '政治面貌“党龄30年”不对，只能填：中共党员、中共预备党员、群众。',
    })
    const twice = await found({ ...input, people: [one, { ...two, staffNumber: 'a001' }] })
    expect(twice.body.problems?.map(({ sentence }) => sentence)).toEqual(['两个人的工号一样，请核对。'])
    expect(await read(({ manager }) => manager.count(PartyOrganisation))).toBe(0)
    expect((await found(input)).status).toBe(200)
  })

  it('lets in by a link once, its own person only, and by none that is old or made up', async () => {
    const { codes, input } = given(code())
    await found(input)
    expect((await enter('feishu', 'chief', codes[0])).path).toBe('/')
    // Again in the same client: used, and the sentence says what to do.
    expect((await enter('feishu', 'stranger', codes[0])).code).toBe('login.inviteNot')
    expect((await enter('feishu', 'stranger', wrongCode)).code).toBe('login.inviteNot')
    // The other one's link opened by somebody who has an account already.
    const taken = await enter('feishu', 'chief', codes[1])
    expect(taken.path).toBe('/login/feishu/callback')
    expect(taken.text).toContain(
      '现在登录的飞书账号是甲一鸣的，不能再给乙小舟用。请换成乙小舟本人的账号，再打开一次登录链接。',
    )
    expect((await enter('wecom', 'deputy', codes[1])).path).toBe('/')
    expect(await read(({ manager }) => manager.count(PlatformAccount))).toBe(2)
  })

  it('gives new links while nobody has come in, and none afterwards', async () => {
    const { codes, input } = given(code())
    await found(input)
    await house.restart()
    const opened = await house.anonymous.call('setUp.open', { setUpCode: code() })
    expect(opened.body).toMatchObject({ state: 'waiting', houseName: '江城水务机关' })
    expect(opened.body.people.map(({ name }) => name)).toEqual(['甲一鸣', '乙小舟'])
    const links = opened.body.people.map(({ personId }) => ({ personId, loginCode: draw() }))
    expect((await house.anonymous.call('setUp.renewLinks', { setUpCode: code(), links })).status).toBe(200)
    expect((await enter('feishu', 'chief', codes[0])).code).toBe('login.inviteNot')
    expect((await enter('feishu', 'chief', links[0]?.loginCode ?? '')).path).toBe('/')
    await house.restart()
    expect(house.product.setUpCode).toBeNull()
    expect((await house.anonymous.call('setUp.open', { setUpCode: wrongCode })).body.code).toBe('setUp.done')
    expect(await read(({ manager }) => manager.count(AccountInvite))).toBe(4)
  })
})
