import { addresses } from './addresses'
import { isAskedLater } from './askedLater'

/**
 * Method and path of every call that a page asks for while it is built. The phone needs no more of the contract than this to show
 * a page: where its page is built, this file is replaced by the finished table (miniapp/vite.config.mts), so that zod and the
 * shapes stay on the server.
 */
export const readings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(addresses).filter(([name, address]) => address.startsWith('GET ') && !isAskedLater(name)),
)
