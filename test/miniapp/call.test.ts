import { call, fileUrl, toRequest } from '../../miniapp/api/call'
import {
  meanDay,
  meanFor,
  online,
  whenDayChanged,
  whenLoggedOut,
  whenSessionChanged,
} from '../../miniapp/api/connection'
import { Intercepted, Refused, Unreachable } from '../../miniapp/api/refused'
import { addresses } from '../../server/contract/addresses'

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'X-Answered-By': 'lianxinqiao' },
  })

const sentKeys = (fetching: jest.Mock): string[] =>
  fetching.mock.calls.map(
    ([, request]) => (request as { headers: Record<string, string> }).headers['Idempotency-Key'] ?? '',
  )

const answerWith = (...answers: (() => Promise<Response>)[]): jest.Mock => {
  const fetching = jest.fn(
    () => (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Promise.reject(new TypeError('failed')),
  )
  globalThis.fetch = fetching as unknown as typeof fetch
  return fetching
}
const noNetwork = (): Promise<Response> => Promise.reject(new TypeError('failed to fetch'))
const quick = { delays: [0, 0, 0] }

test('a named call fills the path and leaves the rest of the input as the body', () => {
  const request = toRequest(
    addresses['pledge.return'],
    { pledgeId: 'p/1', reason: '照片不清楚，请重拍', revision: 2 },
    { key: 'k' },
  )
  expect(request.method).toBe('POST')
  expect(request.url).toBe('/api/pledges/p%2F1/return')
  expect(JSON.parse(String(request.body))).toEqual({ reason: '照片不清楚，请重拍', revision: 2 })
  expect(request.headers).toMatchObject({ 'X-Requested-By': 'lianxinqiao', 'Idempotency-Key': 'k' })
})

test('a reading call puts the input into the address and sends no key', () => {
  const request = toRequest(addresses['wall.list'], { search: '林 & 周', page: 2, branchId: undefined }, {})
  expect(request.url).toBe('/api/wall?search=%E6%9E%97+%26+%E5%91%A8&page=2')
  expect(request.headers['Idempotency-Key']).toBeUndefined()
})

test('a file goes out as it is, its Chinese name encoded in a header', () => {
  const file = new Blob(['x'], { type: 'image/jpeg' })
  const request = toRequest(addresses['photo.upload'], file, { fileName: '登记照.jpg' })
  expect(request.body).toBe(file)
  expect(request.headers).toMatchObject({
    'Content-Type': 'image/jpeg',
    'X-File-Name': encodeURIComponent('登记照.jpg'),
  })
})

test('the address of a file can be put into an img or a link', () => {
  expect(fileUrl('photo.read', { photoId: 'a' })).toBe('/api/photos/a')
})

test('when the network fails the same submission is sent again under the same key', async () => {
  const fetching = answerWith(noNetwork, noNetwork, () => Promise.resolve(json(200, { done: true })))
  await expect(call('session.end', {}, quick)).resolves.toEqual({ done: true })
  expect(fetching).toHaveBeenCalledTimes(3)
  expect(new Set(sentKeys(fetching)).size).toBe(1)
  expect(sentKeys(fetching)[0]).toMatch(/^[0-9a-f-]{36}$/)
})

test('two different actions never share a key', async () => {
  const fetching = answerWith(() => Promise.resolve(json(200, { done: true })))
  await call('session.end', {}, quick)
  await call('session.end', {}, quick)
  expect(new Set(sentKeys(fetching)).size).toBe(2)
})

test('a server that is restarting behind its gateway counts as network trouble', async () => {
  const fetching = answerWith(
    () => Promise.resolve(new Response('<html>', { status: 502 })),
    () => Promise.resolve(json(200, { done: true })),
  )
  await call('session.end', {}, quick)
  expect(fetching).toHaveBeenCalledTimes(2)
})

test('after the last try the person is told that nobody answered, and the page knows it is offline', async () => {
  const fetching = answerWith(noNetwork)
  await expect(call('tasks.mine', {}, quick)).rejects.toBeInstanceOf(Unreachable)
  expect(fetching).toHaveBeenCalledTimes(4)
  expect(online.value).toBe(false)
  answerWith(() => Promise.resolve(json(200, { tasks: [] })))
  await call('tasks.mine', {}, quick)
  expect(online.value).toBe(true)
})

test('an answer that takes longer than the limit is given up', async () => {
  globalThis.fetch = ((_url: string, { signal }: RequestInit) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    })) as typeof fetch
  await expect(call('tasks.mine', {}, { delays: [], timeoutMilliseconds: 5 })).rejects.toBeInstanceOf(Unreachable)
})

