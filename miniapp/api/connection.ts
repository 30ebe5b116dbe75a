import { ref } from 'vue'

/** Whether the last try reached the server; the banner and the queue follow it. */
export const online = ref(true)

let personId = ''
/** Whose page this is; '' until the server has said so. Every call says it, and is refused once somebody else has logged in. */
export const meantFor = (): string => personId
export const meanFor = (person: string): void => {
  personId = person
}

type Listener = () => void
const loggedOutListeners = new Set<Listener>()
const changedListeners = new Set<Listener>()
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
export const whenOnline = (listener: Listener): void => void onlineListeners.add(listener)
