import { createRouter, createWebHistory, type RouteLocationNormalized, START_LOCATION } from 'vue-router'
import { whenLoggedOut, whenSessionChanged } from './api/connection'
import { dropFirst } from './api/first'
import { wants } from './client/missing'
import { client } from './client/platform'
import { enter, forget, session } from './client/session'
import type { PlaceOfPage } from './components/places'
import { leaveSheets, watchSheetHistory } from './composables/sheetHistory'
import { routes } from './routes'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown to people who are not logged in. */
    open?: boolean
    /** Where the page stands in the navigation, and for whom; a page without it is reached from another. */
    place?: PlaceOfPage
  }
}

watchSheetHistory()
export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

const loginPath = (to: RouteLocationNormalized | string): string =>
  `/login?return=${encodeURIComponent(typeof to === 'string' ? to : to.fullPath)}`

/**
 * Feishu compares the page's address with a list of allowed ones, so a code is only ever asked for at /login; the
 * address must be that of a real load, not one set by the router.
 */
const toLogin = (to: RouteLocationNormalized) => {
  if (client() !== 'feishu') return loginPath(to)
  location.replace(loginPath(to))
  return false
}

router.beforeEach(leaveSheets)
router.beforeEach((_to, from) => {
  if (from !== START_LOCATION) dropFirst()
})

// beforeResolve, not beforeEach: the page's file and the session load side by side.
router.beforeResolve(async (to) => {
  if (to.meta.open || session.value) return true
  const entry = await enter()
  if (entry === 'loggedOut') return toLogin(to)
  if (entry === 'notOnRoster') return '/not-on-roster'
  // 'unreachable' lets the page through; App shows the way to try again instead of it.
  return true
})

whenLoggedOut(() => {
  if (!session.value) return
  forget()
  const { fullPath, meta } = router.currentRoute.value
  if (!meta.open) void router.replace(loginPath(fullPath))
})

// Drafts and what waits to be sent are kept by person, so nothing is lost; the new page says what has happened.
whenSessionChanged(() => location.reload())

// The tap led to a part of the page that did not come (main.ts): the next try is to lead there.
router.onError((_fault, to) => wants(to.fullPath))
