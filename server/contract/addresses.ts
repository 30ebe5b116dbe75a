import { type CallName, contract } from '.'

export const apiPrefix = '/api'

/** Method and path of every call. */
export const addresses = Object.fromEntries(
  Object.entries(contract).map(([name, { address }]) => [name, address]),
) as Record<CallName, string>
