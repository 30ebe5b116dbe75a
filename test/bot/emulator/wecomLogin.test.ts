import { runInNewContext } from 'node:vm'
import { getJsApiSignature } from '@wecom/crypto'
import { agentId, type Body, corpId, otherAgentId, raiseStage, type Stage } from './wecomStage'

const HOUR = 3_600_000
const home = 'https://h5.example.com:8443/login?from=app'
let stage: Stage

beforeEach(async () => {
  stage = await raiseStage()
})
afterEach(() => stage.stop())

interface Visit {
  person?: string
  path?: string
  change?: Record<string, string | undefined>
}

async function visit({
  person = 'LiSi',
  path = 'connect/oauth2/authorize',
  change = {},
}: Visit = {}): Promise<Response> {
  const wanted = {
    appid: corpId,
    redirect_uri: home,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'a1b2',
    ...change,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, value)
  const headers = person ? { cookie: `emulator_user=${encodeURIComponent(`wecom:${person}`)}` } : {}
  return fetch(`${stage.emulator.url}/wecom/${path}?${query}`, { redirect: 'manual', headers })
}

async function codeFor(request?: Visit): Promise<string> {
  const target = new URL((await visit(request)).headers.get('location') ?? 'https://none')
  return target.searchParams.get('code') ?? ''
}

const redeem = (code: string, secretOfApp?: string) =>
  stage.api(`auth/getuserinfo?code=${code}`, undefined, secretOfApp)

describe('网页登录', () => {
  test('带着 code 和 state 回到原地址，原有参数保留', async () => {
    const answer = await visit()
    expect(answer.status).toBe(302)
    const target = new URL(answer.headers.get('location') ?? '')
    expect(target.host).toBe('h5.example.com:8443')
    expect(Object.fromEntries(target.searchParams)).toEqual({ from: 'app', code: expect.any(String), state: 'a1b2' })
    expect(await redeem(target.searchParams.get('code') ?? '')).toEqual({ errcode: 0, errmsg: 'ok', userid: 'LiSi' })
  })

  test.each([
    ['主机不同', { redirect_uri: 'https://evil.example.com:8443/' }, '50001'],
    ['端口不同', { redirect_uri: 'https://h5.example.com/' }, '50001'],
    ['下级域名', { redirect_uri: 'https://a.h5.example.com:8443/' }, '50001'],
    ['企业不对', { appid: 'wwOther' }, '40013'],
    ['state 有非法字符', { state: 'a-b' }, '40035'],
  ])('%s:停在出错页，不跳转', async (_name, change, code) => {
    const answer = await visit({ change })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('location')).toBeNull()
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await answer.text()).toContain(`errcode: ${code}`)
  })

  test('浏览器里还没有人时，先选择演示人员', async () => {
    const answer = await visit({ person: '' })
    const page = await answer.text()
    expect(page).toContain('选择演示人员')
    expect(page).toContain('演示甲')
  })

  test('要求企业微信客户端时，普通浏览器被挡住', async () => {
    stage.controls.flags({ wecomClientOnly: true })
    expect(await (await visit()).text()).toContain('请在企业微信客户端打开链接')
  })

  test('code 只能用一次，五分钟过期，别的应用不能用', async () => {
    const code = await codeFor()
    expect(await redeem(code)).toMatchObject({ errcode: 0 })
    expect(await redeem(code)).toMatchObject({ errcode: 40029 })
    const late = await codeFor()
    stage.advance(5 * 60_000 + 1)
    expect(await redeem(late)).toMatchObject({ errcode: 40029 })
    expect(await redeem('made-up')).toMatchObject({ errcode: 40029 })
    expect(await redeem('')).toMatchObject({ errcode: 41008 })
    const named = await codeFor({ change: { agentid: String(agentId) } })
    expect(await redeem(named, 'secret-of-another-app')).toMatchObject({ errcode: 50001 })
  })

  test('不是本企业成员只有 openid；可见范围外的成员仍有 userid', async () => {
    const outsider = await redeem(await codeFor({ person: 'visitor' }))
    expect(outsider).toEqual({ errcode: 0, errmsg: 'ok', openid: expect.any(String) })
    expect(await redeem(await codeFor({ person: '007' }))).toMatchObject({ userid: '007' })
  })

  test('电脑浏览器登录没有 user_ticket', async () => {
    const change = { login_type: 'CorpApp', agentid: String(agentId) }
    const code = await codeFor({ path: 'wwlogin/sso/login', change })
    expect(await redeem(code)).toEqual({ errcode: 0, errmsg: 'ok', userid: 'LiSi' })
    expect(await (await visit({ path: 'wwlogin/sso/login' })).text()).toContain('errcode: 40035')
  })
})

