export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

interface Window {
  opened: number
  count: number
  length: number
}

/** Counting windows. A window opens with its first hit and closes after its length. */
export class Quotas {
  private readonly windows = new Map<string, Window>()
  private readonly blocked = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  private windowOf(key: string, length: number): Window {
    const known = this.windows.get(key)
    if (known && this.now() - known.opened < length) return known
    const fresh = { opened: this.now(), count: 0, length }
    this.windows.set(key, fresh)
    return fresh
  }

  /** True while the hit stays within the limit. */
  within(key: string, limit: number, windowMs: number): boolean {
    const window = this.windowOf(key, windowMs)
    window.count += 1
    return window.count <= limit
  }

  /** As `within`, and after an excess everything is refused for one further window (wecom §1.4). */
  withinOrBlocked(key: string, limit: number, windowMs: number): boolean {
    if ((this.blocked.get(key) ?? 0) > this.now()) return false
    if (this.within(key, limit, windowMs)) return true
    this.blocked.set(key, this.now() + windowMs)
    this.windows.delete(key)
    return false
  }

  /** Adds `amount` unless that would exceed the limit. */
  spend(key: string, amount: number, limit: number, windowMs: number): boolean {
    const window = this.windowOf(key, windowMs)
    if (window.count + amount > limit) return false
    window.count += amount
    return true
  }

  countOf(key: string): number {
    const window = this.windows.get(key)
    return window && this.now() - window.opened < window.length ? window.count : 0
  }

  reset(): void {
    this.windows.clear()
    this.blocked.clear()
  }
}

const SHANGHAI_OFFSET = 8 * HOUR

/** Number of the natural day in Asia/Shanghai (UTC+8, no daylight saving): daily quotas end there. */
export function shanghaiDay(epochMs: number): number {
  return Math.floor((epochMs + SHANGHAI_OFFSET) / DAY)
}
