import { addresses } from './addresses'

/** The same of every call that writes: nobody does anything on a page before it has been shown. */
export const writings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(addresses).filter(([, address]) => !address.startsWith('GET ')),
)
