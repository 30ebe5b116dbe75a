import { computed, type Ref, shallowRef } from 'vue'
import type { CallName } from '../../server/contract'
import { asNewEntry, entryKnown } from '../api/entryKnown'
import { newId } from '../api/newId'
import { Intercepted, NotKept, Refused, Unreachable } from '../api/refused'
import type { Change, KeptRecord } from '../keeping/box'
import type { Keeping } from '../keeping/keeping'
import { picturesGo } from '../keeping/pictures'

/** One thing a person has sent off, kept until the server has answered. */
export interface Pending {
  /** The Idempotency-Key of every try. */
  key: string
  name: CallName
  input: unknown
  /** Where it came from; a second submission from the same slot waits for the first. */
  slot: string
  title: string
  path: string
  /** The draft that is forgotten when it is confirmed; '' where the form has moved on to its next entry. */
  draftName: string
  /** Photos that go before it, by their ids on this phone: it is sent with the ids the server gives them. */
  pictures?: readonly string[]
  /** For a form that has moved on: the draft to give back when a later try is refused. */
  giveBack: { draftName: string; draft: unknown } | null
}
/** What was sent, or refused at a later try: `sentence` says why. */
export interface Past {
  id: string
  title: string
  path: string
  /** Milliseconds since 1970, by this phone's clock. */
  at: number
  sentence: string
  /** Refused words whose form holds others by now: they stay here until that is free. */
  giveBack?: Pending['giveBack']
}
export interface Outgoing extends Pick<Pending, 'name' | 'input' | 'key' | 'pictures'> {
  /** For whom it is: the server refuses it under another's session. */
  meantFor: string
  /** Pressed just now, pressed again, or sent by itself. */
  how: How
}
export type How = 'first' | 'again' | 'alone'
export type Sending = (outgoing: Outgoing) => Promise<unknown>
/** 'over': sent by another window, or refused and listed. */
export type Sent = { kind: 'sent'; answer: unknown } | { kind: 'waiting' } | { kind: 'over' }
export interface Confirmed {
  slot: string
  answer: unknown
}

export interface Queue {
  waiting: Ref<Pending[]>
  turnedDown: Ref<Past[]>
  /** Newest first, the last thirty. */
  sent: Ref<Past[]>
  /** The last submission the server has confirmed, for pages that show its effect. */
  confirmed: Ref<Confirmed | null>
  isWaiting: (slot: string) => boolean
  /** What the last try of this key heard in this window, as a sentence; '' before the first. */
  reasonOf: (key: string) => string
  /** Throws NotKept when it neither arrived nor could be kept, Refused when the server said no. */
  submit: (pending: Omit<Pending, 'key'>) => Promise<Sent>
  flush: () => Promise<void>
  /** When what is being pressed has been answered, or is a draft again. */
  settled: () => Promise<unknown>
  dismiss: (id: string) => Promise<boolean>
  /** The words of what was refused are in their form again; false while that holds others. */
  takeUp: (id: string) => Promise<boolean>
}

/** One at a time under this name, across the windows of a browser; a window that closes lets go (Web Locks). */
export type Alone = <Result>(name: string, body: () => Promise<Result>) => Promise<Result>

const mostSent = 30
const intercepted = '网络里的登录页或网关拦住了，没有连上服务器。请先登录网络或换个网络，会自动再试。'
const pageFault = '页面出了点问题，没有提交。请打开表单再提交一次。'
// No answers to what was sent: after the login, or when fewer ask, it is sent again.
const laterStatuses = new Set([401, 429])
/** Whether this says nothing of what was sent, so that the same goes out again later. */
export const keepsWaiting = (fault: unknown): boolean =>
  fault instanceof Unreachable || (fault instanceof Refused && laterStatuses.has(fault.status))
/** Of what had arrived with other words the rest of them are another entry. */
const isAnother = (fault: unknown): boolean => fault instanceof Refused && fault.code === entryKnown
const idOf = (owner: string, key: string): string => `entry.${owner}.${key}`
const pastOf = ({ id, value }: KeptRecord): Past => ({ ...(value as Omit<Past, 'id'>), id })

