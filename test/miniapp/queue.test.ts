import { reactive } from 'vue'
import { Intercepted, NotKept, Refused, Unreachable } from '../../miniapp/api/refused'
import { createQueue, type Pending, type Queue, type Sending } from '../../miniapp/composables/queue'
import { type MemoryBox, memoryBox, openWindow } from './support/keptPhone'

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
const at = 1_790_000_000_000

/** The waiting list of a window, as a reload makes it. */
const queueOn = async (box: MemoryBox, send: Sending, owner = 'me'): Promise<Queue> =>
  createQueue(
    await openWindow(box, owner),
    send,
    (_name, body) => body(),
    () => at,
  )
const kinds = ({ kept }: MemoryBox) => [...kept.values()].map(({ kind }) => kind)

/** A server that may fail to answer although it has written; it counts what it has written by key, as ours does. */
const server = () => {
  const written = new Map<string, unknown>()
  let losesAnswers = 0
  const send: Sending = ({ input, key }) => {
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
  const box = memoryBox()
  await expect((await queueOn(box, unreachable)).submit(visit())).resolves.toEqual({ kind: 'waiting' })
  const { written, send } = server()
  const after = await queueOn(box, send)
  expect(after.waiting.value).toHaveLength(1)
  await after.flush()
  await after.flush()
  expect([...written.values()]).toEqual([{ visitId: 'v1' }])
  expect(after.waiting.value).toEqual([])
  expect(after.sent.value).toMatchObject([{ title: '走访林知夏', path: '/visits', at }])
  // What was written stays with the server alone.
  expect(JSON.stringify([...box.kept.values()])).not.toContain('v1')
})

test('what a form holds that Vue watches is kept like anything else', async () => {
  const form = reactive({ content: '一切正常', purposes: ['LISTENING'] })
  const given = { input: { visitId: 'v1', purposes: form.purposes }, giveBack: { draftName: 'd', draft: { ...form } } }
  const box = memoryBox()
  await expect((await queueOn(box, unreachable)).submit(visit(given))).resolves.toEqual({ kind: 'waiting' })
  expect(kinds(box)).toEqual(['waiting'])
})

test('an answer that got lost does not write the visit twice', async () => {
  const { written, send, loseAnswers } = server()
  const queue = await queueOn(memoryBox(), send)
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
  const queue = await queueOn(memoryBox(), send)
  const first = queue.submit(visit())
  const second = queue.submit(visit())
  await new Promise((done) => setTimeout(done, 5))
  answer({ done: true })
  await Promise.all([first, second])
  expect(send).toHaveBeenCalledTimes(1)
})

test('two windows keep their entries beside each other, and each is sent once', async () => {
  const box = memoryBox()
  const [one, other] = [await queueOn(box, unreachable), await queueOn(box, unreachable)]
  await one.submit(visit())
  await other.submit(visit({ slot: 'visit.v2', input: { visitId: 'v2' } }))
  const { written, send } = server()
  await (await queueOn(box, send)).flush()
  expect([...written.values()]).toEqual([{ visitId: 'v1' }, { visitId: 'v2' }])
})

test('the draft of a pledge goes only when the server has confirmed it', async () => {
  const box = memoryBox()
  await (await openWindow(box)).put('draft', 'draft.me.pledge', { dutyText: '设备点检' })
  await (await queueOn(box, unreachable)).submit(
    visit({ slot: 'pledge', draftName: 'draft.me.pledge', giveBack: null }),
  )
  expect(box.kept.has('draft.me.pledge')).toBe(true)
  const after = await queueOn(box, server().send)
  await after.flush()
  expect(kinds(box)).toEqual(['sent'])
  expect(after.confirmed.value).toMatchObject({ slot: 'pledge' })
})

test('a refusal at the first try is thrown to the form, whose words are a draft again', async () => {
  const box = memoryBox()
  await (await openWindow(box)).put('draft', 'draft.me.visit', { content: '一切正常' })
  const queue = await queueOn(box, refusing(422))
  await expect(queue.submit(visit())).rejects.toMatchObject({ sentence: '不能这样登记。' })
  expect([...box.kept.values()]).toMatchObject([
    { id: 'draft.me.visit', kind: 'draft', value: { content: '一切正常' } },
  ])
})

