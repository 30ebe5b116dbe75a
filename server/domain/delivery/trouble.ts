/** What keeps everybody of a platform from being reached. */
export interface Trouble {
  cause: 'outage' | 'setting'
  words: string
  since: number
}

/** Single calls get lost on any network; so many in a row are an outage. */
const failuresOfAnOutage = 3
/** Shorter outages mend themselves: nobody is woken for them. */
const toldAfterMilliseconds = 120_000
const pauses = { outage: { first: 5000, last: 30_000 }, setting: { first: 15_000, last: 60_000 } } as const

/** Whether this failure keeps everybody. A setting does at once, and an address where nobody is. */
export const closes = ({ cause, unsure }: { cause: string; unsure: boolean }, failures: number): boolean =>
  cause === 'setting' || !unsure || failures >= failuresOfAnOutage

/** Milliseconds until the platform is asked again: longer, the longer it lasts. */
export function troublePause({ cause, since }: Trouble, now: number): number {
  const { first, last } = pauses[cause]
  return Math.min(last, Math.max(first, (now - since) / 4))
}

export const isTold = ({ cause, since }: Trouble, now: number): boolean =>
  cause === 'setting' || now - since >= toldAfterMilliseconds
