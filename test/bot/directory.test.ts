import pino from 'pino'
import { type Emulator, listenEmulator } from '../../bot/emulator'
import { openIdOf } from '../../bot/emulator/feishu/ids'
import { createFeishu } from '../../bot/feishu'
import type { ChatPlatform } from '../../bot/port'
import { createWecom } from '../../bot/wecom'

const appId = 'cli_directory'
const wecomApp = { corpId: 'wwdirectory', agentId: 1000003, secret: 'secret', token: 'token' }
const encodingAesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG'
const scopes = ['contact.base', 'department.base', 'user.base', 'user.employee'].map(
  (name) => `contact:${name}:readonly`,
)
const log = pino({ level: 'silent' })

/** 130 people in a department below another: three pages of Feishu. */
const staff = Array.from({ length: 130 }, (_, at) => `W${String(at).padStart(4, '0')}`)

describe('the directory of either platform', () => {
  let emulator: Awaited<ReturnType<typeof listenEmulator>> & Emulator
  let feishu: ChatPlatform
  let wecom: ChatPlatform
  beforeAll(async () => {
    emulator = await listenEmulator(
      {
        clock: { now: () => Date.now() },
        productUrl: () => 'https://example.com',
        feishu: {
          apps: [{ appId, appSecret: 'secret', scopes }],
          departments: [
            { departmentId: 'd1', name: '生产部' },
            { departmentId: 'd2', name: '一车间', parentId: 'd1' },
          ],
          users: [
            { userId: 'root', name: '总经理', employeeNo: 'A1' },
            ...staff.map((no) => ({ userId: no, name: `员工${no}`, employeeNo: no, departmentIds: ['d2'] })),
            { userId: 'left', name: '已离职', employeeNo: 'L1', departmentIds: ['d1'], isResigned: true },
          ],
        },
        wecom: {
          ...wecomApp,
          encodingAesKey,
          callbackUrl: '',
          departments: [
            { id: 1, name: '公司', parentid: 0 },
            { id: 2, name: '生产部', parentid: 1 },
            { id: 3, name: '一车间', parentid: 2 },
          ],
          users: [
            { userid: 'A1', name: '总经理', department: [1] },
            ...staff.map((userid) => ({ userid, name: `员工${userid}`, department: [3] })),
          ],
        },
      },
      0,
    )
    emulator.feishu.control.set({ limits: { enabled: false } })
    const shared = { publicUrl: 'https://example.com', patienceMilliseconds: 2 }
    feishu = createFeishu(
      {
        ...shared,
        appId,
        appSecret: 'secret',
        encryptKey: '',
        verificationToken: 'token',
        baseUrl: `${emulator.url}/feishu`,
        accountsUrl: `${emulator.url}/feishu`,
        applinkUrl: 'https://applink.feishu.cn',
        jssdkUrl: '',
        cardReply: 'inline',
      },
      log,
    )
    const at = `${emulator.url}/wecom`
    wecom = createWecom({ ...shared, ...wecomApp, encodingAesKey, apiUrl: at, authorizeUrl: at, ssoUrl: at }, log)
  })
  afterAll(() => emulator.stop())
  afterEach(async () => {
    emulator.frame.faults.clear()
    emulator.feishu.control.seedApps([{ appId, appSecret: 'secret', scopes, contactRange: 'all' }])
    await emulator.wecom.controls.setVisible({ departments: [1] })
  })

  const numbersOf = (reading: Awaited<ReturnType<ChatPlatform['readDirectory']>>): string[] =>
    reading.kind === 'read' ? reading.people.map(({ staffNumber }) => staffNumber).sort() : []

  it('is read whole, page by page, with number, name and departments', async () => {
    for (const platform of [feishu, wecom]) {
      const reading = await platform.readDirectory()
      if (reading.kind !== 'read') throw new Error(reading.words)
      expect([reading.isWhole, reading.missing]).toEqual([true, []])
      expect(numbersOf(reading)).toEqual(['A1', ...staff])
      expect(reading.people.find(({ staffNumber }) => staffNumber === 'W0129')).toMatchObject({
        name: '员工W0129',
        departments: [['一车间', '生产部']],
        presence: 'here',
      })
    }
  })

  it('goes on after what passes, and is nothing at all after what does not', async () => {
    const paths = { feishu: '/feishu/open-apis/contact/v3/users/find_by_department', wecom: '/wecom/cgi-bin/user/list' }
    for (const platform of [feishu, wecom]) {
      const path = paths[platform.name]
      emulator.frame.faults.add({ path, kind: 'html502', after: 2, times: 2 })
      expect(numbersOf(await platform.readDirectory())).toEqual(['A1', ...staff])
      emulator.frame.faults.add({ path, kind: 'reset', after: 2, times: 9 })
      expect(await platform.readDirectory()).toMatchObject({
        kind: 'failed',
        words: expect.stringContaining('没有应答'),
      })
      emulator.frame.faults.clear()
      emulator.frame.faults.add({ path, kind: 'truncatedJson', after: 1, times: 9 })
      expect((await platform.readDirectory()).kind).toBe('failed')
      emulator.frame.faults.clear()
    }
  })

  it('is not the whole company where the app sees a part of it', async () => {
    emulator.feishu.control.seedApps([
      { appId, appSecret: 'secret', scopes, contactRange: { departmentIds: ['d2'], userIds: ['root'] } },
    ])
    await emulator.wecom.controls.setVisible({ departments: [3], users: ['A1'] })
    for (const platform of [feishu, wecom]) {
      const reading = await platform.readDirectory()
      expect(reading).toMatchObject({ kind: 'read', isWhole: false })
      expect(numbersOf(reading)).toEqual(['A1', ...staff])
    }
  })

  it('says what is missing without a scope, and takes nobody without a status for somebody who is here', async () => {
    emulator.feishu.control.seedApps([{ appId, appSecret: 'secret', scopes: scopes.slice(0, 1), contactRange: 'all' }])
    const reading = await feishu.readDirectory()
    if (reading.kind !== 'read') throw new Error(reading.words)
    expect(reading.missing).toEqual([
      '没有读到部门名称，请开通权限 contact:department.base:readonly',
      '没有读到姓名，请开通权限 contact:user.base:readonly',
      '没有读到工号和在职状态，请开通权限 contact:user.employee:readonly',
    ])
    expect(new Set(reading.people.map(({ presence }) => presence))).toEqual(new Set(['unknown']))
    emulator.feishu.control.seedApps([{ appId, appSecret: 'secret', scopes: [], contactRange: 'all' }])
    expect(await feishu.readDirectory()).toMatchObject({
      kind: 'failed',
      words: expect.stringContaining('飞书应用缺少权限，请管理员开通并发布版本（编号99991672）'),
    })
  })

  it('tells of one account whether it is still there', async () => {
    const ask = (userId: string) => feishu.askAccount(openIdOf(appId, userId))
    expect([await ask('root'), await ask('left'), await ask('nobody')]).toEqual(['here', 'gone', 'unseen'])
    expect([await wecom.askAccount('a1'), await wecom.askAccount('nobody')]).toEqual(['here', 'unseen'])
    emulator.frame.faults.add({ path: '/wecom/cgi-bin/user/get', kind: 'reset', times: 9 })
    expect(await wecom.askAccount('nobody')).toBe('unknown')
  })
})
