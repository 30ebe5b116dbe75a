import { type ShallowRef, shallowRef, watch } from 'vue'
import { Unreachable } from '../api/refused'
import { afterPaint } from './afterPaint'

const firstWaitMilliseconds = 1000
const longestWaitMilliseconds = 30_000
let trying = 0

/** Whether a piece that can wait is being fetched: that this fails is no reason to load the page anew. */
export const fetchesLater = (): boolean => trying > 0

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Fetches a file at once. Throws Unreachable where the network does not bring it: no reason to load the page anew. */
export const fetchNow = async <Piece>(load: () => Promise<Piece>): Promise<Piece> => {
  trying += 1
  try {
    return await load()
  } catch {
    throw new Unreachable()
  } finally {
    trying -= 1
  }
}

/** The network may be gone by now; it comes back. */
async function untilFetched<Piece>(load: () => Promise<Piece>): Promise<Piece> {
  for (let milliseconds = firstWaitMilliseconds; ; milliseconds = Math.min(2 * milliseconds, longestWaitMilliseconds)) {
    const piece = await fetchNow(load).catch(() => null)
    if (piece) return piece
    await wait(milliseconds)
  }
}

/** A file that the page does without at first: fetched when the page has been shown, whether somebody asks for it or not. */
export const fetchLater = <Piece>(load: () => Promise<Piece>): (() => Promise<Piece>) => {
  const fetching = afterPaint().then(() => untilFetched(load))
  return () => fetching
}

/** Rules a page does without at first; null until they have come. Outside `setup`. */
export const laterValue = <Value>(load: () => Promise<Value>): ShallowRef<Value | null> => {
  const value = shallowRef<Value | null>(null)
  void fetchLater(load)().then((fetched) => {
    value.value = fetched
  })
  return value
}

const longestPatienceMilliseconds = 5000

/** For what must not be done without them: waits, and throws Unreachable when the network does not bring them. */
export const whenCome = async <Value>(
  value: Readonly<ShallowRef<Value | null>>,
  milliseconds = longestPatienceMilliseconds,
): Promise<void> => {
  if (value.value !== null) return
  let stop = (): void => {}
  const come = new Promise<boolean>((done) => {
    stop = watch(value, (now) => now !== null && done(true), { flush: 'sync' })
    setTimeout(() => done(false), milliseconds)
  })
  const inTime = await come
  stop()
  if (!inTime) throw new Unreachable()
}