const sentLine = (owner: string, { key, title, path }: Pending, at: number): Change => ({
  id: idOf(owner, key),
  to: (before) =>
    before?.kind === 'waiting' ? { owner, kind: 'sent', value: { title, path, at, sentence: '' } } : undefined,
})
const goes = (id: string): Change => ({ id, to: () => null })
/**
 * What was refused becomes a line that says so. Its words go back to their form, unless something else is being written
 * there by now: then they stay in the line. In one transaction, so that they are in one place at any time.
 */
const refusedLine = (owner: string, id: string, from: 'waiting' | 'refused', line: Omit<Past, 'id'>): Change[] => {
  const { giveBack = null } = line
  let live = false
  let left = giveBack
  const look: Change = {
    id,
    to: (before) => {
      live = before?.kind === from
      left = giveBack
      return undefined
    },
  }
  const back: Change = {
    id: giveBack?.draftName ?? '',
    to: (before) => {
      if (!live || before) return undefined
      left = null
      return { owner, kind: 'draft', value: giveBack?.draft }
    },
  }
  const told: Change = {
    id,
    to: () => (live ? { owner, kind: 'refused', value: { ...line, giveBack: left } } : undefined),
  }
  return giveBack ? [look, back, told] : [look, told]
}

/**
 * Submissions that survive a bad network, a reload and a second window. Each is a record of its own, written down before
 * the first try, sent under one Idempotency-Key until the server answers, and then no entry any more but a line of what was
 * sent or refused: nothing lost, nothing doubled, nothing promised that is not kept.
 */
