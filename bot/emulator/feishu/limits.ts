import { ApiError, refuse } from './errors'
import type { FeishuSettings } from './settings'
import type { FeishuState } from './state'

type LimitSettings = FeishuSettings['limits']

const MINUTE_MS = 60_000

export interface Limits {
  /** Per API × app, both windows count. */
  checkApi(appId: string, api: string): void
  /** Five per second to one user, chat or message. */
  checkTarget(kind: 'user' | 'chat' | 'message', id: string): void
  /** Pretends that so many calls were made just now. */
  use(key: string, count: number): void
  reset(): void
}

function tooFast(
  perMinute: boolean,
  waitMs: number,
  { appPerSecond, appPerMinute, status400 }: LimitSettings,
): ApiError {
  const headers = {
    'x-ogw-ratelimit-limit': String(perMinute ? appPerMinute : appPerSecond),
    'x-ogw-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / 1000))),
  }
  return new ApiError(status400 ? 400 : 429, 99991400, 'request trigger frequency limit', {}, headers)
}

export function createLimits(state: FeishuState): Limits {
  const used = new Map<string, number[]>()
  const now = () => state.frame.clock.now()
  const recent = (key: string) => {
    const kept = (used.get(key) ?? []).filter((at) => at > now() - MINUTE_MS)
    used.set(key, kept)
    return kept
  }
  const inLastSecond = (times: number[]) => times.filter((at) => at > now() - 1000).length
  return {
    checkApi(appId, api) {
      const { limits } = state.settings
      const times = recent(`${appId} ${api}`)
      const perMinute = times.length >= limits.appPerMinute
      if (limits.enabled && (perMinute || inLastSecond(times) >= limits.appPerSecond)) {
        throw tooFast(perMinute, perMinute ? (times[0] ?? 0) + MINUTE_MS - now() : 1000, limits)
      }
      times.push(now())
    },
    checkTarget(kind, id) {
      const times = recent(`${kind} ${id}`)
      const { enabled, perTarget } = state.settings.limits
      if (enabled && inLastSecond(times) >= perTarget) throw refuse(230020)
      times.push(now())
    },
    use(key, count) {
      recent(key).push(...Array<number>(count).fill(now()))
    },
    reset: () => used.clear(),
  }
}
