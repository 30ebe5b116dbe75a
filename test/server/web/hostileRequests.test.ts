import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { everyRow } from './everyRow'
import { keptConnections, type Post, type Sent } from './keptConnections'
import { setStage } from './stage'

describe('requests that no page of ours sends', () => {
  let product: TestProduct
  let member: Caller
  let connections: ReturnType<typeof keptConnections>

  beforeAll(async () => {
    product = await startTestProduct()
    await setStage(product.database)
    member = await product.login('member')
    connections = keptConnections(product.url)
  }, 60_000)
  afterAll(async () => {
    connections.close()
    await product.stop()
  })

  const visit = '/api/visits'
  const send = (
    body: Buffer | string,
    headers: Post['headers'] = {},
    path = visit,
    cookie = member.cookie,
  ): Promise<Sent> => connections.send({ path, cookie, body, headers })
  const codeOf = ({ status, text }: Sent): [number, string] => [status, JSON.parse(text).code]

  it.each([
    ['half a sentence', '{"visitId":'],
    ['two values', '{}{}'],
    ['a bare word', 'hello'],
    ['a bare number', '1'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('JSON that is %s is refused in words', async (_what, body) => {
    expect(codeOf(await send(body))).toEqual([400, 'request.malformed'])
  })

  it.each([['null'], ['[]'], ['[{}]'], ['"text"'], ['']])('a body of %s is no form', async (body) => {
    expect(codeOf(await send(body))).toEqual([400, 'request.malformed'])
  })

  it('a very deep value is refused and the server lives on', async () => {
    const deep = `{"visitId":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect((await send(deep)).status).toBe(400)
    expect((await member.call('session.mine')).status).toBe(200)
  })

  it.each([
    ['text/plain', '{}'],
    ['application/x-www-form-urlencoded', 'visitId=1'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['application/xml', '<a/>'],
    [undefined, '{}'],
    ['application/json; charset=nonsense', '{}'],
  ])('a form sent as %s is not read', async (type, body) => {
    const { status } = await send(body, { 'Content-Type': type })
    expect([400, 415]).toContain(status)
  })

  it('a body over the limit is refused before it is read', async () => {
    expect(codeOf(await send(JSON.stringify({ content: 'x'.repeat(1_200_000) })))).toEqual([413, 'request.tooLarge'])
    const file = { 'Content-Type': 'image/jpeg' }
    expect(codeOf(await send(Buffer.alloc(12 * 1024 * 1024 + 1), file, '/api/photos'))).toEqual([
      413,
      'request.tooLarge',
    ])
  })

  it('a file that does not say how long it is hears why it is too long', async () => {
    const { request } = await import('node:http')
    const answer = await new Promise<Sent>((resolve, reject) => {
      const headers = { Cookie: member.cookie, 'X-Requested-By': 'lianxinqiao', 'Content-Type': 'image/jpeg' }
      const sending = request(`${product.url}/api/photos`, { method: 'POST', headers }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
      })
      sending.on('error', reject)
      for (let piece = 0; piece < 13; piece += 1) sending.write(Buffer.alloc(1024 * 1024))
      sending.end()
    })
    expect(codeOf(answer)).toEqual([413, 'request.tooLarge'])
  })

  it('a compressed bomb is refused', async () => {
    const { gzipSync } = await import('node:zlib')
    const bomb = gzipSync(Buffer.alloc(30 * 1024 * 1024, ' '))
    expect((await send(bomb, { 'Content-Encoding': 'gzip' })).status).toBe(413)
  })

  it('a file without bytes is refused in words', async () => {
    const { status, text } = await send('', { 'Content-Type': 'image/jpeg' }, '/api/photos')
    expect([status, JSON.parse(text).sentence]).toEqual([400, '提交的内容有误：没有收到文件，请重新选择后再传'])
  })

  it('a file name that is no address text is refused', async () => {
    const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': '%E0%A4%A' }
    expect(codeOf(await send('x', headers, '/api/photos'))).toEqual([400, 'request.malformed'])
  })

  it('a cookie that was changed, cut, doubled or made up is nobody', async () => {
    const [name = '', value = ''] = (
      member.cookie.split('; ').find((each) => each.startsWith('lxq_session=')) ?? ''
    ).split('=')
    const signature = member.cookie.split('; ').find((each) => each.startsWith('lxq_session.sig=')) ?? ''
    const other = (await product.login('office')).personId
    const [, ...rest] = value.split('.')
    const cookies = [
      `${name}=${value}`,
      signature,
      `${name}=${value}; lxq_session.sig=AAAA`,
      `${name}=${value.slice(0, -1)}; ${signature}`,
      `${name}=${[other, ...rest].join('.')}; ${signature}`,
      `${name}=; ${signature}`,
      `${name}=${'x'.repeat(4000)}; ${signature}`,
      `${name}=%00; ${signature}`,
      ';;;=;=',
      '__proto__=1',
    ]
    for (const cookie of cookies) {
      expect(codeOf(await send('{}', {}, visit, cookie))).toEqual([401, 'login.needed'])
    }
  })

  it('a session older than a week has ended', async () => {
    const real = Date.now
    try {
      Date.now = () => real() + 7 * 24 * 3600 * 1000 + 1000
      expect((await member.call('session.mine')).status).toBe(401)
    } finally {
      Date.now = real
    }
    expect((await member.call('session.mine')).status).toBe(200)
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('%s changes nothing and is no fault', async (method) => {
    const before = await everyRow(product.database)
    const { status } = await connections.send({
      path: visit,
      cookie: member.cookie,
      body: '{}',
      method: method as 'POST',
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect([500, 502, 503]).not.toContain(status)
    expect(await everyRow(product.database)).toEqual(before)
  })

  /** Where the login leads that begins with this. */
  async function returnPathOf(target: string): Promise<unknown> {
    const path = `/login/feishu?return=${encodeURIComponent(target)}`
    const answer = await fetch(`${product.url}${path}`, { redirect: 'manual' })
    const memory = answer.headers.getSetCookie().find((each) => /^lxq_login_[0-9a-f]{32}=/.test(each)) ?? ''
    return JSON.parse(Buffer.from(/=([^;]*)/.exec(memory)?.[1] ?? '', 'base64url').toString())[1]
  }

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%0d%0aSet-Cookie:x=1',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('after the login nobody is sent away to %s', async (target) => {
    expect(await returnPathOf(target)).toBe('/')
  })

  it('after the login whoever was looking for something finds what he was looking for', async () => {
    // As the router of the pages writes it: a space is a +, other signs stand as they are.
    const target = "/filings/measureFiling?q=%E8%B4%A2%E6%8A%95+(2%E5%8F%B7)~!*':,;@$&sort=-day"
    expect(await returnPathOf(target)).toBe(target)
  })

  it.each(['', '?code=x', '?code=x&state=y', '?state=y', '?code=a&code=b&state=c&state=d'])(
    'coming back from the platform with %s and no login begun leads to the login page',
    async (query) => {
      const answer = await fetch(`${product.url}/login/wecom/callback${query}`, { redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login?problem=login.stateInvalid'])
    },
  )

  it.each([
    ['lost against another', { errno: 1213, code: 'ER_LOCK_DEADLOCK' }, 503, 'server.busy'],
    ['waited too long', { code: 'SQLITE_BUSY' }, 503, 'server.busy'],
    ['found the record there already', { errno: 1062, code: 'ER_DUP_ENTRY' }, 409, 'record.changed'],
    ['found it there already on SQLite', { code: 'SQLITE_CONSTRAINT_UNIQUE' }, 409, 'record.changed'],
    ['points to nothing', { errno: 1452, code: 'ER_NO_REFERENCED_ROW_2' }, 404, 'record.notFound'],
    ['points to nothing on SQLite', { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' }, 404, 'record.notFound'],
  ])('a write that %s is answered in words, not with a fault', async (_what, driverError, status, code) => {
    const { database } = product
    const real = database.unitOfWork.bind(database)
    database.unitOfWork = () => Promise.reject(Object.assign(new Error('secret'), { driverError }))
    const reply = await member.call('session.setTextStep', { textStep: 1 })
    database.unitOfWork = real
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(JSON.stringify(reply.body)).not.toContain('secret')
  })

  it('an unknown fault is answered with a number to ask for, and nothing else', async () => {
    const { database } = product
    const real = database.read.bind(database)
    database.read = () => Promise.reject(new Error('secret detail'))
    const { status, body } = await member.call('session.mine')
    database.read = real
    expect(status).toBe(500)
    expect(body.sentence).toBe(`系统出了点问题，请稍后再试。如仍不行，请把编号${body.requestId}告诉管理员。`)
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  it('somebody in too great a hurry is told how long to wait, and others are not', async () => {
    const busy = await startTestProduct(undefined, { REQUESTS_PER_MINUTE: '20' })
    try {
      const hasty = await busy.login('member')
      const calm = await busy.login('office')
      const answers = await Promise.all(Array.from({ length: 30 }, () => hasty.call('session.mine')))
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).toBeGreaterThanOrEqual(10)
      expect(refused[0]?.body.sentence).toMatch(/^操作太频繁，请\d+秒后再试。$/)
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
      expect((await calm.call('session.mine')).status).toBe(200)
    } finally {
      await busy.stop()
    }
  })
})
