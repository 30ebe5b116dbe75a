import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router'
import { whenLoggedOut } from './api/connection'
import { client } from './client/platform'
import { enter, forget, session } from './client/session'

declare module 'vue-router' {
  interface RouteMeta {
    /** Shown to people who are not logged in. */
    open?: boolean
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/home/HomePage.vue') },
  { path: '/login', component: () => import('./pages/login/LoginPage.vue'), meta: { open: true } },
  { path: '/not-on-roster', component: () => import('./pages/notOnRoster/NotOnRosterPage.vue'), meta: { open: true } },
  { path: '/pledge', component: () => import('./pages/pledge/PledgePage.vue') },
  { path: '/wall', component: () => import('./pages/wall/WallPage.vue') },
  { path: '/ballot/:roundId', component: () => import('./pages/ballot/BallotPage.vue'), props: true },
  { path: '/visits', component: () => import('./pages/visits/VisitsPage.vue') },
  { path: '/three-links', component: () => import('./pages/threeLinks/ThreeLinksPage.vue') },
  { path: '/me', component: () => import('./pages/me/MePage.vue') },
  { path: '/branch/:branchId?', component: () => import('./pages/branch/BranchPage.vue'), props: true },
  { path: '/office', component: () => import('./pages/office/OfficePage.vue') },
  { path: '/office/campaign', component: () => import('./pages/office/CampaignPage.vue') },
  { path: '/rounds', component: () => import('./pages/rounds/RoundsPage.vue') },
  { path: '/rounds/:roundId', component: () => import('./pages/rounds/RoundPage.vue'), props: true },
  { path: '/organisation', component: () => import('./pages/organisation/OrganisationPage.vue') },
  { path: '/organisation/roster', component: () => import('./pages/organisation/RosterPage.vue') },
  { path: '/organisation/calendar', component: () => import('./pages/organisation/CalendarPage.vue') },
  { path: '/three-links/board', component: () => import('./pages/organisation/ThreeLinksBoardPage.vue') },
  { path: '/:rest(.*)*', component: () => import('./pages/notFound/NotFoundPage.vue'), meta: { open: true } },
]

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
