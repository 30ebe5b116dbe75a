import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import * as fc from 'fast-check'
import { NotKept, Refused, Unreachable } from '../../miniapp/api/refused'
import { type Alone, createQueue, type Outgoing, type Queue } from '../../miniapp/composables/queue'
import { type Box, createBox, type KeptRecord } from '../../miniapp/keeping/box'
import { createKeeping, type Keeping } from '../../miniapp/keeping/keeping'

declare const process: { env: Record<string, string | undefined> }

/** Two thousand in `npm run drill -- phone`. */
const runs = Number(process.env.KEPT_SEQUENCES ?? 200)
const people = ['a', 'b'] as const
type Person = (typeof people)[number]

/** Never: what a killed page was in the middle of. */
const gone = <Result>(): Promise<Result> => new Promise(() => undefined)

interface Window {
  owner: Person
  alive: boolean
  died: Promise<void>
  kill: () => void
  keeping: Keeping
  queue: Queue
}

/** One browser with three windows and two people, its storage, its network and the server behind it. */
const world = () => {
  globalThis.indexedDB = new IDBFactory()
  const state = {
    session: 'a' as Person,
    online: true,
    losesAnswers: false,
    full: false,
    refuses: false,
    now: 1_790_000_000_000,
  }
  const written = new Map<string, { person: Person; input: string }[]>()
  /** Entries a full storage has refused: their drafts stay until they are sent. */
  const unkept = new Set<string>()
  const channels: (() => void)[] = []
  const locks = new Map<string, Promise<unknown>>()

  const serve = async ({ key, input, meantFor }: Outgoing): Promise<unknown> => {
    await Promise.resolve()
    if (!state.online) throw new Unreachable()
    // As the server: what is meant for another than who is logged in is neither taken nor refused.
    if (meantFor !== state.session) throw new Unreachable()
    const text = JSON.stringify(input)
    const before = written.get(key)
    if (before && before[0]?.input !== text) throw new Refused(409, 'request.keyReused', '')
    if (!before && state.refuses) throw new Refused(422, 'visit.future', '不能登记将来的日期。')
    if (!before) written.set(key, [{ person: state.session, input: text }])
    if (state.losesAnswers) throw new Unreachable()
    return { done: true }
  }

  const open = async (): Promise<Window> => {
    const own = createBox()
    const window = { owner: state.session, alive: true } as Window
    window.died = new Promise((done) => {
      window.kill = () => {
        window.alive = false
        done()
      }
    })
    const box: Box = {
      all: (owner) => (window.alive ? own.all(owner) : gone()),
      change: async (...changes) => {
        if (!window.alive) return gone()
        // A full storage still lets go of what it holds.
        const refusing = changes.map(({ id, to }) => ({
          id,
          to: (before: KeptRecord | undefined) => {
            const after = to(before)
            if (state.full && after) {
              const { title, words } = after.value as { title?: string; words?: string }
              if (after.kind === 'waiting' || after.kind === 'draft') unkept.add(title ?? words ?? '')
              throw new DOMException('full', 'QuotaExceededError')
            }
            return after
          },
        }))
        await own.change(...refusing)
        return window.alive ? undefined : gone()
      },
    }
    let told: () => void = () => undefined
    const ring = (): void => void (window.alive && told())
    channels.push(ring)
    const channel = {
      postMessage: () => channels.forEach((each) => void (each === ring || each())),
      addEventListener: (_type: 'message', listener: () => void) => {
        told = listener
      },
    }
    // As Web Locks: a window that is gone lets go.
    const alone: Alone = (name, body) => {
      const before = locks.get(name) ?? Promise.resolve()
      const mine = before.then(() => (window.alive ? body() : gone<never>()))
      locks.set(name, Promise.race([mine.catch(() => undefined), before.then(() => window.died)]))
      return mine
    }
    const keeping = createKeeping(box, channel)
    window.keeping = keeping
    await keeping.open(window.owner)
    const send = async (outgoing: Outgoing) => {
      if (!window.alive) return gone()
      const answer = await serve(outgoing).catch((fault) => (window.alive ? Promise.reject(fault) : gone()))
      return window.alive ? answer : gone()
    }
    window.queue = createQueue(keeping, send, alone, () => state.now)
    return window
  }
  return { state, written, unkept, open }
}

type Step =
  | { kind: 'submit'; window: number; wait: boolean }
  | { kind: 'flush'; window: number }
  | { kind: 'kill'; window: number }
  | { kind: 'login'; person: Person }
  | { kind: 'online' | 'losesAnswers' | 'full' | 'refuses'; on: boolean }
  | { kind: 'clock'; by: number }

const window = fc.integer({ min: 0, max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('submit' as const), window, wait: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('flush' as const), window }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('kill' as const), window }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('login' as const), person: fc.constantFrom(...people) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('online' as const, 'losesAnswers' as const, 'full' as const, 'refuses' as const),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clock' as const), by: fc.integer({ min: -9e9, max: 9e9 }) }) },
)

/**
 * Plays the steps and ends with a good network and a free storage; what each person was told of each entry. `oneForm`: all of
 * a person's entries come from one form, as on the real page; else each from its own, so that what is typed never meets.
 * `refusesAtEnd`: the server has become one that refuses them.
 */
