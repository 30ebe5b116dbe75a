import { shallowRef } from 'vue'
import type { Output } from '../../server/contract'
import { call } from '../api/call'
import { meanDay, meanFor, online } from '../api/connection'
import { Refused, Unreachable } from '../api/refused'
import { keptLater, keptNow } from '../keeping/later'

export type Session = Output<'session.mine'>
export type Entry = 'in' | 'loggedOut' | 'notOnRoster' | 'unreachable'

/** Who is here; null until the server has said so. */
export const session = shallowRef<Session | null>(null)

const keptName = 'lianxinqiao.refused'

// Survives the reload that a login through another page brings.
const readKept = (): string => {
  try {
    return sessionStorage.getItem(keptName) ?? ''
  } catch {
    return ''
  }
}

/** Why nobody is let in just now, in the server's words; '' where it did not answer. */
export const busySentence = shallowRef('')

/** Why the person was turned away, for the page that says whom to ask. */
export const refusedSentence = shallowRef(readKept())

export const keepRefused = (sentence: string): void => {
  refusedSentence.value = sentence
  try {
    sessionStorage.setItem(keptName, sentence)
  } catch {
    // A client that keeps nothing still shows the sentence until the next load.
  }
}

/** Takes over what the server says of this person now. */
export const takeSession = (mine: Session): void => {
  meanFor(mine.personId)
  meanDay(mine.today)
  session.value = mine
}

// What cannot be fetched now was not kept by this version either.
const forgetKept = (): void =>
  void keptNow().then(
    ({ forgetSession }) => forgetSession(),
    () => undefined,
  )

/** Without a network: as the last person who was here left it, on this phone alone. */
const enterOffline = async (): Promise<Entry> => {
  const mine = await keptNow().then(
    ({ keptSession }) => keptSession(),
    () => null,
  )
  if (!mine) return 'unreachable'
  takeSession(mine)
  return 'in'
}

const load = async (): Promise<Entry> => {
  try {
    const mine = await call('session.mine', {})
    takeSession(mine)
    // Unless he has left again by then.
    void keptLater().then(({ keepSession }) => void (session.value?.personId === mine.personId && keepSession(mine)))
    return 'in'
  } catch (fault) {
    busySentence.value = fault instanceof Refused ? fault.sentence : fault instanceof Unreachable ? fault.said : ''
    if (!(fault instanceof Refused)) return online.value ? 'unreachable' : enterOffline()
    if (fault.status !== 401 && fault.status !== 403) return 'unreachable'
    forgetKept()
    if (fault.status === 401) return 'loggedOut'
    keepRefused(fault.sentence)
    return 'notOnRoster'
  }
}

let loading: Promise<Entry> | undefined

/** Asks once who is here; later calls share the answer until `forget()`. */
export const enter = (): Promise<Entry> => {
  loading ??= load().then((entry) => {
    if (entry !== 'in') loading = undefined
    return entry
  })
  return loading
}

export const forget = (): void => {
  session.value = null
  meanFor('')
  meanDay('')
  loading = undefined
  forgetKept()
}

/** The session where a page can only be shown with one; the router has seen to it. */
export const mySession = (): Session => {
  if (!session.value) throw new Error('a page was opened without a session')
  return session.value
}