describe('敏感信息授权', () => {
  const personal = { scope: 'snsapi_privateinfo', agentid: String(agentId) }
  const detail = (user_ticket: unknown) => stage.api('auth/getuserdetail', { user_ticket })

  test('没有 agentid 就等于普通登录，范围外的人看到出错页', async () => {
    const plain = await codeFor({ change: { scope: 'snsapi_privateinfo' } })
    expect(await redeem(plain)).not.toHaveProperty('user_ticket')
    expect(await (await visit({ person: '007', change: personal })).text()).toContain('errcode: 50002')
  })

  test('同意以后有手机号，没有姓名，性别是文字；不同意就没有', async () => {
    const { user_ticket } = await redeem(await codeFor({ change: personal }))
    expect(await detail(user_ticket)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      userid: 'LiSi',
      gender: '2',
      mobile: '000-0001',
    })
    stage.controls.flags({ consent: 'refused' })
    const refused = await redeem(await codeFor({ change: personal }))
    const shown = await detail(refused.user_ticket)
    expect(shown).toMatchObject({ userid: 'LiSi', gender: '0' })
    expect(shown).not.toHaveProperty('mobile')
    stage.controls.flags({ consent: 'ask' })
    expect(await (await visit({ change: personal })).text()).toContain('emulator_consent=given')
  })

  test('凭据 30 分钟过期，编造的无效', async () => {
    const { user_ticket } = await redeem(await codeFor({ change: personal }))
    stage.advance(1_800_001)
    expect(await detail(user_ticket)).toMatchObject({ errcode: 84014 })
    expect(await detail('made-up')).toMatchObject({ errcode: 84015 })
  })
})

describe('通讯录', () => {
  test('任意大小写都能查到，返回规范写法；看不到手机号等八项', async () => {
    const user = await stage.api('user/get?userid=LISI')
    expect(user).toMatchObject({
      errcode: 0,
      userid: 'LiSi',
      name: '演示甲',
      department: [2],
      position: '支部书记',
      status: 1,
    })
    for (const name of ['avatar', 'thumb_avatar', 'gender', 'mobile', 'email', 'biz_mail', 'qr_code', 'address']) {
      expect(user).not.toHaveProperty(name)
    }
    stage.controls.flags({ legacyApp: true })
    expect(await stage.api('user/get?userid=LiSi')).toMatchObject({ mobile: '000-0001', gender: '2' })
  })

  test('范围外和不存在的人都是 60111', async () => {
    expect(await stage.api('user/get?userid=007')).toMatchObject({ errcode: 60111 })
    expect(await stage.api('user/get?userid=nobody')).toMatchObject({ errcode: 60111 })
    expect(await stage.api('user/get')).toMatchObject({ errcode: 41009 })
  })

  test('部门成员只含直属的人；范围外 60011，不存在 60123', async () => {
    const ids = async (path: string) => ((await stage.api(path)).userlist as Body[]).map((one) => one.userid)
    expect(await ids('user/list?department_id=2&fetch_child=1')).toEqual(['LiSi', 'ZhaoLiu'])
    expect(await ids('user/simplelist?department_id=3')).toEqual(['WangWu', 'ZhaoLiu', 'QianQi'])
    expect(await stage.api('user/list?department_id=4')).toMatchObject({ errcode: 60011 })
    expect(await stage.api('user/list?department_id=99')).toMatchObject({ errcode: 60123 })
  })

  test('部门树只有可见的一枝，上级可能不在里面', async () => {
    const listed = (await stage.api('department/list')).department as Body[]
    expect(listed.map((one) => [one.id, one.parentid])).toEqual([
      [2, 1],
      [3, 2],
    ])
    expect(await stage.api('department/simplelist?id=3')).toMatchObject({ department_id: [{ id: 3, parentid: 2 }] })
    expect(await stage.api('department/get?id=2')).toMatchObject({ department: { name: '第一支部' } })
    expect(await stage.api('department/simplelist?id=4')).toMatchObject({ errcode: 60011, department_id: [] })
  })

  test('编号清单只给同步密钥，每个部门一行，分页取完', async () => {
    expect(await stage.api('user/list_id', {})).toMatchObject({ errcode: 48002 })
    const rows: Body[] = []
    let cursor = ''
    do {
      const page = await stage.api('user/list_id', { cursor, limit: 4 }, 'secret-of-contact-sync')
      rows.push(...(page.dept_user as Body[]))
      cursor = String(page.next_cursor)
    } while (cursor !== '')
    expect(rows.filter((one) => one.userid === 'ZhaoLiu').map((one) => one.department)).toEqual([2, 3])
    expect(rows).toHaveLength(6)
  })
})

