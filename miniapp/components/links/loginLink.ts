import { drawCode } from '../../../server/domain/setUp/oneTimeCode'

/** A link for one person; the code stands behind the #, so that no server on the way and no log ever sees it. */
export interface LoginLink {
  name: string
  url: string
}

export const drawLoginCode = (): string => drawCode((count) => crypto.getRandomValues(new Uint8Array(count)))
export const loginLink = (name: string, code: string): LoginLink => ({ name, url: `${location.origin}/enter#${code}` })
