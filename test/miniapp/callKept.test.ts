import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { callKept } from '../../miniapp/api/callKept'
import { meanFor } from '../../miniapp/api/connection'
import { Unreachable } from '../../miniapp/api/refused'
import type { Session } from '../../miniapp/client/session'
import { keeping } from '../../miniapp/keeping'
import { forgetAnswer } from '../../miniapp/keeping/answers'
import { forgetSession, keepSession, keptSession } from '../../miniapp/keeping/keptSession'
import { settled } from './support/keptPhone'

// As after the first paint.
jest.mock('../../miniapp/keeping/later', () => {
  const now = () => import('../../miniapp/keeping/kept').then((file) => file.default)
  return { keptLater: now, keptNow: now, keptAtHand: () => null }
})

const contacts = { contacts: [{ personId: 'p', name: '林知夏', visitsThisQuarter: 0 }] }
const answer = (body: unknown) => () =>
  Promise.resolve(
    new Response(JSON.stringify(body), {
      headers: { 'Content-Type': 'application/json', 'X-Answered-By': 'lianxinqiao' },
    }),
  )
const offline = () => Promise.reject(new TypeError('Failed to fetch'))
const network = (fetching: () => Promise<Response>): void => {
  globalThis.fetch = fetching as typeof fetch
}
const ask = () => callKept('visit.contacts', {})

/** Who is logged in; what is kept is his. */
const become = async (personId: string): Promise<void> => {
  meanFor(personId)
  await keeping.open(personId)
}

const sessionOf = (personId: string) => ({ today: '2026-09-17', dayEndsInSeconds: 9_000_000, personId }) as Session
const onDay = (personId: string, today: string) => ({ ...sessionOf(personId), today }) as Session
const kindsOf = async (personId: string): Promise<string[]> => {
  await become(personId)
  return keeping.records.value.map(({ kind }) => kind)
}

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  Object.defineProperty(globalThis, 'navigator', { value: { onLine: false }, configurable: true })
  await become('a')
})

test('the last answer opens the page without a network, for its own person alone', async () => {
  network(answer(contacts))
  await ask()
  await settled()
  network(offline)
  await expect(ask()).resolves.toEqual(contacts)
  await become('b')
  await expect(ask()).rejects.toBeInstanceOf(Unreachable)
  await become('a')
  await expect(ask()).resolves.toEqual(contacts)
  await forgetAnswer('visit.contacts', {})
  await expect(ask()).rejects.toBeInstanceOf(Unreachable)
})

test('what the server refuses is refused, whatever was answered before', async () => {
  network(answer(contacts))
  await ask()
  network(() =>
    Promise.resolve(
      new Response('{"code":"x","sentence":"不能看。"}', {
        status: 403,
        headers: { 'Content-Type': 'application/json', 'X-Answered-By': 'lianxinqiao' },
      }),
    ),
  )
  await expect(ask()).rejects.toMatchObject({ sentence: '不能看。' })
})

test('leaving takes along who was here and what opened his pages; what is not sent yet stays', async () => {
  network(answer(contacts))
  await ask()
  await keeping.put('draft', 'draft.a.visit', { content: '写了一半' })
  await keepSession(sessionOf('a'))
  await settled()
  await expect(keptSession()).resolves.toMatchObject({ personId: 'a' })
  forgetSession()
  await settled()
  await expect(keptSession()).resolves.toBeNull()
  await become('a')
  expect(keeping.records.value.map(({ kind }) => kind)).toEqual(['draft'])
})

test.each([
  ['whose window was closed', () => undefined],
  ['whose login had run out', forgetSession],
])('the next person does away with what somebody %s was shown; what that one wrote stays', async (_who, ends) => {
  network(answer(contacts))
  await ask()
  await keeping.put('draft', 'draft.a.visit', { content: '写了一半' })
  await keepSession(sessionOf('a'))
  await settled()
  expect(await kindsOf('a')).toContain('answer')
  // A window that opens later holds nothing of it in memory.
  await become('b')
  ends()
  await keepSession(sessionOf('b'))
  expect(await kindsOf('a')).toEqual(['draft'])
  await expect(keptSession()).resolves.toMatchObject({ personId: 'b' })
})

test.each([
  [400, ['draft', 'waiting']],
  [401, []],
])('what somebody left here who was last seen %i days ago', async (days, left) => {
  await keeping.put('draft', 'draft.a.visit', { content: '写了一半' })
  await keeping.put('waiting', 'waiting.a.1', { content: '还没发出去' })
  await keepSession(onDay('a', '2026-09-17'))
  await become('b')
  const today = new Date(Date.UTC(2026, 8, 17 + days)).toISOString().slice(0, 10)
  await keepSession(onDay('b', today))
  await keepSession(onDay('b', today))
  expect(await kindsOf('a')).toEqual(left)
})

test('whoever is here himself finds everything, however long he was away', async () => {
  await keeping.put('draft', 'draft.a.visit', { content: '写了一半' })
  await keepSession(onDay('a', '2026-09-17'))
  await keepSession(onDay('a', '2029-09-17'))
  expect(await kindsOf('a')).toEqual(['draft'])
})