describe('网页里的接口签名', () => {
  const page = 'https://h5.example.com:8443/visits?id=1'
  const verify = async (call: string, parameters: Body, url = page) => {
    const body = JSON.stringify({ call, parameters, url })
    const answer = await fetch(`${stage.emulator.url}/wecom/bridge/verify`, { method: 'POST', body })
    return (await answer.json()) as Body
  }
  const signed = (ticket: unknown, url = page) =>
    getJsApiSignature({ url, ticket: String(ticket), nonceStr: 'n1', timestamp: 1795345698 })
  const configOf = (signature: string) => ({
    verifyAppId: corpId,
    verifyTimestamp: 1795345698,
    verifyNonceStr: 'n1',
    verifySignature: signature,
  })
  const agentOf = (signature: string, agentid = String(agentId)) => ({
    corpid: corpId,
    agentid,
    timestamp: '1795345698',
    nonceStr: 'n1',
    signature,
  })
  const tickets = async () => ({
    corp: (await stage.api('get_jsapi_ticket')).ticket,
    app: (await stage.api('ticket/get?type=agent_config')).ticket,
  })

  test('两种票据不能互换，地址要对，# 以后不算', async () => {
    const { corp, app } = await tickets()
    expect(corp).not.toBe(app)
    expect(await verify('preVerifyJSAPI', configOf(signed(corp).signature), `${page}#/list`)).toEqual({
      errMsg: 'preVerifyJSAPI:ok',
    })
    expect(await verify('agentConfig', agentOf(signed(app).signature))).toEqual({ errMsg: 'agentConfig:ok' })
    const swapped = await verify('preVerifyJSAPI', configOf(signed(app).signature))
    expect(swapped).toMatchObject({ errMsg: 'config:fail', errCode: 40093 })
    expect(await verify('agentConfig', agentOf(signed(corp).signature))).toMatchObject({ errCode: 40093 })
    expect(await verify('agentConfig', agentOf(signed(app).signature, String(otherAgentId)))).toMatchObject({
      errMsg: 'agentConfig:fail',
    })
    expect(await verify('preVerifyJSAPI', configOf(signed(corp).signature), `${page}&x=1`)).toMatchObject({
      errCode: 40093,
    })
    const foreign = 'https://other.example.com/'
    expect(await verify('preVerifyJSAPI', configOf(signed(corp, foreign).signature), foreign)).toMatchObject({
      errCode: 80001,
    })
    stage.advance(2 * HOUR)
    expect(await verify('agentConfig', agentOf(signed(app).signature))).toMatchObject({ errCode: 40093 })
  })

  test('两小时内取得到同一张，每小时取得太多就被拒绝', async () => {
    const first = (await stage.api('get_jsapi_ticket')).ticket
    expect(await stage.api('get_jsapi_ticket')).toMatchObject({ ticket: first, expires_in: 7200 })
    stage.controls.flags({ ticketsPerHour: 3 })
    expect(await stage.api('get_jsapi_ticket')).toMatchObject({ errcode: 0 })
    expect(await stage.api('get_jsapi_ticket')).toMatchObject({ errcode: 45009 })
  })

  test('桥脚本先验签名，通过以后才开放别的接口', async () => {
    const script = await (await fetch(`${stage.emulator.url}/wecom/bridge.js`)).text()
    const ready: string[] = []
    const document = {
      currentScript: { src: `${stage.emulator.url}/wecom/bridge.js` },
      dispatchEvent: (event: Event) => ready.push(event.type),
    }
    type Bridge = { invoke(call: string, parameters: Body, done: (answer: Body) => void): void }
    const window: { location: { href: string }; WeixinJSBridge?: Bridge } = { location: { href: `${page}#/list` } }
    const navigator = { userAgent: 'Mozilla/5.0' }
    runInNewContext(script, { document, window, navigator, fetch, Event, Map, Promise, JSON })
    const invoke = (call: string, parameters: Body) =>
      new Promise<Body>((resolve) => window.WeixinJSBridge?.invoke(call, parameters, resolve))
    expect(ready).toEqual(['WeixinJSBridgeReady'])
    expect(navigator.userAgent).toContain('wxwork')
    expect(await invoke('geoLocation', {})).toMatchObject({ errCode: 40093 })
    expect(await invoke('agentConfig', agentOf('0'.repeat(40)))).toMatchObject({ errMsg: 'agentConfig:fail' })
    const { app } = await tickets()
    expect(await invoke('agentConfig', agentOf(signed(app).signature))).toMatchObject({ err_msg: 'agentConfig:ok' })
    expect(await invoke('geoLocation', {})).toMatchObject({ errMsg: 'geoLocation:ok' })
    expect(stage.emulator.wecom.bridgeCalls.map((one) => one.code)).toEqual([40093, 0])
  })
})
