import { clientsClaim } from 'workbox-core'
import { cleanupOutdatedCaches, matchPrecache, type PrecacheEntry, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

/** The browser's own thread for this house; the types of a page do not know it. */
declare const self: { skipWaiting: () => Promise<void>; __pages: PrecacheEntry[] }

/** A server that does not answer a page by then is as good as none: the page asks for itself, and says how that went. */
const patienceMilliseconds = 8000

/** The page from the server, with what it needs first; without one the bare page this phone keeps, which knows its paths. */
const openPage = async ({ request }: { request: Request }): Promise<Response> => {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), patienceMilliseconds)
  try {
    const response = await fetch(request, { signal: stop.signal })
    if (response.status < 500) return response
    return (await matchPrecache('/index.html')) ?? response
  } catch (fault) {
    const kept = await matchPrecache('/index.html')
    if (!kept) throw fault
    return kept
  } finally {
    clearTimeout(timer)
  }
}

// The files of the pages and nothing else: no answer of the server, and no page with somebody's data in it.
precacheAndRoute(self.__pages, { directoryIndex: '', cleanURLs: false })
cleanupOutdatedCaches()
// Logins, downloads and the platforms' own addresses are not pages of ours.
registerRoute(new NavigationRoute(openPage, { denylist: [/^\/(?:api|hooks|emulator|demo|login\/|healthz)/] }))
void self.skipWaiting()
clientsClaim()
