import { ApiError, refuse } from './errors'
import type { FeishuState } from './state'

export interface Limits {
  /** Row 6: per API × app, both windows count. */
  checkApi(appId: string, api: string): void
  /** Row 7: five per second to one user, chat or message. */
  checkTarget(kind: 'user' | 'chat' | 'message', id: string): void
  /** Pretends that so many calls were made just now. */
  use(key: string, count: number): void
  reset(): void
}

export function createLimits(state: FeishuState): Limits {
  const used = new Map<string, number[]>()
  const recent = (key: string) => {
    const since = state.frame.clock.now() - 60_000
    const kept = (used.get(key) ?? []).filter((at) => at > since)
    used.set(key, kept)
    return kept
  }
  const countWithin = (times: number[], ms: number) => {
    const since = state.frame.clock.now() - ms
    return times.filter((at) => at > since).length
  }
  return {
    checkApi(appId, api) {
      const { enabled, appPerSecond, appPerMinute, status400 } = state.settings.limits
      const times = recent(`${appId} ${api}`)
      const perSecond = countWithin(times, 1000) >= appPerSecond
      const perMinute = times.length >= appPerMinute
      if (enabled && (perSecond || perMinute)) {
        const waitMs = perMinute ? (times[0] ?? 0) + 60_000 - state.frame.clock.now() : 1000
        const headers = {
          'x-ogw-ratelimit-limit': String(perMinute ? appPerMinute : appPerSecond),
          'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
        }
        throw new ApiError(status400 ? 400 : 429, 99991400, 'request trigger frequency limit', {}, headers)
      }
      times.push(state.frame.clock.now())
    },
    checkTarget(kind, id) {
      const times = recent(`${kind} ${id}`)
      if (state.settings.limits.enabled && countWithin(times, 1000) >= state.settings.limits.perTarget) {
        throw refuse(230020)
      }
      times.push(state.frame.clock.now())
    },
    use(key, count) {
      recent(key).push(...Array<number>(count).fill(state.frame.clock.now()))
    },
    reset: () => used.clear(),
  }
}
