/** Whether this browser can open pages without a network; an older web view, or an address without https, cannot. */
export const opensOffline = (): boolean => 'serviceWorker' in navigator

/** Whether this very page would open again without a network. */
export const holdsPages = (): boolean => opensOffline() && navigator.serviceWorker.controller !== null

/** The page goes first: fetching all others takes nothing of a weak network from it. */
const restMilliseconds = 3000

/** Lets the browser keep the files of all pages (worker/worker.ts), anew with each version. */
export const keepPages = (): void => {
  if (!opensOffline() || !import.meta.env.PROD) return
  const register = (): void =>
    // One that cannot be had is done without; the next load tries again.
    void navigator.serviceWorker.register('/worker.js').catch(() => undefined)
  setTimeout(register, restMilliseconds)
}
