import { shallowRef } from 'vue'
import { call } from '../api/call'
import { whenDayChanged, whenOnline } from '../api/connection'
import { Unreachable } from '../api/refused'
import { queue } from '../composables/sending'
import { actionUnderWay } from '../composables/useAction'
import { aged, keepSession } from '../keeping/keptSession'
import { dayIsOverBy } from './dayOver'
import { type Session, session, takeSession } from './session'

/** A page that comes to the front again and again asks once a minute at most. */
const leastMilliseconds = 60_000
const justAfterMilliseconds = 1500
const lookMilliseconds = 200
/** True after something was refused because it said 今天 of another day; until the person has read it. */
export const dayTurned = shallowRef(false)

/** What was last known of this person and the day, and when, by this phone's clock. */
let latest: { mine: Session; at: number } | undefined
let timer: ReturnType<typeof setTimeout> | undefined

const factsOf = ({ dayEndsInSeconds: _passes, ...facts }: Session): string => JSON.stringify(facts)

const take = (mine: Session): void => {
  if (latest?.mine !== mine) latest = { mine, at: Date.now() }
  if (!session.value || factsOf(mine) !== factsOf(session.value)) takeSession(mine)
  wakeAtMidnight(latest)
}

/** The page opens anew when the facts have changed: what is just being sent says first, on the page it was pressed on, what came of it. */
const nothingUnderWay = async (): Promise<void> => {
  while (actionUnderWay() !== 0) await new Promise((done) => setTimeout(done, lookMilliseconds))
}

/** Asks anew who this person is and what day it is; without a network the day at least goes on. */
const renew = async (): Promise<void> => {
  const mine = session.value
  if (!mine || !latest) return
  try {
    const now = await call('session.mine', {}, { delays: [] })
    await nothingUnderWay()
    // Somebody may have left meanwhile.
    if (session.value?.personId !== now.personId) return
    take(now)
    void keepSession(now)
  } catch (fault) {
    // What the server says to a session that has ended, or is another's, has been heard by the router.
    if (!(fault instanceof Unreachable)) return
    await nothingUnderWay()
    if (session.value === mine) take(aged(latest.mine, latest.at, Date.now()))
  }
}

const isTyping = (): boolean => document.activeElement?.matches('input, textarea') ?? false

const wakeAtMidnight = ({ mine: { dayEndsInSeconds }, at }: { mine: Session; at: number }): void => {
  clearTimeout(timer)
  const wake = (): void => {
    // Whoever is in the middle of a word is not disturbed: what he sends is refused should it say 今天 of yesterday.
    if (isTyping()) timer = setTimeout(wake, leastMilliseconds)
    else void renew()
  }
  // A clock that was put back meanwhile says nothing.
  const passed = Math.max(0, Date.now() - at)
  timer = setTimeout(wake, Math.max(0, dayEndsInSeconds * 1000 - passed) + justAfterMilliseconds)
}

/** The page is not renewed in the middle of a word, and without a network nobody else says that the day is over. */
dayIsOverBy(() => latest !== undefined && aged(latest.mine, latest.at, Date.now()) !== latest.mine)

let started = false

/** Facts of a session grow old: they are renewed when the page is looked at again, when the network is back, and after midnight. */
export const startRenewal = (mine: Session): void => {
  take(mine)
  if (started) return
  started = true
  document.addEventListener('visibilitychange', () => {
    // Also when the clock was put back.
    const passed = Math.abs(Date.now() - (latest?.at ?? 0))
    if (document.visibilityState === 'visible' && passed > leastMilliseconds) void renew()
  })
  window.addEventListener('pageshow', (event) => event.persisted && void renew())
  whenOnline(() => void renew())
  window.addEventListener('online', () => void renew())
  whenDayChanged(() => {
    dayTurned.value = true
    // The page opens anew then, and takes up the words that were refused.
    void queue.settled().then(renew)
  })
}
