import { shallowRef } from 'vue'
import type { Output } from '../../server/contract'
import { call } from '../api/call'
import { meanFor } from '../api/connection'
import { Refused, Unreachable } from '../api/refused'

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

const load = async (): Promise<Entry> => {
  try {
    session.value = await call('session.mine', {})
    meanFor(session.value.personId)
    return 'in'
  } catch (fault) {
    busySentence.value = fault instanceof Refused ? fault.sentence : fault instanceof Unreachable ? fault.said : ''
    if (!(fault instanceof Refused)) return 'unreachable'
    if (fault.status === 401) return 'loggedOut'
    if (fault.status !== 403) return 'unreachable'
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
  loading = undefined
}

/** The session where a page can only be shown with one; the router has seen to it. */
export const mySession = (): Session => {
  if (!session.value) throw new Error('a page was opened without a session')
  return session.value
}
