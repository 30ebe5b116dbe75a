import { type Ref, ref, type ShallowRef, shallowRef } from 'vue'
import type { Box, Change, KeptKind, KeptRecord } from './box'

/** How the windows of one browser hear of each other's changes (BroadcastChannel). */
export interface Channel {
  postMessage: (message: unknown) => void
  addEventListener: (type: 'message', listener: () => void) => void
}

/** What this phone keeps for the person of this page, at hand without waiting; see createKeeping. */
export interface Keeping {
  /** Takes up what is kept for this person, once; all below is theirs from then on. */
  open: (owner: string) => Promise<void>
  owner: () => string
  /** In the order in which they came. */
  records: Readonly<ShallowRef<readonly KeptRecord[]>>
  /** False once something could not be kept: then the page says so. */
  keeps: Readonly<Ref<boolean>>
  read: <Value>(id: string) => Value | null
  /** There at once on this page; the promise says whether it is kept over a reload, too. */
  put: (kind: KeptKind, id: string, value: unknown) => Promise<boolean>
  /** Changes that depend on what the records have become meanwhile, in another window perhaps: all of them, or none. */
  change: (...changes: readonly Change[]) => Promise<boolean>
  remove: (id: string) => Promise<boolean>
  /** As it stands in the box now, whichever window wrote it last. */
  fresh: (id: string) => Promise<KeptRecord | undefined>
  /** Reads anew what is kept: a window that was killed tells nobody what it wrote last. */
  renew: () => Promise<void>
  /**
   * Calls back when another window has changed something, what was kept has only just been read, or a draft was given back;
   * returns how to stop that.
   */
  whenChangedElsewhere: (listener: () => void) => () => void
}

const inOrder = (records: Iterable<KeptRecord>): KeptRecord[] => [...records].sort((a, b) => a.order - b.order)

/**
 * What is kept, as the page sees it: a copy in memory, so that a form stands filled at once, written through to the box one
 * record at a time, the newest text of a record only. Other windows are told and read anew.
 */
export const createKeeping = (box: Box, channel: Channel | null): Keeping => {
  const records = shallowRef<readonly KeptRecord[]>([])
  const keeps = ref(true)
  const listeners = new Set<() => void>()
  /** Not yet written: shown rather than what the box still holds. */
  const unwritten = new Map<string, Omit<KeptRecord, 'order'> | null>()
  const writing = new Map<string, Promise<boolean>>()
  let owner = ''
  let opening = Promise.resolve()

  const show = (id: string, after: Omit<KeptRecord, 'order'> | null): void => {
    const before = records.value.find((record) => record.id === id)
    const others = records.value.filter((record) => record.id !== id)
    const last = others.at(-1)?.order ?? 0
    records.value = after ? inOrder([...others, { ...after, order: before?.order ?? last + 1 }]) : others
  }
  const reload = async (): Promise<void> => {
    const whose = owner
    const found = await box.all(whose)
    if (whose !== owner) return
    records.value = inOrder(found)
    for (const [id, after] of unwritten) if (!after || after.owner === owner) show(id, after)
  }
  const tell = (): void => channel?.postMessage('changed')
  const attempt = async (body: () => Promise<void>): Promise<boolean> => {
    try {
      await body()
      keeps.value = true
      tell()
      return true
    } catch {
      keeps.value = false
      return false
    }
  }
  const writeAll = async (id: string): Promise<boolean> => {
    let kept = true
    for (let after = unwritten.get(id); after !== undefined; after = unwritten.get(id)) {
      const now = after
      kept = await attempt(() => box.change({ id, to: () => now }))
      if (unwritten.get(id) !== now) continue // Typed meanwhile: once more, with the newest.
      if (!kept) break
      unwritten.delete(id)
    }
    writing.delete(id)
    return kept
  }
  const write = (id: string, after: Omit<KeptRecord, 'order'> | null): Promise<boolean> => {
    show(id, after)
    unwritten.set(id, after)
    const under = writing.get(id) ?? writeAll(id)
    writing.set(id, under)
    return under
  }

  const tellListeners = (): void => listeners.forEach((listener) => void listener())
  channel?.addEventListener('message', () => void reload().then(tellListeners, () => undefined))

  return {
    open: (whose) => {
      if (whose === owner) return opening
      owner = whose
      records.value = []
      opening = reload().then(tellListeners, () => {
        keeps.value = false
      })
      return opening
    },
    owner: () => owner,
    records,
    keeps,
    read: <Value>(id: string) => (records.value.find((record) => record.id === id)?.value ?? null) as Value | null,
    put: (kind, id, value) => write(id, { id, owner, kind, value }),
    change: async (...changes) => {
      await Promise.all(changes.map(({ id }) => writing.get(id)))
      let givesBack = false
      const heard = changes.map(({ id, to }) => ({
        id,
        to: (before: KeptRecord | undefined) => {
          const after = to(before)
          givesBack ||= after?.kind === 'draft'
          return after
        },
      }))
      const done = await attempt(() => box.change(...heard))
      if (done) await reload().catch(() => undefined)
      // The form is open here, too: it shows the words again.
      if (done && givesBack) tellListeners()
      return done
    },
    remove: (id) => write(id, null),
    fresh: async (id) => {
      await writing.get(id)
      let found: KeptRecord | undefined
      await box.change({
        id,
        to: (before) => {
          found = before
          return undefined
        },
      })
      return found
    },
    renew: () => reload().catch(() => undefined),
    whenChangedElsewhere: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
