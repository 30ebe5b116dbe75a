import 'fake-indexeddb/auto'
import type { Session } from '../../miniapp/client/session'
import { aged } from '../../miniapp/keeping/keptSession'

const mine = { today: '2026-12-31', dayEndsInSeconds: 3600, name: '林知夏' } as Session
const hour = 3_600_000
const at = 1_790_000_000_000

test.each([
  [0, '2026-12-31', 3600],
  [hour - 1000, '2026-12-31', 3600],
  [hour, '2027-01-01', 86_400],
  [25 * hour - 1000, '2027-01-01', 1],
  [25 * hour, '2027-01-02', 86_400],
  [24 * 61 * hour, '2027-03-02', 3600],
  // A clock that was put back tells nothing.
  [-9 * hour, '2026-12-31', 3600],
])('after %i ms without a network it is %s', (passed, today, dayEndsInSeconds) => {
  expect(aged(mine, at, at + passed)).toEqual({ ...mine, today, dayEndsInSeconds })
})
