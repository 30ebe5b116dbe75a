import { type AddressInfo, createServer } from 'node:net'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { addressList, isAddressRange, proxyDoubt } from '../../../server/trustedProxies'
import { callerAddress, networkOf } from '../../../server/web/callerAddress'
import { startTestProduct, type TestProduct } from '../../support/product'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

const proxies = addressList(['127.0.0.1', '10.1.0.0/16', 'fd00::/8'])
const from = (remoteAddress: string, forwarded?: string): string =>
  callerAddress(
    { socket: { remoteAddress }, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded } } as never,
    proxies,
  )

describe('who calls', () => {
  it.each([
    ['somebody who comes directly', '203.0.113.9', undefined, '203.0.113.9'],
    ['somebody who comes directly and says he is another', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['whom the proxy names', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['whom the proxy names, not whom he names himself', '127.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['whom the first of two proxies names', '127.0.0.1', '1.1.1.1, 203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['over IPv6 in the coat of IPv4', '::ffff:127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['with the port that some proxies write', '127.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
    ['over IPv6 with brackets and port', 'fd00::1', '[2001:db8::5]:443', '2001:db8::5'],
    ['the proxy itself, where it names nobody', '127.0.0.1', undefined, '127.0.0.1'],
    ['the proxy itself, where it names no address', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['nobody outside, where all of them are proxies', '127.0.0.1', '10.1.0.7', '10.1.0.7'],
  ])('%s', (_who, remote, forwarded, expected) => {
    expect(from(remote, forwarded)).toBe(expected)
  })

  it('of one IPv6 network is one: anybody has as many addresses in it as he likes', () => {
    expect(networkOf('203.0.113.9')).toBe('203.0.113.9')
    expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(networkOf('2001:0db8:1:2::9')).toBe('2001:db8:1:2')
    expect(networkOf('2001:db8::9')).toBe('2001:db8:0:0')
    expect(networkOf('::1')).toBe('0:0:0:0')
  })
})

describe('the addresses of the proxies', () => {
  it.each(['10.0.0.5', '10.0.0.0/8', '::1', 'fd00::/8', '0.0.0.0/1'])('%s is one', (text) => {
    expect(isAddressRange(text)).toBe(true)
  })

  it.each(['', 'nginx', '10.0.0', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8/8', 'fe80::1%eth0', '10.0.0.0/'])(
    '%j is none',
    (text) => expect(isAddressRange(text)).toBe(false),
  )

  it('are missed at the start where they look wrong, and only there', () => {
    const start = (host: string, ...trustedProxies: string[]) => proxyDoubt({ production: true, host, trustedProxies })
    expect(start('127.0.0.1')).toContain('没有填写 TRUSTED_PROXIES')
    expect(start('0.0.0.0')).toContain('没有填写 TRUSTED_PROXIES')
    expect(start('127.0.0.1', '10.0.0.5')).toContain('没有 127.0.0.1')
    expect(start('0.0.0.0', '10.0.0.5')).toBeNull()
    expect(start('127.0.0.1', '127.0.0.0/8')).toBeNull()
    expect(proxyDoubt({ production: false, host: '127.0.0.1', trustedProxies: [] })).toBeNull()
  })
})

describe('how much is too much', () => {
  let product: TestProduct
  afterEach(() => product.stop())

  const ask = (headers: Record<string, string> = {}) => fetch(`${product.url}/api/session`, { headers })
  const statuses = async (count: number, headersOf: (turn: number) => Record<string, string>) => {
    const found: Record<number, number> = {}
    for (let turn = 0; turn < count; turn += 50)
      for (const { status } of await Promise.all(Array.from({ length: 50 }, (_, more) => ask(headersOf(turn + more)))))
        found[status] = (found[status] ?? 0) + 1
    return found
  }
  const invented = (turn: number): string => `198.51.${turn >> 8}.${turn & 255}`

  it('lets an office of 500 behind one address enter within a minute, by the limits as they come', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_MINUTE: '600', REQUESTS_PER_ADDRESS: '3000' })
    const people = sampleChat().chatPeople.filter(({ feishuUserId }) => feishuUserId)
    const enters = async (turn: number): Promise<number[]> => {
      // What the page asks before anybody is known, the login, and what it asks then.
      const before = [await ask(), await ask(), await product.anonymous.call('login.options')]
      const person = await product.loginPerson(people[turn % people.length]?.personId ?? '')
      const after = [await person.call('session.mine'), await person.call('tasks.mine')]
      return [...before, ...after].map(({ status }) => status)
    }
    const begun = Date.now()
    const seen: number[][] = []
    for (let turn = 0; turn < 500; turn += 20)
      seen.push(...(await Promise.all(Array.from({ length: 20 }, (_, more) => enters(turn + more)))))
    expect(Date.now() - begun).toBeLessThan(60_000)
    expect(new Set(seen.map(String))).toEqual(new Set(['401,401,200,200,200']))
    expect(seen).toHaveLength(500)
  }, 120_000)

  it('counts a thousand invented addresses as the one they come from', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '400' })
    expect(await statuses(1000, (turn) => ({ 'X-Forwarded-For': invented(turn) }))).toEqual({ 401: 400, 429: 600 })
  })

  it('believes the proxy, so that the office still enters while somebody elsewhere burns his own share', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '400', TRUSTED_PROXIES: '127.0.0.1' })
    const forged = (turn: number) => ({ 'X-Forwarded-For': `203.0.113.50, ${invented(turn)}, 192.0.2.66` })
    expect(await statuses(1000, forged)).toEqual({ 401: 400, 429: 600 })
    expect(await statuses(400, () => ({ 'X-Forwarded-For': '203.0.113.50' }))).toEqual({ 401: 400 })
  })

  it('says what it is, in words and in seconds, and spares whoever is logged in', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '50' })
    const member = await product.login('member')
    await statuses(100, () => ({}))
    const refused = await product.anonymous.call('session.mine')
    expect([refused.status, refused.body.code]).toEqual([429, 'request.addressBusy'])
    expect(refused.body.sentence).toMatch(/还没登录的访问太多，请\d+秒后再试。$/)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await member.call('session.mine')).status).toBe(200)
    // Neither does it keep anybody from the login itself: that is counted for itself.
    expect((await product.login('office')).cookie).toContain('lxq_session=')
  })

  it('spends the share of one login alone: not of the same person elsewhere, and an ended one spends nothing of his', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_MINUTE: '30' })
    const [desk, phone, lost] = [
      await product.login('member'),
      await product.login('member'),
      await product.login('member'),
    ]
    expect((await lost.call('session.end', {})).status).toBe(200)
    const flood = await statuses(100, () => ({ cookie: lost.cookie }))
    expect(flood[429]).toBeGreaterThanOrEqual(70)
    expect((await statuses(50, () => ({ cookie: desk.cookie })))[429]).toBeGreaterThanOrEqual(20)
    expect((await phone.call('session.mine')).status).toBe(200)
  })

  it('stops who guesses login codes after a few, and whose events are not signed after some', async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '100' })
    const guessed: number[] = []
    for (let turn = 0; turn < 15; turn += 1)
      guessed.push((await product.anonymous.call('login.byCode', { platform: 'feishu', code: `guess${turn}` })).status)
    expect(guessed).toEqual([...Array(10).fill(401), ...Array(5).fill(429)])
    const sent: number[] = []
    for (let turn = 0; turn < 310; turn += 1)
      sent.push((await fetch(`${product.url}/hooks/feishu`, { method: 'POST', body: '{}' })).status)
    // The consoles of the emulator have asked whether the hooks answer, from the same address.
    const stopped = sent.indexOf(429)
    expect(stopped).toBeGreaterThan(270)
    expect(stopped).toBeLessThanOrEqual(300)
    expect(new Set(sent.slice(stopped))).toEqual(new Set([429]))
  }, 30_000)
})

