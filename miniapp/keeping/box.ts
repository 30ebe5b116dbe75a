import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * `answer`: the last one a daily page was given; `session`: who was here last, and nobody's own; `key`: what sealed drafts open with;
 * `receipts`: of the ballots of a round; `seen`: when whom, and nobody's own; `picture`: of words that are not sent yet.
 */
export type KeptKind =
  | 'draft'
  | 'waiting'
  | 'refused'
  | 'sent'
  | 'answer'
  | 'session'
  | 'key'
  | 'receipts'
  | 'seen'
  | 'picture'

/** One thing on this phone: what somebody is writing, has sent off, or was shown. */
export interface KeptRecord {
  id: string
  /** Whose it is; nobody else ever sees or sends it. */
  owner: string
  kind: KeptKind
  /** Counts up as things come, whatever the phone's clock says. */
  order: number
  value: unknown
}

/** What becomes of the record of this id: `null` it goes, `undefined` it stays as it is. */
export interface Change {
  id: string
  to: (before: KeptRecord | undefined) => Omit<KeptRecord, 'id' | 'order'> | null | undefined
}

/** Where things are kept over a reload, shared by all windows of this browser. Every promise fails where nothing can be kept. */
export interface Box {
  all: (owner: string) => Promise<KeptRecord[]>
  /** Reads and writes, all in one transaction; done when it is on the disk. */
  change: (...changes: readonly Change[]) => Promise<void>
}

interface Schema extends DBSchema {
  kept: { key: string; value: KeptRecord; indexes: { owner: string; order: number } }
}

/** Some web views never answer when their storage is broken; a page must not wait for them. */
const openMilliseconds = 2000

const open = (): Promise<IDBPDatabase<Schema>> => {
  const opening = openDB<Schema>('lianxinqiao', 1, {
    upgrade: (database) => {
      const store = database.createObjectStore('kept', { keyPath: 'id' })
      store.createIndex('owner', 'owner')
      store.createIndex('order', 'order')
    },
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('the storage does not answer')), openMilliseconds)
  })
  return Promise.race([opening, tooLong]).finally(() => clearTimeout(timer))
}

/**
 * The browser's own database (IndexedDB, through idb): a record an entry, so two windows never write over each other's, and
 * no limit of 5 MB for pictures. Safari drops the connection of a page in the background; it is opened again then.
 */
export const createBox = (): Box => {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const using = async <Result>(body: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> => {
    opened ??= open()
    try {
      return await body(await opened)
    } catch (fault) {
      const dropped = (fault as Error).name === 'InvalidStateError'
      opened = undefined
      if (!dropped) throw fault
      opened = open()
      return body(await opened)
    }
  }
  return {
    all: (owner) => using((database) => database.getAllFromIndex('kept', 'owner', owner)),
    change: (...changes) =>
      using(async (database) => {
        const { store, done } = database.transaction('kept', 'readwrite', { durability: 'strict' })
        for (const { id, to } of changes) {
          const before = await store.get(id)
          const after = to(before)
          if (after === null) await store.delete(id)
          else if (after) {
            const last = await store.index('order').openKeyCursor(null, 'prev')
            await store.put({ ...after, id, order: before?.order ?? (last?.key ?? 0) + 1 })
          }
        }
        await done
      }),
  }
}
