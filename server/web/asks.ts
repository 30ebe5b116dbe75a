import type { CallName } from '../contract'
import type { Asks } from '../features/call'
import type { CallTable } from '../features/calls'
import { loginAsks } from './login'
import { setUpAsks } from './setUp'

/** What each call asks of the person who makes it. test/server/web/permissions.test.ts is made from this. */
export const asksOf = (calls: CallTable): Record<CallName, Asks> => ({
  ...loginAsks,
  ...setUpAsks,
  ...(Object.fromEntries(Object.entries(calls).map(([name, { asks }]) => [name, asks])) as Record<
    keyof CallTable,
    Asks
  >),
})
