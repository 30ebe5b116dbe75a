import { ref } from 'vue'

/** Whether the last try reached the server; the banner and the queue follow it. */
export const online = ref(true)

type Listener = () => void
const loggedOutListeners = new Set<Listener>()
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
export const whenOnline = (listener: Listener): void => void onlineListeners.add(listener)
