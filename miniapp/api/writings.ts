import { afterPaint } from '../composables/afterPaint'
import { fetchNow } from '../composables/later'

type Addresses = Readonly<Record<string, string>>
let asked: Promise<Addresses> | undefined

const fetchAddresses = async (): Promise<Addresses> => {
  try {
    return (await fetchNow(() => import('../../server/contract/writings'))).writings
  } catch (fault) {
    asked = undefined
    throw fault
  }
}

/**
 * Where calls that write go: a third of what the page knows of the contract, fetched when the page has been shown. Throws
 * Unreachable where it is needed and the network does not bring it.
 */
export const writings = (): Promise<Addresses> => {
  asked ??= fetchAddresses()
  return asked
}

void afterPaint()
  .then(writings)
  .catch(() => {
    // Whoever does something asks again.
  })
