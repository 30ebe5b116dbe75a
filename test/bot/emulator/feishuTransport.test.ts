import { APP, type Bench, SECRET, startBench } from './feishuBench'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

async function askToken(body: unknown) {
  const url = `${bench.domain}/open-apis/auth/v3/tenant_access_token/internal`
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
}

const hello = (userId = 'member') => ({
  params: { receive_id_type: 'open_id' as const },
  data: { receive_id: bench.openId(userId), msg_type: 'text', content: JSON.stringify({ text: '您好' }) },
})

describe('tokens (rows 1–3)', () => {
  it('hands out the same token until half an hour is left, then a new one while the old still works', async () => {
    const first = await askToken({ app_id: APP, app_secret: SECRET })
    expect(first).toMatchObject({ status: 200, body: { code: 0, msg: 'ok', expire: 7200 } })
    bench.emulator.frame.clock.advance(5000_000)
    expect((await askToken({ app_id: APP, app_secret: SECRET })).body).toEqual({ ...first.body, expire: 2200 })
    bench.emulator.frame.clock.advance(1000_000)
    const second = await askToken({ app_id: APP, app_secret: SECRET })
    expect(second.body.tenant_access_token).not.toBe(first.body.tenant_access_token)
    const old = await bench.call('GET', '/bot/v3/info', undefined, String(first.body.tenant_access_token))
    expect(old.body).toMatchObject({ code: 0, bot: { activate_status: 2, app_name: '连心桥' } })
  })

  it('answers wrong credentials with status 200 and a code', async () => {
    expect(await askToken({ app_id: 'cli_ffff000000000000', app_secret: 'x' })).toEqual({
      status: 200,
      body: { code: 10014, msg: 'app id not exists' },
    })
    expect((await askToken({ app_id: APP, app_secret: 'x' })).body).toEqual({ code: 10014, msg: 'app secret invalid' })
    expect((await askToken({})).body).toEqual({ code: 10003, data: {}, msg: 'invalid param' })
  })

  it('tells a missing, a malformed and a revoked token apart', async () => {
    const bare = await fetch(`${bench.domain}/open-apis/bot/v3/info`)
    expect([bare.status, ((await bare.json()) as { code: number }).code]).toEqual([400, 99991661])
    expect((await bench.call('GET', '/bot/v3/info', undefined, 'junk')).body.code).toBe(99991671)
    const token = await bench.tenantToken()
    bench.control.revokeTokens()
    const revoked = await bench.call('GET', '/bot/v3/info', undefined, token)
    expect(revoked).toMatchObject({
      status: 400,
      body: { code: 99991663, error: { log_id: revoked.headers.get('x-tt-logid') } },
    })
  })

  it('lets the SDK send, and shows that the SDK keeps a revoked token', async () => {
    const client = bench.client()
    const sent = await client.im.v1.message.create(hello())
    expect(sent).toMatchObject({ code: 0, data: { msg_type: 'text', sender: { id: APP, id_type: 'app_id' } } })
    expect(bench.control.messages({ userId: 'member' })).toHaveLength(1)
    bench.control.revokeTokens()
    await expect(client.im.v1.message.create(hello())).rejects.toMatchObject({ response: { data: { code: 99991663 } } })
  })
})

