import { call } from '../../../miniapp/api/call'
import { Unreachable } from '../../../miniapp/api/refused'
import { session } from '../../../miniapp/client/session'
import { createCast } from '../../../miniapp/pages/ballot/cast'
import type { Sheet } from '../../../miniapp/pages/ballot/sheet'
import type { Choices } from '../../../miniapp/pages/ballot/unsent'
import { useDocuments } from '../../../miniapp/pages/documents/useDocuments'

const ends: (() => void)[] = []
jest.mock('vue', () => ({
  ...jest.requireActual('vue'),
  onBeforeUnmount: (end: () => void) => ends.push(end),
}))
jest.mock('../../../miniapp/api/call', () => ({ call: jest.fn(), fileUrl: () => '/file' }))
// The file that keeps receipts is one of its own, which the network does not bring.
jest.mock('../../../miniapp/keeping/kept', () => {
  throw new Error('the network is gone')
})
jest.mock('../../../miniapp/pages/ballot/sheet', () => ({
  ballotsOf: () => Promise.resolve([{ subjectId: 's', voterId: 'p', revision: 0, envelope: 'e' }]),
}))
jest.mock('../../../miniapp/sealing/receipts', () => ({
  rightKey: () => 'right',
  receiptOf: () => Promise.resolve('receipt'),
}))

const asked = jest.mocked(call)
beforeEach(() => asked.mockReset())

test('a ballot is not cast without the file that keeps its receipt: the press ends and says so', async () => {
  session.value = { personId: 'p', today: '2026-12-01' } as unknown as typeof session.value
  const clear = jest.fn()
  const choices = { key: () => 'k', answers: { value: {} }, clear } as unknown as Choices
  const cast = createCast('r', { subjects: [{ subjectId: 's', voterId: 'p' }] } as unknown as Sheet, choices)
  await expect(cast()).rejects.toBeInstanceOf(Unreachable)
  expect([asked.mock.calls.length, clear.mock.calls.length]).toEqual([0, 0])
})

describe('how far a download is', () => {
  const second = 1000
  const told = { batchId: 'b', total: 9, bytes: 0, finished: false, fileName: '' }
  beforeEach(() => {
    jest.useFakeTimers()
    Object.assign(globalThis, { document: { createElement: () => ({ click: () => undefined }) } })
  })
  afterEach(() => {
    jest.useRealTimers()
    Reflect.deleteProperty(globalThis, 'document')
  })

  test('is asked on after a lost answer, and not any more when the page has gone', async () => {
    const { save, progress } = useDocuments()
    asked.mockClear()
    asked.mockRejectedValueOnce(new Unreachable()).mockResolvedValue({ ...told, done: 4 })
    save('b')
    await jest.advanceTimersByTimeAsync(second)
    expect([asked.mock.calls.length, progress.value]).toEqual([1, null])
    await jest.advanceTimersByTimeAsync(second)
    expect(progress.value?.done).toBe(4)
    // Gone while an answer is under way.
    let answer = (_: unknown): void => undefined
    asked.mockImplementationOnce(() => new Promise((done) => (answer = done)) as never)
    await jest.advanceTimersByTimeAsync(second)
    for (const end of ends) end()
    answer({ ...told, done: 5 })
    const sofar = asked.mock.calls.length
    await jest.advanceTimersByTimeAsync(10 * second)
    expect(asked.mock.calls.length).toBe(sofar)
  })
})
