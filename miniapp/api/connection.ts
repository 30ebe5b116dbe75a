import { ref } from 'vue'

/** Whether the last try reached the server; the banner and the queue follow it. */
export const online = ref(true)

let personId = ''
/** Whose page this is; '' until the server has said so. Every call says it, and is refused once somebody else has logged in. */
export const meantFor = (): string => personId
export const meanFor = (person: string): void => {
  personId = person
}

let pageDay = ''
/** 今天 as this page has it, '' before it is known. What says it is refused once it is another day. */
export const meantDay = (): string => pageDay
export const meanDay = (day: string): void => {
  pageDay = day
}

type Listener = () => void
const loggedOutListeners = new Set<Listener>()
const changedListeners = new Set<Listener>()
const dayListeners = new Set<Listener>()
const onlineListeners = new Set<Listener>()

export const setOnline = (reached: boolean): void => {
  const wasOnline = online.value
  online.value = reached
  if (reached && !wasOnline) for (const listener of onlineListeners) listener()
}

/** Called when a call is answered with 401, after the session had been good. */
export const whenLoggedOut = (listener: Listener): void => void loggedOutListeners.add(listener)
export const tellLoggedOut = (): void => {
  for (const listener of loggedOutListeners) listener()
}
/** Called when this browser belongs to somebody else by now: a call meant for the person of this page was turned away. */
export const whenSessionChanged = (listener: Listener): void => void changedListeners.add(listener)
export const tellSessionChanged = (): void => {
  for (const listener of changedListeners) listener()
}
/** Called when the server says that another day has begun since the page learned what day it is. */
export const whenDayChanged = (listener: Listener): void => void dayListeners.add(listener)
export const tellDayChanged = (): void => {
  for (const listener of dayListeners) listener()
}
export const whenOnline = (listener: Listener): void => void onlineListeners.add(listener)
