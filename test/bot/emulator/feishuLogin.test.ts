import { createHash } from 'node:crypto'
import { APP, type Bench, OTHER_APP, SECRET, startBench } from './feishuBench'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const back = () => `${bench.product.url}/login/feishu/return`
const verifier = 'a-long-enough-verifier-0123456789-0123456789'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const json = async (reply: Response) => ({
  status: reply.status,
  body: (await reply.json()) as Record<string, unknown>,
})

async function authorize(more: Record<string, string> = {}, user: string | undefined = 'member') {
  const query = new URLSearchParams({
    client_id: APP,
    response_type: 'code',
    redirect_uri: back(),
    state: 's1',
    ...more,
  })
  const headers = user ? { cookie: `emulator_user=${encodeURIComponent(`feishu:${user}`)}` } : {}
  return fetch(`${bench.domain}/open-apis/authen/v1/authorize?${query}`, { redirect: 'manual', headers })
}

const location = (reply: Response) => new URL(reply.headers.get('location') ?? 'http://none.invalid')
const newCode = async (more?: Record<string, string>, user?: string) =>
  location(await authorize(more, user)).searchParams.get('code') ?? ''

const exchange = async (code: string, more: Record<string, unknown> = {}) =>
  json(
    await fetch(`${bench.domain}/open-apis/authen/v2/oauth/token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'authorization_code',
        client_id: APP,
        client_secret: SECRET,
        code,
        redirect_uri: back(),
        ...more,
      }),
    }),
  )

const userInfo = async (token: unknown) =>
  json(await fetch(`${bench.domain}/open-apis/authen/v1/user_info`, { headers: { authorization: `Bearer ${token}` } }))

describe('the authorize page (row 31)', () => {
  it('sends a known person straight back with code and state', async () => {
    const reply = await authorize()
    expect(reply.status).toBe(302)
    expect(location(reply).origin + location(reply).pathname).toBe(back())
    expect(location(reply).searchParams.get('state')).toBe('s1')
  })

  it('shows whom one can be when nobody is chosen, and remembers the choice', async () => {
    const reply = await authorize({}, '')
    const page = await reply.text()
    expect(page).toContain('选择演示人员')
    expect(page.indexOf('甲书记')).toBeLessThan(page.indexOf('乙党员'))
    const link = /href="([^"]+user=secretary[^"]+)"/.exec(page)?.[1]?.replaceAll('&#38;', '&') ?? ''
    const become = await fetch(link, { redirect: 'manual' })
    expect(become.headers.get('set-cookie')).toMatch(/^emulator_user=.*secretary.*path=\//)
    expect(become.headers.get('location')).toContain('/open-apis/authen/v1/authorize?')
  })

  it('never forwards to a foreign site', async () => {
    const away = new URLSearchParams({ platform: 'feishu', user: 'member', return: 'https://evil.invalid/' })
    expect((await fetch(`${bench.emulator.url}/client/become?${away}`, { redirect: 'manual' })).status).toBe(400)
  })

  it('refuses an address that is not listed, and can be refused by the person', async () => {
    const foreign = await authorize({ redirect_uri: 'https://evil.invalid/' })
    expect([foreign.status, await foreign.text()]).toEqual([400, expect.stringContaining('20029')])
    bench.control.set({ denyAuthorize: true })
    expect(location(await authorize()).search).toBe('?error=access_denied&state=s1')
  })
})

describe('code against token (row 33)', () => {
  it('gives a long token once, and who it is', async () => {
    const code = await newCode()
    const { status, body } = await exchange(code)
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['access_token', 'code', 'expires_in', 'scope', 'token_type'])
    expect(String(body.access_token).length).toBeGreaterThan(1400)
    expect(await userInfo(body.access_token)).toMatchObject({
      status: 200,
      body: { code: 0, data: { name: '乙党员', open_id: bench.openId('member'), tenant_key: 'tenant0001' } },
    })
    expect(await exchange(code)).toMatchObject({ status: 400, body: { code: 20065, error: 'invalid_grant' } })
  })

  it('is refused for each reason with its own code', async () => {
    const codeOf = async (code: string, more?: object) => (await exchange(code, { ...more })).body.code
    expect(await codeOf('nothing')).toBe(20003)
    expect(await codeOf(await newCode(), { client_secret: 'x' })).toBe(20002)
    expect(await codeOf(await newCode(), { client_id: OTHER_APP, client_secret: 'other-secret' })).toBe(20024)
    expect(await codeOf(await newCode(), { redirect_uri: `${bench.product.url}/` })).toBe(20071)
    expect(await codeOf(await newCode(), { redirect_uri: undefined })).toBe(20071)
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' }
    expect(await codeOf(await newCode(pkce), { code_verifier: 'other' })).toBe(20049)
    expect(await codeOf(await newCode(pkce), { code_verifier: verifier })).toBe(0)
    const late = await newCode()
    bench.emulator.frame.clock.advance(300_000)
    expect(await codeOf(late)).toBe(20004)
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, availability: { departmentIds: [], userIds: [] } }])
    expect(await codeOf(await newCode())).toBe(20010)
  })

  it('gives a refresh token only when asked for and switched on', async () => {
    const asked = { scope: 'offline_access' }
    expect((await exchange(await newCode(asked))).body).not.toHaveProperty('refresh_token')
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, refreshTokens: true }])
    const { body } = await exchange(await newCode(asked))
    const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token }
    expect((await exchange('', refresh)).body.code).toBe(0)
    expect((await exchange('', refresh)).body.code).toBe(20073)
  })
})

describe('who it is (row 34)', () => {
  it('answers errors with status 200 and shows fields by scope', async () => {
    expect(await userInfo('eyJnone')).toMatchObject({ status: 200, body: { code: 20005 } })
    const { access_token: token } = (await exchange(await newCode())).body
    expect((await userInfo(token)).body.data).not.toHaveProperty('user_id')
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, scopes: ['contact:user.employee_id:readonly'] }])
    expect((await userInfo(token)).body.data).toMatchObject({ user_id: 'member' })
    bench.control.seedUsers([{ userId: 'member', name: '乙党员', isResigned: true }])
    expect(await userInfo(token)).toMatchObject({ status: 200, body: { code: 20021 } })
  })
})

describe('inside the client (rows 32, 35)', () => {
  const ask = (more: object = {}) =>
    bench.emulator.feishu.jssdk.code(
      { kind: 'requestAccess', appId: APP, pageUrl: `${bench.product.url}/?x=1`, ...more },
      'member',
    )

  it('hands out a code for three minutes, on listed pages only', async () => {
    const { code } = ask() as { code: string }
    expect((await exchange(code, { redirect_uri: undefined })).body.code).toBe(0)
    const late = ask() as { code: string }
    bench.emulator.frame.clock.advance(180_000)
    expect((await exchange(late.code, { redirect_uri: undefined })).body.code).toBe(20004)
    expect(ask({ pageUrl: `${bench.product.url}/other` })).toMatchObject({ ok: false, errCode: 10236 })
    bench.control.set({ requestAccess: 'errno103' })
    expect(ask()).toMatchObject({ ok: false, errno: 103 })
    expect(ask({ kind: 'requestAuthCode' })).toMatchObject({ ok: true })
  })

  it('serves a client script that lacks requestAccess when the client is old', async () => {
    const script = async () => (await fetch(`${bench.domain}/h5-js-sdk.js`)).text()
    expect(await script()).toContain('requestAccess: codeCall')
    expect(await script()).not.toContain('delete window.tt.requestAccess')
    bench.control.set({ requestAccess: 'absent' })
    expect(await script()).toContain('delete window.tt.requestAccess')
  })

  it('checks the page signature as the client does', async () => {
    const tickets = [await bench.call('POST', '/jssdk/ticket/get', {}), await bench.call('GET', '/jssdk/ticket/get')]
    const ticket = String(tickets[0]?.body.data.ticket)
    expect(tickets[1]?.body.data).toEqual({ ticket, expire_in: 7200 })
    expect(bench.emulator.feishu.jssdk.ticketRequests(APP)).toBe(2)
    const config = (nonce: string, more: Record<string, unknown> = {}) => {
      const input = {
        appId: APP,
        nonceStr: nonce,
        timestamp: bench.emulator.frame.clock.now(),
        pageUrl: `${bench.product.url}/t?x=1`,
        ...more,
      }
      const verify = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${input.timestamp}&url=${input.pageUrl}`
      const signature = createHash('sha1').update(verify).digest('hex')
      return bench.emulator.feishu.jssdk.config({ signature, jsApiList: [], ...input })
    }
    expect(config('n1')).toEqual({ ok: true })
    expect(config('n1')).toMatchObject({ errorCode: 333443 })
    expect(config('n2', { signature: '0'.repeat(40) })).toMatchObject({ errorCode: 333441 })
    expect(config('n3', { timestamp: 1 })).toMatchObject({ errorCode: 333444 })
    expect(config('n4', { pageUrl: 'https://evil.invalid/' })).toMatchObject({ errorCode: 333448 })
  })
})