test('a visit refused later is named, also after a reload, and its words are given back to the form', async () => {
  const box = memoryBox()
  await (await queueOn(box, unreachable)).submit(visit())
  await (await queueOn(box, refusing(409))).flush()
  const after = await queueOn(box, unreachable)
  expect(after.turnedDown.value).toMatchObject([{ title: '走访林知夏', path: '/visits', sentence: '不能这样登记。' }])
  expect((await openWindow(box)).read('draft.me.visit')).toEqual({ content: '一切正常' })
  await after.dismiss(after.turnedDown.value[0]?.id ?? '')
  expect(after.turnedDown.value).toEqual([])
  expect(kinds(box)).toEqual(['draft'])
})

test('words typed meanwhile are not overwritten by those given back', async () => {
  const box = memoryBox()
  await (await queueOn(box, unreachable)).submit(visit())
  await (await openWindow(box)).put('draft', 'draft.me.visit', { content: '新写的' })
  await (await queueOn(box, refusing(409))).flush()
  expect((await openWindow(box)).read('draft.me.visit')).toEqual({ content: '新写的' })
})

test('refused words whose form holds others stay in the list until that is free', async () => {
  const box = memoryBox()
  const offline = await queueOn(box, unreachable)
  const draft = (content: string) => ({ giveBack: { draftName: 'draft.me.visit', draft: { content } } })
  await offline.submit(visit(draft('第一次走访')))
  await offline.submit(visit({ ...draft('第二次走访'), slot: 'visit.v2', input: { visitId: 'v2' } }))
  const queue = await queueOn(box, refusing(422))
  await queue.flush()
  const formHolds = async () => (await openWindow(box)).read('draft.me.visit')
  expect(await formHolds()).toEqual({ content: '第一次走访' })
  const [first, second] = (await queueOn(box, unreachable)).turnedDown.value
  expect([first?.giveBack, second?.giveBack?.draft]).toEqual([null, { content: '第二次走访' }])
  const id = second?.id ?? ''
  expect(await queue.takeUp(id)).toBe(false)
  expect(await formHolds()).toEqual({ content: '第一次走访' })
  await (await openWindow(box)).remove('draft.me.visit')
  const after = await queueOn(box, unreachable)
  expect(await after.takeUp(id)).toBe(true)
  expect(await formHolds()).toEqual({ content: '第二次走访' })
  expect(after.turnedDown.value.map(({ giveBack }) => giveBack)).toEqual([null, null])
})

test('what still waits says what its last try heard, and one that a gateway blocks does not keep the others', async () => {
  const box = memoryBox()
  const offline = await queueOn(box, unreachable)
  for (const id of ['v1', 'v2', 'v3']) await offline.submit(visit({ slot: `visit.${id}`, input: { visitId: id } }))
  const tried: unknown[] = []
  const queue = await queueOn(box, ({ input }) => {
    const { visitId } = input as { visitId: string }
    tried.push(visitId)
    if (visitId === 'v1') return Promise.reject(new Intercepted())
    return visitId === 'v2' ? Promise.resolve({}) : Promise.reject(new Refused(429, 'x', '请30秒后再试。'))
  })
  expect(queue.waiting.value.map(({ key }) => queue.reasonOf(key))).toEqual(['', '', ''])
  await queue.flush()
  expect(tried).toEqual(['v1', 'v2', 'v3'])
  expect(queue.waiting.value.map(({ key }) => queue.reasonOf(key))).toEqual([
    expect.stringContaining('拦住'),
    '请30秒后再试。',
  ])
})

test.each([
  ['no network', () => Promise.reject(new Unreachable())],
  ['a server that cannot now', () => Promise.reject(new Unreachable('系统正在维护。'))],
  ['one that is asked too often', refusing(429)],
])('%s in the middle of the list: the rest waits in its order, untried', async (_why, send) => {
  const box = memoryBox()
  const offline = await queueOn(box, unreachable)
  for (const id of ['v1', 'v2', 'v3']) await offline.submit(visit({ slot: `visit.${id}`, input: { visitId: id } }))
  const tried: unknown[] = []
  const sending: Sending = (outgoing) => {
    tried.push(outgoing.input)
    return tried.length === 1 ? Promise.resolve({}) : send(outgoing)
  }
  const queue = await queueOn(box, sending)
  await queue.flush()
  expect(tried).toEqual([{ visitId: 'v1' }, { visitId: 'v2' }])
  expect(queue.waiting.value.map(({ input }) => input)).toEqual([{ visitId: 'v2' }, { visitId: 'v3' }])
})

