import type { KeptStore } from '../../../miniapp/composables/keptStore'

/** What a phone keeps, as JSON text like localStorage, so that a reload can be played by making things anew. */
export const memoryStore = (): KeptStore & { names: () => string[] } => {
  const kept = new Map<string, string>()
  return {
    read: <Value>(name: string): Value | null => {
      const text = kept.get(name)
      return text === undefined ? null : (JSON.parse(text) as Value)
    },
    write: (name, value) => {
      kept.set(name, JSON.stringify(value))
      return true
    },
    remove: (name) => void kept.delete(name),
    names: () => [...kept.keys()],
  }
}
