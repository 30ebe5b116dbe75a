import { shallowRef } from 'vue'
import { call } from '../api/call'
import { whenDayChanged, whenOnline } from '../api/connection'
import { Unreachable } from '../api/refused'
import { queue } from '../composables/sending'
import { aged, keepSession } from '../keeping/keptSession'
import { type Session, session, takeSession } from './session'

/** A page that comes to the front again and again asks once a minute at most. */
const leastMilliseconds = 60_000
const justAfterMilliseconds = 1500
/** True after something was refused because it said 今天 of another day; until the person has read it. */
export const dayTurned = shallowRef(false)

let renewedAt = Date.now()
let timer: ReturnType<typeof setTimeout> | undefined

const factsOf = ({ dayEndsInSeconds: _passes, ...facts }: Session): string => JSON.stringify(facts)

const take = (now: Session): void => {
  if (!session.value || factsOf(now) !== factsOf(session.value)) takeSession(now)
}

/** Asks anew who this person is and what day it is; without a network the day at least goes on. */
const renew = async (): Promise<void> => {
  const mine = session.value
  if (!mine) return
  try {
    const now = await call('session.mine', {}, { delays: [] })
    take(now)
    renewedAt = Date.now()
    keepSession(now)
    wakeAtMidnight(now)
  } catch (fault) {
    // What the server says to a session that has ended, or is another's, has been heard by the router.
    if (!(fault instanceof Unreachable) || session.value !== mine) return
    const later = aged(mine, renewedAt, Date.now())
    take(later)
    if (later !== mine) renewedAt = Date.now()
    wakeAtMidnight(later)
  }
}

const isTyping = (): boolean => document.activeElement?.matches('input, textarea') ?? false

const wakeAtMidnight = ({ dayEndsInSeconds }: Session): void => {
  clearTimeout(timer)
  const wake = (): void => {
    // Whoever is in the middle of a word is not disturbed: what he sends is refused should it say 今天 of yesterday.
    if (isTyping()) timer = setTimeout(wake, leastMilliseconds)
    else void renew()
  }
  timer = setTimeout(wake, dayEndsInSeconds * 1000 + justAfterMilliseconds)
}

let started = false

/** Facts of a session grow old: they are renewed when the page is looked at again, when the network is back, and after midnight. */
export const startRenewal = (mine: Session): void => {
  wakeAtMidnight(mine)
  if (started) return
  started = true
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - renewedAt > leastMilliseconds) void renew()
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
