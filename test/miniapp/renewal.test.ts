import { startRenewal } from '../../miniapp/client/renewal'
import { type Session, session, takeSession } from '../../miniapp/client/session'
import { queue } from '../../miniapp/composables/sending'
import { useAction } from '../../miniapp/composables/useAction'

const hour = 3_600_000
const at = new Date('2026-09-17T14:00:00Z').getTime()
const mine = { personId: 'p', today: '2026-09-17', textStep: 0, dayEndsInSeconds: 7200, may: {} } as Session
const listeners = new Map<string, () => void>()
const document = { visibilityState: 'visible', activeElement: null, getElementById: () => null }
let answers: Session | null = null
let asked = 0

beforeAll(() => {
  jest.useFakeTimers({ now: at })
  const addEventListener = (name: string, listener: () => void): void => void listeners.set(name, listener)
  Object.assign(globalThis, { document: { ...document, addEventListener }, window: { addEventListener } })
  globalThis.fetch = (() => {
    asked += 1
    return answers
      ? Promise.resolve(
          new Response(JSON.stringify(answers), {
            headers: { 'Content-Type': 'application/json', 'X-Answered-By': 'lianxinqiao' },
          }),
        )
      : Promise.reject(new TypeError('Failed to fetch'))
  }) as typeof fetch
  takeSession(mine)
  startRenewal(mine)
})
afterAll(() => {
  jest.useRealTimers()
  Object.assign(globalThis, { document: undefined, window: undefined })
})

const lookAgain = async (): Promise<void> => {
  listeners.get('visibilitychange')?.()
  await jest.advanceTimersByTimeAsync(10)
}
const pass = (milliseconds: number): Promise<void> => jest.advanceTimersByTimeAsync(milliseconds)

test('without a network the day ends at its end, however often the page was looked at before', async () => {
  await pass(hour)
  answers = { ...mine, dayEndsInSeconds: 3600 }
  await lookAgain()
  answers = null
  await pass(hour / 2)
  await lookAgain()
  await pass(hour / 2 - 60_000)
  expect(session.value?.today).toBe('2026-09-17')
  await pass(120_000)
  expect(session.value?.today).toBe('2026-09-18')
  await pass(24 * hour)
  expect(session.value?.today).toBe('2026-09-19')
})

test('what is being written over midnight without a network is not kept as of yesterday', async () => {
  const today = session.value?.today ?? ''
  Object.assign(globalThis.document, { activeElement: { matches: () => true } })
  const visit = {
    name: 'visit.log' as const,
    input: { visitedDay: today },
    slot: 'visit.v',
    title: '走访',
    path: '/visits',
    draftName: '',
    giveBack: null,
  }
  await pass(24 * hour)
  expect(session.value?.today).toBe(today)
  const heard = queue.submit(visit).catch((fault: unknown) => fault)
  await pass(10_000)
  await expect(heard).resolves.toMatchObject({ code: 'session.dayChanged' })
  // The page is renewed at once, and what is pressed again says the new day.
  expect(session.value?.today).toBe('2026-09-20')
  Object.assign(globalThis.document, { activeElement: null })
})

test('a new day waits until what is just being sent has said what came of it', async () => {
  const today = session.value?.today ?? ''
  const action = useAction()
  let answered = (): void => undefined
  const sending = action.run(
    () =>
      new Promise((done) => {
        answered = done
      }),
  )
  await pass(25 * hour)
  expect(session.value?.today).toBe(today)
  answered()
  await sending
  await pass(1000)
  expect(session.value?.today).not.toBe(today)
})

test('a clock that was put back does not keep the page from asking', async () => {
  jest.setSystemTime(at - 24 * hour)
  const before = asked
  await lookAgain()
  expect(asked).toBe(before + 1)
})