export const createQueue = (keeping: Keeping, send: Sending, alone: Alone, now: () => number = Date.now): Queue => {
  const confirmed = shallowRef<Confirmed | null>(null)
  const underWay = new Map<string, Promise<Sent>>()
  /** What could be neither kept nor sent: pressed again unchanged, it goes under the same key. */
  const unkept = new Map<string, { key: string; input: string }>()
  /** Why each key still waits. */
  const heard = shallowRef<ReadonlyMap<string, Unreachable | Refused>>(new Map())
  /** What was pressed and is not written down yet, by slot. */
  const pressed = new Map<string, Promise<Sent>>()
  const recordsOf = (kind: KeptRecord['kind']) => keeping.records.value.filter((record) => record.kind === kind)
  const waiting = computed(() => recordsOf('waiting').map(({ value }) => value as Pending))

  const forgetOld = async (): Promise<void> => {
    const old = recordsOf('sent').slice(0, -mostSent)
    for (const { id } of old) await keeping.remove(id)
  }
  const attempt = async (owner: string, pending: Pending, how: How): Promise<Sent> => {
    const { name, input, key, slot, draftName, pictures = [] } = pending
    const answer = await send({ name, input, key, pictures, meantFor: owner, how }).catch((fault) => {
      if (keepsWaiting(fault)) heard.value = new Map(heard.value).set(key, fault)
      throw fault
    })
    const done = [...(draftName ? [goes(draftName)] : []), ...picturesGo(owner, pictures)]
    await keeping.change(sentLine(owner, pending, now()), ...done)
    await forgetOld()
    confirmed.value = { slot, answer }
    return { kind: 'sent', answer }
  }
  /** What `pending.key` names is under way in one window at a time, from its first line to its end. */
  const once = (pending: Pending, body: (id: string) => Promise<Sent>): Promise<Sent> => {
    const already = underWay.get(pending.key)
    if (already) return already
    const id = idOf(keeping.owner(), pending.key)
    const trying = alone(id, () => body(id)).finally(() => underWay.delete(pending.key))
    underWay.set(pending.key, trying)
    return trying
  }
  /** The first try, before the person's eyes. From a form that moves on the draft becomes the entry: never both, never neither. */
  const first = (owner: string, pending: Pending): Promise<Sent> =>
    once(pending, async (id) => {
      const written: Change = { id, to: () => ({ owner, kind: 'waiting', value: pending }) }
      const { draftName } = pending.giveBack ?? { draftName: '' }
      let draft: KeptRecord | undefined
      const taken: Change = {
        id: draftName,
        to: (before) => {
          draft = before
          return null
        },
      }
      const kept = await keeping.change(written, ...(draftName ? [taken] : []))
      try {
        const sent = await attempt(owner, pending, 'first')
        // A full storage lets go, at least.
        if (!kept && draftName) await keeping.remove(draftName)
        return sent
      } catch (fault) {
        if (kept && keepsWaiting(fault)) return { kind: 'waiting' }
        // The draft as it was, so that 今天 in it is still no day of its own.
        const given = draft && isAnother(fault) ? { ...draft, value: asNewEntry(draft.value) } : draft
        const back: Change[] = given ? [{ id: draftName, to: (now) => (now ? undefined : given) }] : []
        // A storage that has filled up meanwhile still lets go of the entry.
        if (kept && !(await keeping.change(...back, goes(id)))) await keeping.remove(id)
        throw keepsWaiting(fault) ? new NotKept() : fault
      }
    })
  /** A later one. What another window has sent, or heard refused, meanwhile is over. */
  const again = (owner: string, pending: Pending, how: How): Promise<Sent> =>
    once(pending, async (id) => {
      if ((await keeping.fresh(id))?.kind !== 'waiting') return { kind: 'over' }
      try {
        return await attempt(owner, pending, how)
      } catch (fault) {
        if (keepsWaiting(fault)) return { kind: 'waiting' }
        const { title, path } = pending
        const words = pending.giveBack
        const giveBack = words && isAnother(fault) ? { ...words, draft: asNewEntry(words.draft) } : words
        const sentence = fault instanceof Refused ? fault.sentence : pageFault
        const line = { title, path, at: now(), sentence, giveBack }
        await keeping.change(...refusedLine(owner, id, 'waiting', line))
        return { kind: 'over' }
      }
    })
  const keyFor = ({ slot, input }: Omit<Pending, 'key'>): string => {
    const before = unkept.get(slot)
    return before?.input === JSON.stringify(input) ? before.key : newId()
  }

  const begin = async (given: Omit<Pending, 'key'>): Promise<Sent> => {
    // What JSON can say and nothing of the form itself: a form that Vue watches cannot be kept.
    const pending: Pending = JSON.parse(JSON.stringify({ ...given, key: keyFor(given) }))
    try {
      const sent = await first(keeping.owner(), pending)
      unkept.delete(given.slot)
      return sent
    } catch (fault) {
      if (fault instanceof NotKept) unkept.set(given.slot, { key: pending.key, input: JSON.stringify(given.input) })
      throw fault
    }
  }

  return {
    waiting,
    turnedDown: computed(() => recordsOf('refused').map(pastOf)),
    sent: computed(() => recordsOf('sent').map(pastOf).reverse()),
    confirmed,
    isWaiting: (slot) => waiting.value.some((pending) => pending.slot === slot),
    reasonOf: (key) => {
      const fault = heard.value.get(key)
      return fault instanceof Intercepted ? intercepted : (fault?.sentence ?? '')
    },
    submit: (given) => {
      const { slot } = given
      const already = pressed.get(slot)
      if (already) return already
      const earlier = waiting.value.find((pending) => pending.slot === slot)
      if (earlier) return again(keeping.owner(), earlier, 'again')
      const trying = begin(given).finally(() => pressed.delete(slot))
      pressed.set(slot, trying)
      return trying
    },
    // One after the other, so that a bad network is not made worse and order is kept. A gateway may block the words of one
    // entry for ever, which does not keep the others.
    flush: () =>
      alone('sender', async () => {
        await keeping.renew()
        for (const pending of waiting.value) {
          // A first try that is under way says to its own form what became of it.
          const { kind } = await again(keeping.owner(), pending, 'alone').catch(() => ({ kind: 'over' }))
          if (kind === 'waiting' && !(heard.value.get(pending.key) instanceof Intercepted)) return
        }
      }),
    settled: () => Promise.allSettled(pressed.values()),
    dismiss: (id) => keeping.remove(id),
    takeUp: async (id) => {
      const found = recordsOf('refused').find((record) => record.id === id)
      if (!found) return true
      const { id: _itself, ...line } = pastOf(found)
      await keeping.change(...refusedLine(keeping.owner(), id, 'refused', line))
      return !recordsOf('refused').some((record) => record.id === id && pastOf(record).giveBack)
    },
  }
}