describe('permissions and limits (rows 4–7)', () => {
  it('names the scope that is missing', async () => {
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, scopes: [] }])
    const reply = await bench.call('GET', '/contact/v3/scopes')
    expect(reply).toMatchObject({ status: 400, body: { code: 99991672 } })
    expect(reply.body.error?.permission_violations).toContainEqual({
      type: 'action_scope_required',
      subject: 'contact:contact.base:readonly',
    })
  })

  it('refuses a disabled app and a caller outside the address list', async () => {
    const token = await bench.tenantToken()
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, ipWhitelist: ['10.0.0.1'] }])
    expect((await bench.call('GET', '/bot/v3/info', undefined, token)).body.code).toBe(99991401)
    bench.control.seedApps([{ appId: APP, appSecret: SECRET, disabled: true }])
    expect((await bench.call('GET', '/bot/v3/info', undefined, token)).body.code).toBe(99991662)
  })

  it('limits one app to 50 calls of an API in a second and says when to come back', async () => {
    bench.control.useLimit({ key: `${APP} get /bot/v3/info`, count: 50 })
    const reply = await bench.call('GET', '/bot/v3/info')
    expect(reply).toMatchObject({ status: 429, body: { code: 99991400, msg: 'request trigger frequency limit' } })
    expect(reply.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(Number(reply.headers.get('x-ogw-ratelimit-reset'))).toBeGreaterThan(0)
    bench.control.set({ limits: { status400: true } })
    expect((await bench.call('GET', '/bot/v3/info')).status).toBe(400)
    bench.emulator.frame.clock.advance(1001)
    expect((await bench.call('GET', '/bot/v3/info')).status).toBe(200)
  })

  it('limits one person to five messages in a second, without saying when to come back', async () => {
    const client = bench.client()
    for (let count = 0; count < 5; count += 1) await client.im.v1.message.create(hello())
    const refused = await client.im.v1.message.create(hello()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ response: { status: 400, data: { code: 230020 } } })
    expect((refused as { response: { headers: object } }).response.headers).not.toHaveProperty('x-ogw-ratelimit-reset')
    await expect(client.im.v1.message.create(hello('secretary'))).resolves.toMatchObject({ code: 0 })
  })
})

describe('transport (rows 38–40)', () => {
  it('takes a body on GET, knows wrong paths and wrong methods', async () => {
    await expect(bench.client().contact.v3.scope.list({})).resolves.toMatchObject({ code: 0 })
    expect(await bench.call('POST', '/no/such/path', {})).toMatchObject({ status: 404, body: { code: 99991201 } })
    expect(await bench.call('DELETE', '/bot/v3/info')).toMatchObject({ status: 405, body: { code: 99991301 } })
    expect(await bench.call('POST', '/im/v1/messages?receive_id_type=open_id', '{"a":')).toMatchObject({
      status: 400,
      body: { code: 9499 },
    })
  })

  it('can be late, break off, or answer as a broken gateway', async () => {
    const { faults } = bench.emulator.frame
    const token = await bench.tenantToken()
    const ask = () => fetch(`${bench.domain}/open-apis/bot/v3/info`, { headers: { authorization: `Bearer ${token}` } })
    faults.add({ path: '/feishu/open-apis/bot', kind: 'html502' })
    expect((await ask()).status).toBe(502)
    faults.add({ path: '/feishu/open-apis/bot', kind: 'reset' })
    await expect(ask()).rejects.toThrow()
    faults.add({ path: '/feishu/open-apis/bot', kind: 'truncatedJson' })
    await expect((await ask()).json()).rejects.toThrow()
    faults.add({ path: '/feishu/open-apis/bot', kind: 'delay', delayMs: 120 })
    const started = performance.now()
    await ask()
    expect(performance.now() - started).toBeGreaterThan(110)
  })

  it('can deliver a message and lose the answer; the same uuid then brings no second message', async () => {
    const client = bench.client()
    const request = { ...hello(), data: { ...hello().data, uuid: 'reminder-1' } }
    await client.request({ method: 'GET', url: '/open-apis/bot/v3/info' })
    bench.emulator.frame.faults.add({ path: '/feishu/open-apis/im', kind: 'lostResponse' })
    await expect(client.im.v1.message.create(request)).rejects.toThrow()
    expect(bench.control.messages()).toHaveLength(1)
    await expect(client.im.v1.message.create(request)).resolves.toMatchObject({ code: 0 })
    expect(bench.control.messages()).toHaveLength(1)
  })

  it('does not offer the long connection', async () => {
    const reply = await fetch(`${bench.domain}/callback/ws/endpoint`, { method: 'POST', body: '{}' })
    expect(await reply.json()).toEqual({ code: 514, msg: 'auth failed' })
  })
})
