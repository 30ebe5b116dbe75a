import { type CallName, contract } from '.'

export const apiPrefix = '/api'

/**
 * Method and path of every call. The phone needs no more of the contract than this: where its page is built, this file is
 * replaced by the finished table (miniapp/vite.config.mts), so that zod and the shapes stay on the server.
 */
export const addresses = Object.fromEntries(
  Object.entries(contract).map(([name, { address }]) => [name, address]),
) as Record<CallName, string>