async function play(steps: readonly Step[], oneForm = false, refusesAtEnd = false) {
  const { state, written, unkept, open } = world()
  const windows = [await open(), await open(), await open()]
  const told = new Map<string, { person: Person; said: string; draftKept: boolean }>()
  const pressed: Promise<void>[] = []
  let count = 0

  const submit = (at: Window): Promise<void> => {
    count += 1
    const id = `v${count}`
    const person = at.owner
    const draftName = oneForm ? `draft.${person}` : `draft.${person}.${id}`
    // Whoever finds words in the form goes on with those.
    if (oneForm && at.keeping.read(draftName)) return Promise.resolve()
    const entry = {
      name: 'visit.log' as const,
      input: { visitId: id },
      slot: `visit.${id}`,
      title: id,
      path: '/visits',
      draftName: '',
      giveBack: { draftName, draft: { words: id } },
    }
    told.set(id, { person, said: 'nothing', draftKept: false })
    const said = (word: string): void => {
      const before = told.get(id)
      if (at.alive && before) told.set(id, { ...before, said: word })
    }
    const typed = at.keeping.put('draft', draftName, { words: id })
    void typed.then((draftKept) => told.set(id, { person, said: told.get(id)?.said ?? '', draftKept }))
    return typed
      .then(() => at.queue.submit(entry))
      .then(
        ({ kind }) => said(kind),
        (fault) => said(fault instanceof NotKept ? 'notKept' : fault instanceof Refused ? 'refused' : `fault ${fault}`),
      )
  }
  const reopen = async (at: number): Promise<void> => {
    windows[at]?.kill()
    windows[at] = await open()
  }
  const soon = <Result>(promise: Promise<Result>): Promise<unknown> =>
    Promise.race([promise, new Promise((done) => setTimeout(done, 20))])
  for (const each of steps) {
    if (each.kind === 'clock') state.now += each.by
    else if (each.kind === 'login') {
      // Every page notices at its next call and loads anew (session.changed).
      state.session = each.person
      for (const at of windows.keys()) if (windows[at]?.owner !== each.person) await reopen(at)
    } else if (each.kind === 'kill') await reopen(each.window)
    else if (each.kind === 'flush') await soon(windows[each.window]?.queue.flush() ?? Promise.resolve())
    else if (each.kind !== 'submit') state[each.kind] = each.on
    else {
      const at = windows[each.window]
      if (!at) continue
      const done = submit(at)
      pressed.push(done)
      if (each.wait) await soon(done)
    }
  }
  await soon(Promise.all(pressed))
  Object.assign(state, { online: true, losesAnswers: false, full: false, refuses: refusesAtEnd })
  const refusedLater = new Set<string>()
  const drafts = new Set<string>()
  const heldBack = new Set<string>()
  for (const person of people) {
    state.session = person
    for (const at of windows.keys()) await reopen(at)
    // What a killed window had begun to write is written.
    await new Promise((done) => setTimeout(done, 20))
    const [first] = windows
    if (!first) continue
    await first.queue.flush()
    expect(first.queue.waiting.value).toEqual([])
    for (const { title, giveBack } of first.queue.turnedDown.value) {
      refusedLater.add(title)
      if (giveBack) heldBack.add((giveBack.draft as { words: string }).words)
    }
    for (const { kind, value } of first.keeping.records.value)
      if (kind === 'draft') drafts.add((value as { words: string }).words)
  }
  return { told, refusedLater, drafts, heldBack, unkept, written: [...written.values()].flat() }
}

test(`whatever happens to three windows and two people, what was called kept arrives once, under its author`, async () => {
  const seen = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const { told, refusedLater, drafts, unkept, written } = await play(steps)
      for (const [id, { person, said, draftKept }] of told) {
        const rows = written.filter(({ input }) => input === JSON.stringify({ visitId: id }))
        seen.set(said, (seen.get(said) ?? 0) + 1)
        // Never twice, never under another's name.
        expect(rows.length).toBeLessThanOrEqual(1)
        for (const row of rows) expect(row.person).toBe(person)
        if (said === 'sent') expect(rows).toHaveLength(1)
        // It arrived, or the server has refused it and the person finds it named.
        if (said === 'waiting') expect(rows.length + (refusedLater.has(id) ? 1 : 0)).toBe(1)
        if (said === 'refused') expect(rows).toHaveLength(0)
        // What was typed and kept is a draft or an entry to the end: never both, never neither. Where a full storage kept the
        // draft and not the entry, a killed page leaves both (the id in the draft makes them one visit); where it takes
        // back neither, the refused words stand on the page alone.
        if (draftKept && unkept.has(id) && said !== 'refused')
          expect(rows.length + (drafts.has(id) ? 1 : 0)).toBeGreaterThan(0)
        else if (draftKept && !unkept.has(id)) expect(rows.length + (drafts.has(id) ? 1 : 0)).toBe(1)
        expect(said).not.toMatch(/^fault/)
      }
    }),
    { numRuns: runs, seed: 20261129 },
  )
  // Otherwise the sequences would show nothing.
  for (const word of ['sent', 'waiting', 'notKept', 'refused', 'nothing'])
    expect(seen.get(word) ?? 0).toBeGreaterThan(0)
}, 600_000)

test('several entries of one form: the words of each are on the server, in the form, or with their refusal', async () => {
  let held = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), fc.boolean(), async (steps, refuses) => {
      const { told, refusedLater, drafts, heldBack, written } = await play(steps, true, refuses)
      held += heldBack.size
      for (const [id, { said }] of told) {
        if (said !== 'waiting') continue
        const rows = written.filter(({ input }) => input === JSON.stringify({ visitId: id })).length
        expect(rows + (refusedLater.has(id) ? 1 : 0)).toBe(1)
        expect(rows + Number(drafts.has(id)) + Number(heldBack.has(id))).toBeGreaterThan(0)
      }
    }),
    { numRuns: runs, seed: 20261129 },
  )
  expect(held).toBeGreaterThan(0)
}, 600_000)
