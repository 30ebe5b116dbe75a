import { useSend } from '../../../miniapp/composables/useSend'

const answers: (() => Promise<Response>)[] = []
const keys: (string | null)[] = []

beforeEach(() => {
  answers.length = 0
  keys.length = 0
  jest.spyOn(globalThis, 'fetch').mockImplementation((_url, options) => {
    keys.push(new Headers(options?.headers).get('Idempotency-Key'))
    return answers.shift()?.() ?? Promise.reject(new TypeError('no answer prepared'))
  })
})
afterEach(() => jest.restoreAllMocks())

const json = (status: number, body: unknown) => () =>
  Promise.resolve(
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json', 'X-Answered-By': 'lianxinqiao' },
    }),
  )
const lost = () => Promise.reject(new TypeError('network'))
const once = { delays: [] }

test('pressed again after the answer was lost, the same action carries the same key and is done once', async () => {
  answers.push(lost, json(200, { done: true }), json(200, { done: true }))
  const sending = useSend()
  const input = { grantId: 'g', toDay: '2026-06-08', reason: '支部换届' }
  expect(await sending.send('organisation.endGrant', input, undefined, once)).toBe(false)
  expect(sending.refusal.value?.code).toBe('network')
  expect(await sending.send('organisation.endGrant', input, undefined, once)).toBe(true)
  expect(keys[1]).toBe(keys[0])
  await sending.send('organisation.endGrant', input, undefined, once)
  expect(keys[2]).not.toBe(keys[0])
})

test('other words, or a refusal, begin a new action with a new key', async () => {
  answers.push(
    lost,
    json(422, { code: 'form.invalid', sentence: '有1处需要修改。', problems: [] }),
    json(200, { done: true }),
  )
  const sending = useSend()
  const input = { grantId: 'g', toDay: '2026-06-08', reason: '支部换届' }
  await sending.send('organisation.endGrant', input, undefined, once)
  await sending.send('organisation.endGrant', { ...input, reason: '届中调整' }, undefined, once)
  expect(sending.refusal.value?.sentence).toBe('有1处需要修改。')
  await sending.send('organisation.endGrant', { ...input, reason: '届中调整' }, undefined, once)
  expect(new Set(keys).size).toBe(3)
})
