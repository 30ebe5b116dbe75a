/** What stays on this phone over a reload. Private windows and full phones refuse to keep; the page works on without. */
export interface KeptStore {
  read: <Value>(name: string) => Value | null
  write: (name: string, value: unknown) => boolean
  remove: (name: string) => void
}

const prefix = 'lianxinqiao.'

export const keptStore: KeptStore = {
  read: <Value>(name: string): Value | null => {
    try {
      const text = localStorage.getItem(prefix + name)
      return text === null ? null : (JSON.parse(text) as Value)
    } catch {
      return null
    }
  },
  write: (name, value) => {
    try {
      localStorage.setItem(prefix + name, JSON.stringify(value))
      return true
    } catch {
      return false
    }
  },
  remove: (name) => {
    try {
      localStorage.removeItem(prefix + name)
    } catch {
      // Nothing was kept, so nothing is left.
    }
  },
}