describe('another spelling of an address', () => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '20' })
  })
  afterAll(() => product.stop())

  // What is counted by its path could else be asked for as often as one likes.
  it.each([
    ['GET', '/API/session'],
    ['GET', '/Api/login/options'],
    ['POST', '/API/login/code'],
    ['POST', '/api/login/code/'],
    ['GET', '/LOGIN/feishu'],
    ['GET', '/login/feishu/callback/'],
    ['POST', '/HOOKS/feishu'],
    ['POST', '/hooks/feishu/'],
  ])('%s %s is not that address', async (method, path) => {
    const headers = { 'X-Requested-By': 'lianxinqiao', 'Content-Type': 'application/json' }
    const body = method === 'POST' ? { body: '{"platform":"feishu","code":"guess"}' } : {}
    const { status, headers: answered } = await fetch(product.url + path, {
      method,
      headers,
      redirect: 'manual',
      ...body,
    })
    const isPage = status === 200 && (answered.get('content-type') ?? '').startsWith('text/html')
    expect([status, status === 404 || isPage]).toEqual([status, true])
  })
})

describe('a cookie', () => {
  it.each([
    ['https://lxq.example.com', true],
    ['http://127.0.0.1', false],
  ])('of a house at %s goes by https alone: %s', async (publicUrl, secure) => {
    const port = await freePort()
    const product = await startTestProduct(undefined, { PORT: String(port), PUBLIC_URL: publicUrl })
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/login/feishu`, { redirect: 'manual' })
      const cookies = answer.headers.getSetCookie()
      expect(cookies.length).toBeGreaterThan(0)
      expect(cookies.map((cookie) => /; secure/i.test(cookie))).toEqual(cookies.map(() => secure))
    } finally {
      await product.stop()
    }
  })
})