test.each([
  ['a lapsed session', 401],
  ['a server that is asked too often', 429],
])('%s keeps the submission waiting', async (_why, status) => {
  const queue = await queueOn(memoryBox(), refusing(status))
  await expect(queue.submit(visit())).resolves.toEqual({ kind: 'waiting' })
  expect(queue.isWaiting('visit.v1')).toBe(true)
})

test('another person on the same phone neither sees nor sends what the first one left', async () => {
  const box = memoryBox()
  await (await queueOn(box, unreachable)).submit(visit())
  const { written, send } = server()
  const second = await queueOn(box, send, 'someoneElse')
  await second.flush()
  expect([written.size, second.waiting.value]).toEqual([0, []])
  expect(kinds(box)).toEqual(['waiting'])
})

test('each try says for whom it is', async () => {
  const send = jest.fn<Promise<unknown>, Parameters<Sending>>(() => Promise.resolve({}))
  await (await queueOn(memoryBox(), send, 'me')).submit(visit())
  expect(send.mock.calls[0]?.[0]).toMatchObject({ meantFor: 'me', input: { visitId: 'v1' } })
})

describe('on a phone that cannot keep anything', () => {
  test('what was not sent is not called kept; pressed again it goes under the same key, and once', async () => {
    const box = memoryBox()
    box.full = true
    const { written, send, loseAnswers } = server()
    const queue = await queueOn(box, send)
    loseAnswers(1)
    await expect(queue.submit(visit())).rejects.toBeInstanceOf(NotKept)
    expect(queue.waiting.value).toEqual([])
    await expect(queue.submit(visit())).resolves.toMatchObject({ kind: 'sent' })
    expect(written.size).toBe(1)
  })

  test('with other words it is another request', async () => {
    const box = memoryBox()
    box.full = true
    const send = jest.fn<Promise<unknown>, Parameters<Sending>>(() => Promise.reject(new Unreachable()))
    const queue = await queueOn(box, send)
    await expect(queue.submit(visit())).rejects.toBeInstanceOf(NotKept)
    await expect(queue.submit(visit({ input: { visitId: 'v1', content: '改过' } }))).rejects.toBeInstanceOf(NotKept)
    const [first, second] = send.mock.calls.map(([{ key }]) => key)
    expect(first).not.toBe(second)
  })
})

test('of what was sent the last thirty are listed, newest first', async () => {
  const queue = await queueOn(memoryBox(), server().send)
  for (let turn = 1; turn <= 33; turn += 1)
    await queue.submit(visit({ slot: `visit.${turn}`, input: { visitId: turn }, title: `第${turn}次` }))
  expect(queue.sent.value).toHaveLength(30)
  expect(queue.sent.value[0]?.title).toBe('第33次')
})

describe('words changed after the first of them had arrived without an answer', () => {
  const known: Sending = () => Promise.reject(new Refused(409, 'request.entryKnown', '上次已经登记好了。'))
  const draft = { entryId: 'v1', content: '改过的话' }
  const idOfDraft = ({ kept }: MemoryBox) =>
    ([...kept.values()].find(({ kind }) => kind === 'draft')?.value as typeof draft | undefined)?.entryId

  test('are a draft of another entry', async () => {
    const box = memoryBox()
    await (await openWindow(box)).put('draft', 'draft.me.visit', draft)
    await expect((await queueOn(box, known)).submit(visit())).rejects.toMatchObject({ code: 'request.entryKnown' })
    expect(idOfDraft(box)).toEqual(expect.stringMatching(/^(?!v1$)./))
  })

  test('are given back as another entry when they are refused later', async () => {
    const box = memoryBox()
    await (await queueOn(box, unreachable)).submit(visit({ giveBack: { draftName: 'draft.me.visit', draft } }))
    await (await queueOn(box, known)).flush()
    expect(kinds(box).sort()).toEqual(['draft', 'refused'])
    expect(idOfDraft(box)).toEqual(expect.stringMatching(/^(?!v1$)./))
  })
})
