import { shallowRef } from 'vue'

/** Why a part of the page could not be fetched: no network, or it is not there. '' while every part could. */
export const missing = shallowRef<'' | 'offline' | 'gone'>('')

let wanted = ''
/** Where the tap was to lead: the router says it. */
export const wants = (path: string): void => {
  wanted = path
}

// Of a page that has only just been asked for nothing is older than the server: what is missing there is missing.
let judge = (_wanted: () => string): void => {
  missing.value = 'gone'
}
/** How to tell, once the page has been shown (missingPart.ts). */
export const judgesBy = (how: (wanted: () => string) => void): void => {
  judge = how
}

// The router says where the tap was to lead only after this.
export const partIsMissing = (): void => judge(() => wanted)
