import { Refused, Unreachable } from '../../miniapp/api/refused'
import { createQueue, type Pending, type Sending } from '../../miniapp/composables/queue'
import { memoryStore } from './support/memoryStore'

const visit = (over: Partial<Omit<Pending, 'key'>> = {}): Omit<Pending, 'key'> => ({
  name: 'visit.log',
  input: { visitId: 'v1' },
  slot: 'visit.v1',
  title: '走访林知夏',
  path: '/visits',
  draftName: '',
  giveBack: { draftName: 'draft.me.visit', draft: { content: '一切正常' } },
  ...over,
})
const unreachable: Sending = () => Promise.reject(new Unreachable())
const refusing =
  (status: number): Sending =>
  () =>
    Promise.reject(new Refused(status, 'x', '不能这样登记。'))

/** A server that may fail to answer although it has written; it counts what it has written by key, as ours does. */
const server = () => {
  const written = new Map<string, unknown>()
  let losesAnswers = 0
  const send: Sending = (_name, input, key) => {
    if (!written.has(key)) written.set(key, input)
    return losesAnswers-- > 0 ? Promise.reject(new Unreachable()) : Promise.resolve({ done: true })
  }
  return {
    written,
    send,
    loseAnswers: (count: number) => {
      losesAnswers = count
    },
  }
}

test('what could not be sent is still there after a reload and arrives once when the network is back', async () => {
  const store = memoryStore()
  const before = createQueue(store, unreachable)
  before.open('me')
  await expect(before.submit(visit())).resolves.toEqual({ kind: 'waiting' })

  const { written, send } = server()
  const after = createQueue(store, send)
  after.open('me')
  expect(after.waiting.value).toHaveLength(1)
  await after.flush()
  await after.flush()
  expect([...written.values()]).toEqual([{ visitId: 'v1' }])
  expect(after.waiting.value).toEqual([])
  expect(store.names()).toEqual([])
})

test('an answer that got lost does not write the visit twice', async () => {
  const { written, send, loseAnswers } = server()
  const queue = createQueue(memoryStore(), send)
  queue.open('me')
  loseAnswers(1)
  await queue.submit(visit())
  await queue.flush()
  expect(written.size).toBe(1)
  expect(queue.waiting.value).toEqual([])
})

test('pressing submit again while the first is under way sends one submission', async () => {
  let answer: (value: unknown) => void = () => undefined
  const send = jest.fn(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  const queue = createQueue(memoryStore(), send)
  queue.open('me')
  const first = queue.submit(visit())
  const second = queue.submit(visit())
  answer({ done: true })
  await Promise.all([first, second])
  expect(send).toHaveBeenCalledTimes(1)
})

test('the draft of a pledge goes only when the server has confirmed it', async () => {
  const store = memoryStore()
  store.write('draft.me.pledge', { dutyText: '设备点检' })
  const pledge = visit({ slot: 'pledge', draftName: 'draft.me.pledge', giveBack: null })
  const before = createQueue(store, unreachable)
  before.open('me')
  await before.submit(pledge)
  expect(store.read('draft.me.pledge')).not.toBeNull()
  const after = createQueue(store, server().send)
  after.open('me')
  await after.flush()
  expect(store.names()).toEqual([])
  expect(after.confirmed.value).toMatchObject({ slot: 'pledge' })
})

test('a refusal at the first try is thrown to the form and nothing stays behind', async () => {
  const store = memoryStore()
  const queue = createQueue(store, refusing(422))
  queue.open('me')
  await expect(queue.submit(visit())).rejects.toMatchObject({ sentence: '不能这样登记。' })
  expect(store.names()).toEqual([])
})

test('a visit refused later is named and its words are given back to the form', async () => {
  const store = memoryStore()
  const before = createQueue(store, unreachable)
  before.open('me')
  await before.submit(visit())
  const after = createQueue(store, refusing(409))
  after.open('me')
  await after.flush()
  expect(after.turnedDown.value).toEqual([{ title: '走访林知夏', path: '/visits', sentence: '不能这样登记。' }])
  expect(store.read('draft.me.visit')).toEqual({ content: '一切正常' })
  after.dismiss(0)
  expect(after.turnedDown.value).toEqual([])
})

test('words typed meanwhile are not overwritten by those given back', async () => {
  const store = memoryStore()
  const before = createQueue(store, unreachable)
  before.open('me')
  await before.submit(visit())
  store.write('draft.me.visit', { content: '新写的' })
  const after = createQueue(store, refusing(409))
  after.open('me')
  await after.flush()
  expect(store.read('draft.me.visit')).toEqual({ content: '新写的' })
})

test('a lapsed session keeps the submission waiting for the next login', async () => {
  const queue = createQueue(memoryStore(), refusing(401))
  queue.open('me')
  await expect(queue.submit(visit())).resolves.toEqual({ kind: 'waiting' })
  expect(queue.isWaiting('visit.v1')).toBe(true)
})

test('another person on the same phone does not send what the first one left', async () => {
  const store = memoryStore()
  const first = createQueue(store, unreachable)
  first.open('me')
  await first.submit(visit())
  const { written, send } = server()
  const second = createQueue(store, send)
  second.open('someoneElse')
  await second.flush()
  expect(written.size).toBe(0)
  expect(store.names()).toEqual(['queue.me'])
})
