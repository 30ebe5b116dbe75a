import pino from 'pino'
import type { PlatformName } from '../../../bot/port'
import { doctorCommand } from '../../../server/administer/doctorCommand'
import { readConfig } from '../../../server/config'
import { createPlatforms } from '../../../server/platforms'
import { type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { foundHouse } from '../../support/foundedHouse'
import { readyDatabase } from '../../support/ready/readyDatabase'

const unasked = '? 现在问不到：先把上面不对的一项改好，再检查一次。'

describe('the doctor', () => {
  let house: EmptyHouse
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await readyDatabase('sqlite')
    drop = () => database.drop()
    house = await openEmptyHouse(database.url)
  }, 60_000)
  afterAll(async () => {
    await house.stop()
    await drop()
  })

  const platformsBy = (settings: Record<string, string> = {}) =>
    createPlatforms(readConfig({ ...house.environment, ...settings }), pino({ level: 'silent' }))

  /** What a platform tells, by setting; adapters of their own, so that no token is left from the question before. */
  async function ask(name: PlatformName, settings: Record<string, string> = {}): Promise<Record<string, string>> {
    const found = (await platformsBy(settings)[name]?.examine()) ?? []
    return Object.fromEntries(
      found.map(({ key, good, sentence }) => [key, `${good === null ? '?' : good ? '+' : '-'} ${sentence}`]),
    )
  }
  /** The settings that are not right, with their sentences. */
  const wrong = (told: Record<string, string>) =>
    Object.fromEntries(Object.entries(told).filter(([, sentence]) => sentence.startsWith('-')))

  it('is content with consoles that are set right, and says how the rest is tried', async () => {
    expect(await ask('feishu')).toEqual({
      credentials: '+ 飞书认这个 App ID 和 App Secret。',
      addresses: '+ 飞书接受了这台服务器的调用。',
      bot: '+ 机器人已启用。',
      send: '+ 已开通 im:message:send_as_bot。',
      directory: '+ 已开通 contact:contact.base:readonly。',
      departmentNames: '+ 已开通 contact:department.base:readonly。',
      personNames: '+ 已开通 contact:user.base:readonly。',
      employment: '+ 已开通 contact:user.employee:readonly。',
      contactRange: '+ 读得到1个一级部门；要用这个系统的人都要在里面。',
    })
    expect(await ask('wecom')).toEqual({
      credentials: '+ 企业微信认这个企业ID和Secret。',
      domain: '+ 可信域名是 lianxinqiao.example.com 。',
      addresses: '+ 企业微信接受了这台服务器的调用。',
      agent: '+ 应用编号和Secret是同一个应用的。',
      enabled: '+ 应用已启用。',
      range: '+ 可见范围里有1个部门；要用这个系统的人都要在里面。',
      home: '+ 应用主页是这里的网址。',
    })
    const tenants = { feishu: house.environment.FEISHU_APP_ID ?? '', wecom: house.environment.WECOM_CORP_ID ?? '' }
    const told = await doctorCommand(house.product.database, {
      platforms: Object.values(platformsBy()),
      tenants,
      checks: async () => [],
    })
    expect(told.bad).toBe(0)
    expect(told.text).toContain(
      '  要试  授权回调域：程序问不到，要试一次：在电脑浏览器里打开 https://lianxinqiao.example.com/login ，用企业微信扫码，能登录就对了。',
    )
    expect(told.text).toMatch(/\n0项不对，\d+项程序问不到、要照上面说的试一次。$/)
  })

  it('sends nothing to anybody while it asks', async () => {
    await ask('feishu')
    await ask('wecom')
    expect(house.emulator.feishu.control.messages()).toEqual([])
    expect(house.emulator.wecom.controls.messages()).toEqual([])
  })

  it.each([
    [
      'the bot is off',
      { botEnabled: false },
      { bot: '- 应用没有启用机器人。请在“添加应用能力”里加上机器人，再发布一个新版本。' },
    ],
    [
      'no scope was asked for',
      { scopes: [] },
      {
        send: '- 缺少权限 im:message:send_as_bot。请在“权限管理”里开通，再发布一个新版本。',
        directory: '- 缺少权限 contact:contact.base:readonly。请在“权限管理”里开通，再发布一个新版本。',
      },
    ],
    [
      'the list of addresses holds another',
      { ipWhitelist: ['203.0.113.9'] },
      { addresses: expect.stringMatching(/^- 飞书拒绝了服务器的地址，请管理员把服务器的出口IP加进应用的IP白名单/) },
    ],
    ['the app is disabled', { disabled: true }, { credentials: expect.stringMatching(/^- 飞书应用已停用/) }],
  ])('Feishu: names what is wrong when %s', async (_what, change, expected) => {
    house.setFeishu(change)
    try {
      expect(wrong(await ask('feishu'))).toEqual(expected)
    } finally {
      house.setFeishu({})
    }
  })

  it('Feishu: says that a wrong secret comes first', async () => {
    expect(await ask('feishu', { FEISHU_APP_SECRET: 'wrong' })).toEqual({
      credentials: expect.stringMatching(/^- 飞书的 App ID 或 App Secret 不对，请管理员核对/),
      addresses: unasked,
      bot: unasked,
      send: unasked,
      directory: unasked,
      departmentNames: unasked,
      personNames: unasked,
      employment: unasked,
      contactRange: unasked,
    })
  })

  it('WeCom: names each setting that is wrong, and the address that it saw', async () => {
    const { controls } = house.emulator.wecom
    controls.flags({ ipRefused: true })
    expect(await ask('wecom')).toMatchObject({
      credentials: '+ 企业微信认这个企业ID和Secret。',
      addresses: expect.stringMatching(/^- 企业微信拒绝了服务器的地址.*它看到的是 127\.0\.0\.1。$/),
      agent: unasked,
    })
    controls.flags({ ipRefused: false })
    await controls.setVisible({ users: [], departments: [], tags: [] })
    controls.setApp({ trustedHost: 'other.example.com', homeUrl: '' })
    expect(wrong(await ask('wecom'))).toEqual({
      domain: '- 可信域名现在是 other.example.com ，应该是 lianxinqiao.example.com 。',
      range: '- 可见范围是空的，谁也看不到这个应用。请在“可见范围”里选上用这个系统的部门。',
      home: '- 还没有设应用主页，应该是 https://lianxinqiao.example.com/ 。',
    })
    expect(wrong(await ask('wecom', { WECOM_SECRET: 'wrong' }))).toEqual({
      credentials: expect.stringMatching(/^- 企业微信的企业ID或应用Secret不对，请管理员核对/),
    })
    expect(wrong(await ask('wecom', { WECOM_AGENT_ID: '1000009' }))).toEqual({
      agent: expect.stringMatching(/^- 企业微信的应用编号（AgentId）不对，请管理员核对/),
    })
  })

  it('what no API tells is tried by somebody, and what he saw is told until something newer has come', async () => {
    const chief = await foundHouse(house, 'chief')
    const settingOf = async (key: string, of: PlatformName = 'wecom') =>
      (await chief.call('doctor.read')).body.platforms
        .find(({ platform }) => platform === of)
        ?.settings.find((one) => one.key === key)
    const note = (works: boolean, seen = '', settingKey = 'browser', platform: PlatformName = 'wecom') =>
      chief.call('doctor.noteTrial', { platform, settingKey, works, seen })
    expect(await settingOf('browser')).toMatchObject({
      state: 'unknown',
      address: 'https://lianxinqiao.example.com/login',
    })
    expect((await note(false, '不行')).body.code).toBe('return.reasonShort')
    expect((await note(false, '扫码以后写着回调域名有误')).status).toBe(200)
    expect(await settingOf('browser')).toMatchObject({
      state: 'bad',
      sentence: expect.stringMatching(/试过，不行：扫码以后写着回调域名有误。请照下面核对，改好后再试一次。$/),
    })
    expect((await note(true)).status).toBe(200)
    expect(await settingOf('browser')).toMatchObject({
      state: 'good',
      sentence: expect.stringMatching(/试过，能用。$/),
    })
    // Nobody has to say what the platform says.
    expect((await note(true, '', 'home')).body.code).toBe('doctor.trialNotHere')

    // He saw that no words come in; then some came.
    await note(false, '写了话没有回答', 'events', 'feishu')
    expect((await settingOf('events', 'feishu'))?.state).toBe('bad')
    await new Promise((resolve) => setTimeout(resolve, 5))
    const appId = house.environment.FEISHU_APP_ID ?? ''
    await house.emulator.feishu.control.say({ appId, userId: 'chief', text: '你好' })
    expect(await settingOf('events', 'feishu')).toMatchObject({
      state: 'good',
      sentence: expect.stringMatching(/^最近一次收到员工写的话/),
    })
  })

  it('says that a platform that does not answer does not, and blames no setting', async () => {
    const nowhere = 'http://127.0.0.1:9'
    for (const [name, setting] of [
      ['feishu', 'FEISHU_BASE_URL'],
      ['wecom', 'WECOM_API_URL'],
    ] as const) {
      const told = await ask(name, { [setting]: nowhere })
      expect(Object.values(told).map((each) => each[0])).toEqual(Object.values(told).map(() => '?'))
      expect(told.credentials).not.toBe(unasked)
    }
  })
})
