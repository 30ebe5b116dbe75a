import { addresses } from './addresses'
import { isAskedLater } from './askedLater'

/** The same of every call that writes, or reads what nobody asks for before a page has been shown. */
export const writings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(addresses).filter(([name, address]) => !address.startsWith('GET ') || isAskedLater(name)),
)
