import { newPhoneKey, openOnPhone, sealForPhone } from '../sealing/phoneSeal'
import type { Keeping } from './keeping'

/** A draft as it lies on the phone: nobody reads it there. */
interface Lying {
  sealed: string
  /** The last day it is good for; after that it is thrown away. */
  until: string
}

/** Drafts that must not be readable on the phone, to somebody who has it or takes its files (rules §4.6.5). */
export interface SealedDrafts {
  read: (name: string) => Promise<unknown>
  /** False where nothing could be kept. What is written last is what stays. */
  write: (name: string, value: unknown, until: string) => Promise<boolean>
  forget: (name: string) => Promise<void>
  /** Throws away what can never be sent any more. */
  clean: (today: string) => Promise<void>
}

const prefix = 'sealed.'

/** Over what is kept for the person of this page; the key is that person's own in this browser. */
export const createSealedDrafts = (keeping: Keeping): SealedDrafts => {
  const idOf = (name: string): string => `${prefix}${keeping.owner()}.${name}`
  const keyId = (): string => `key.${keeping.owner()}`
  const latest = new Map<string, number>()
  let count = 0

  const keptKey = async (): Promise<CryptoKey | null> =>
    ((await keeping.fresh(keyId()))?.value as CryptoKey | undefined) ?? null
  /** Two windows may want the first one at once: whose comes second takes the other's. */
  const ownKey = async (): Promise<CryptoKey | null> => {
    const found = await keptKey()
    if (found) return found
    const value = await newPhoneKey()
    const owner = keeping.owner()
    await keeping.change({ id: keyId(), to: (before) => (before ? undefined : { owner, kind: 'key', value }) })
    return keptKey()
  }
  return {
    read: async (name) => {
      const id = idOf(name)
      const lying = keeping.read<Lying>(id)
      const key = lying && (await keptKey().catch(() => null))
      return lying && key ? openOnPhone(key, id, lying.sealed) : null
    },
    write: async (name, value, until) => {
      const id = idOf(name)
      count += 1
      const mine = count
      latest.set(id, mine)
      try {
        const key = await ownKey()
        if (!key) return false
        const sealed = await sealForPhone(key, id, value)
        // Typed meanwhile, or thrown away: the newer one counts.
        return latest.get(id) === mine ? await keeping.put('draft', id, { sealed, until } satisfies Lying) : true
      } catch {
        return false
      }
    },
    forget: async (name) => {
      const id = idOf(name)
      latest.delete(id)
      await keeping.remove(id)
    },
    clean: async (today) => {
      const over = keeping.records.value.filter(
        ({ id, value }) => id.startsWith(prefix) && (value as Lying).until < today,
      )
      for (const { id } of over) await keeping.remove(id)
    },
  }
}