test('a refusal is not tried again and carries its sentence and its fields', async () => {
  const problems = [{ field: 'dutyText', code: 'duty.tooLong', sentence: '工作职责共31字，超出1字' }]
  const fetching = answerWith(() =>
    Promise.resolve(json(422, { code: 'form.invalid', sentence: '有1处需要修改。', problems, requestId: 'r' })),
  )
  const refusal = await call('session.end', {}, quick).catch((fault: unknown) => fault)
  expect(refusal).toBeInstanceOf(Refused)
  expect(refusal).toMatchObject({ status: 422, sentence: '有1处需要修改。', problems, requestId: 'r' })
  expect(fetching).toHaveBeenCalledTimes(1)
})

describe('an answer that is none of ours', () => {
  const page = (status: number) => () =>
    Promise.resolve(new Response('<html>请登录网络</html>', { status, headers: { 'Content-Type': 'text/html' } }))
  test.each<[string, () => Promise<Response>]>([
    ['the login page of a network, with 200', page(200)],
    ['the page of a gateway that blocks', page(403)],
    ['a gateway that asks for its own login', page(401)],
    ['an address that the gateway does not know', page(404)],
    ['JSON of another service', () => Promise.resolve(json(400, ['?']))],
    [
      'a gateway that says in JSON, with 200, that it has blocked this',
      () => Promise.resolve(Response.json({ code: 1 })),
    ],
    ['a refusal of another service', () => Promise.resolve(json(401, { errcode: 401, msg: 'login' }))],
  ])('%s: nothing counts as taken, refused or logged out', async (_what, answer) => {
    const [out, changed] = [jest.fn(), jest.fn()]
    whenLoggedOut(out)
    whenSessionChanged(changed)
    answerWith(answer)
    const heard = await call('visit.log', { visitId: 'v' } as never, quick).catch((fault: unknown) => fault)
    expect(heard).toBeInstanceOf(Intercepted)
    expect(heard).toBeInstanceOf(Unreachable)
    expect(heard).toMatchObject({ sentence: expect.stringContaining('没有连上服务器') })
    expect(online.value).toBe(false)
    expect([out, changed].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
  })

  test('a gateway whose server is gone is a bad network', async () => {
    answerWith(() => Promise.resolve(json(500, ['?'])))
    const heard = await call('tasks.mine', {}, quick).catch((fault: unknown) => fault)
    expect([heard instanceof Unreachable, heard instanceof Intercepted]).toEqual([true, false])
  })

  test('a gateway that takes no file of this size has refused the file', async () => {
    answerWith(page(413))
    await expect(call('photo.upload', new Blob(['x']) as never, quick)).rejects.toMatchObject({
      status: 413,
      sentence: '文件太大，请缩小后再传。',
    })
  })
})

test('a lapsed session tells the page to go to the login', async () => {
  const told = jest.fn()
  whenLoggedOut(told)
  answerWith(() => Promise.resolve(json(401, { code: 'login.needed', sentence: '请先登录。' })))
  await expect(call('tasks.mine', {}, quick)).rejects.toMatchObject({ status: 401 })
  expect(told).toHaveBeenCalledTimes(1)
})

describe('answers that came with the page', () => {
  const withPage = (text: string): { remove: jest.Mock } => {
    const element = { textContent: text, remove: jest.fn() }
    Object.assign(globalThis, { document: { getElementById: (id: string) => (id === 'first' ? element : null) } })
    return element
  }
  /** Before the page is there: Vue takes any document for a whole one. */
  const freshCall = (): typeof call => {
    let fresh: typeof call | undefined
    jest.isolateModules(() => {
      fresh = (jest.requireActual('../../miniapp/api/call') as { call: typeof call }).call
    })
    if (!fresh) throw new Error('no module')
    return fresh
  }
  const sheets = JSON.stringify({ 'tasks.mine {}': { tasks: [] }, 'visit.mine {"page":1}': { visits: [], total: 7 } })
  afterEach(() => Object.assign(globalThis, { document: undefined }))

  test('are used once each, for that very input; a second question goes to the server', async () => {
    const ask = freshCall()
    const { remove } = withPage(sheets)
    const fetching = answerWith(() => Promise.resolve(json(200, { from: 'server' })))
    await expect(ask('tasks.mine', {}, quick)).resolves.toEqual({ tasks: [] })
    expect(fetching).not.toHaveBeenCalled()
    expect(remove).toHaveBeenCalledTimes(1)
    await expect(ask('visit.mine', { page: 2 }, quick)).resolves.toEqual({ from: 'server' })
    await expect(ask('tasks.mine', {}, quick)).resolves.toEqual({ from: 'server' })
  })

  test('are for nothing once something was done', async () => {
    const ask = freshCall()
    withPage(sheets)
    answerWith(() => Promise.resolve(json(200, { from: 'server' })))
    await ask('session.setTextStep', { textStep: 1 }, quick)
    await expect(ask('tasks.mine', {}, quick)).resolves.toEqual({ from: 'server' })
  })

  test('that arrive cut short are asked for', async () => {
    const ask = freshCall()
    withPage(sheets.slice(0, 30))
    answerWith(() => Promise.resolve(json(200, { from: 'server' })))
    await expect(ask('tasks.mine', {}, quick)).resolves.toEqual({ from: 'server' })
  })
})

test('what says 今天 says which day that was; pressed on another day it says nothing of it', async () => {
  const turned = jest.fn()
  whenDayChanged(turned)
  meanDay('2026-09-06')
  const visit = { visitId: 'v', visitedDay: '2026-09-06' } as never
  const headersOf = (input: never, options = {}) => toRequest('visit.log', input, options).headers
  expect(headersOf(visit)).toMatchObject({ 'X-Meant-Day': '2026-09-06' })
  expect(headersOf(visit, { meantDay: '' })['X-Meant-Day']).toBeUndefined()
  expect(headersOf({ visitId: 'v', visitedDay: '2026-09-05' } as never)['X-Meant-Day']).toBeUndefined()
  answerWith(() => Promise.resolve(json(409, { code: 'session.dayChanged', sentence: '已是新的一天。' })))
  await expect(call('visit.log', visit, quick)).rejects.toBeInstanceOf(Refused)
  expect(turned).toHaveBeenCalledTimes(1)
  meanDay('')
})

test('every call says whose page it is from; what is turned away for another person is neither refused nor lost', async () => {
  const changed = jest.fn()
  whenSessionChanged(changed)
  meanFor('p-1')
  const fetching = answerWith(() => Promise.resolve(json(409, { code: 'session.changed', sentence: '换了人' })))
  await expect(call('session.setTextStep', { textStep: 1 }, quick)).rejects.toBeInstanceOf(Unreachable)
  expect(fetching).toHaveBeenCalledTimes(1)
  expect(fetching.mock.calls[0]?.[1].headers).toMatchObject({ 'X-Meant-For': 'p-1' })
  expect(changed).toHaveBeenCalledTimes(1)
  meanFor('')
  expect(toRequest(addresses['tasks.mine'], {}, {}).headers['X-Meant-For']).toBeUndefined()
})
