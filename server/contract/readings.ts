import { addresses } from './addresses'

/**
 * Method and path of every call that reads. The phone needs no more of the contract than this to show a page: where its
 * page is built, this file is replaced by the finished table (miniapp/vite.config.mts), so that zod and the shapes stay on
 * the server.
 */
export const readings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(addresses).filter(([, address]) => address.startsWith('GET ')),
)
