import type { RouteRecordRaw } from 'vue-router'

/**
 * Every page; those with a place stand in the order of the navigation. The build reads it too (firstFiles.mts), without a
 * browser: nothing here may run when it is read.
 */
export const routes: RouteRecordRaw[] = [
  {
    path: '/',
    component: () => import('./pages/home/HomePage.vue'),
    meta: { place: { name: '首页', icon: 'home', group: 'start' } },
  },
  { path: '/login', component: () => import('./pages/login/LoginPage.vue'), meta: { open: true } },
  { path: '/not-on-roster', component: () => import('./pages/notOnRoster/NotOnRosterPage.vue'), meta: { open: true } },
  {
    path: '/:first(set-up|enter)',
    component: () => import('./pages/enter/FirstPage.vue'),
    props: true,
    meta: { open: true },
  },
  { path: '/fulfilments', component: () => import('./pages/fulfilment/FulfilmentsPage.vue') },
  { path: '/ballot-help', component: () => import('./pages/ballot/BallotHelpPage.vue') },
  { path: '/ballot/:roundId', component: () => import('./pages/ballot/BallotPage.vue'), props: true },
  {
    path: '/pledge',
    component: () => import('./pages/pledge/PledgePage.vue'),
    meta: { place: { name: '承诺书', icon: 'pledge', group: 'show', shown: (may) => may.writePledge } },
  },
  {
    path: '/posts',
    component: () => import('./pages/posts/PostsPage.vue'),
    meta: { place: { name: '示范岗和责任区', icon: 'post', group: 'show', shown: (may) => may.posts } },
  },
  { path: '/posts/:postAreaId', component: () => import('./pages/posts/PostAreaPage.vue'), props: true },
  { path: '/post-references', component: () => import('./pages/postReferences/PostReferencesPage.vue') },
  {
    path: '/visits',
    component: () => import('./pages/visits/VisitsPage.vue'),
    meta: { place: { name: '点对点走访', icon: 'visit', group: 'link', shown: (may) => may.logVisit } },
  },
  {
    path: '/care',
    component: () => import('./pages/care/CaresPage.vue'),
    meta: { place: { name: '突发情况关怀', icon: 'bell', group: 'link', shown: (may) => may.handleCare } },
  },
  { path: '/care/:careId', component: () => import('./pages/care/CarePage.vue'), props: true },
  { path: '/visits/about-me', component: () => import('./pages/aboutMe/AboutMePage.vue') },
  {
    path: '/three-links',
    component: () => import('./pages/threeLinks/ThreeLinksPage.vue'),
    meta: { place: { name: '三联系', icon: 'link', group: 'link', shown: (may) => may.logThreeLinks } },
  },
  {
    path: '/wall',
    component: () => import('./pages/wall/WallPage.vue'),
    meta: { place: { name: '公开栏', icon: 'wall', group: 'publish' } },
  },
  { path: '/wall/slides', component: () => import('./pages/wall/SlidesPage.vue') },
  { path: '/wall/:pledgeId', component: () => import('./pages/wall/WallPledgePage.vue'), props: true },
  {
    path: '/badges',
    component: () => import('./pages/badges/BadgesPage.vue'),
    meta: { place: { name: '佩戴党徽', icon: 'badge', group: 'show', shown: (may) => may.writePledge || may.badges } },
  },
  {
    path: '/branch/:branchId?',
    component: () => import('./pages/branch/BranchPage.vue'),
    props: true,
    meta: { place: { name: '支部工作', icon: 'branch', group: 'start', shown: (may) => may.leadBranch } },
  },
  {
    path: '/branch/:branchId/opinions',
    component: () => import('./pages/opinions/BranchOpinionsPage.vue'),
    props: true,
  },
  { path: '/branch/:branchId/postings', component: () => import('./pages/postings/PostingsPage.vue'), props: true },
  { path: '/branch/:branchId/contacts', component: () => import('./pages/contacts/ContactsPage.vue'), props: true },
  {
    path: '/branch/:branchId/contact-roster',
    component: () => import('./pages/contactRoster/ContactRosterPage.vue'),
    props: true,
  },
  {
    path: '/branch/:branchId/visits',
    component: () => import('./pages/branchVisits/BranchVisitsPage.vue'),
    props: true,
  },
  { path: '/branch/:branchId/badges', component: () => import('./pages/badges/BranchBadgesPage.vue'), props: true },
  { path: '/branch/:branchId/posts', component: () => import('./pages/posts/BranchPostsPage.vue'), props: true },
  {
    path: '/office',
    component: () => import('./pages/office/OfficePage.vue'),
    meta: { place: { name: '机关党办', icon: 'office', group: 'start', shown: (may) => may.runOffice } },
  },
  {
    path: '/office/packages/:packageId',
    component: () => import('./pages/office/PackagePage.vue'),
    props: true,
  },
  { path: '/office/campaign', component: () => import('./pages/office/CampaignPage.vue') },
  { path: '/office/campaigns', component: () => import('./pages/office/CampaignsPage.vue') },
  { path: '/office/exemptions', component: () => import('./pages/posts/ExemptionsPage.vue') },
  { path: '/office/vacancies', component: () => import('./pages/vacancies/VacanciesPage.vue') },
  {
    path: '/progress/:branchId?',
    component: () => import('./pages/progress/ProgressPage.vue'),
    props: true,
    meta: { place: { name: '“三亮”进度', icon: 'board', group: 'start', shown: (may) => may.runOffice } },
  },
  {
    path: '/sign-orders',
    component: () => import('./pages/signOrders/OrdersPage.vue'),
    meta: { place: { name: '工作牌', icon: 'plate', group: 'show', shown: (may) => may.signOrders } },
  },
  { path: '/sign-orders/:orderId', component: () => import('./pages/signOrders/OrderPage.vue'), props: true },
  { path: '/sign-orders/:orderId/reprint', component: () => import('./pages/signOrders/ReprintPage.vue'), props: true },
  {
    path: '/sign-orders/:orderId/proof/:departmentId',
    component: () => import('./pages/signOrders/ProofPage.vue'),
    props: true,
  },
  {
    path: '/filings',
    component: () => import('./pages/filings/FilingsPage.vue'),
    meta: { place: { name: '备案和登记', icon: 'edit', group: 'link', shown: (may) => may.readFilings } },
  },
  { path: '/filings/:form', component: () => import('./pages/filings/LedgerPage.vue'), props: true },
  { path: '/filings/:form/:filingId', component: () => import('./pages/filings/FilingPage.vue'), props: true },
  {
    path: '/rounds',
    component: () => import('./pages/rounds/RoundsPage.vue'),
    meta: { place: { name: '评价', icon: 'rounds', group: 'judge', shown: (may) => may.readRounds } },
  },
  { path: '/safe-prints', component: () => import('./pages/safePrints/SafePrintsPage.vue') },
  { path: '/rounds/:roundId', component: () => import('./pages/rounds/RoundPage.vue'), props: true },
  {
    path: '/visit-sums',
    component: () => import('./pages/branchVisits/VisitSumsPage.vue'),
    meta: { place: { name: '走访统计', icon: 'board', group: 'link', shown: (may) => may.readVisitSums } },
  },
  {
    path: '/care-sums',
    component: () => import('./pages/care/CareSumsPage.vue'),
    meta: { place: { name: '关怀统计', icon: 'board', group: 'link', shown: (may) => may.readCareSums } },
  },
  {
    path: '/three-links/board',
    component: () => import('./pages/organisation/ThreeLinksBoardPage.vue'),
    meta: { place: { name: '三联系进度', icon: 'board', group: 'link', shown: (may) => may.readThreeLinks } },
  },
  {
    path: '/organisation',
    component: () => import('./pages/organisation/OrganisationPage.vue'),
    meta: {
      place: {
        name: '支部和名册',
        icon: 'organisation',
        group: 'house',
        shown: (may) => may.manageOrganisation || may.linkAccount,
      },
    },
  },
  {
    path: '/documents',
    component: () => import('./pages/documents/DocumentsPage.vue'),
    meta: {
      place: { name: '材料下载', icon: 'download', group: 'house', shown: (may) => may.branchHands || may.runOffice },
    },
  },
  { path: '/organisation/units/:unitId', component: () => import('./pages/units/UnitPage.vue') },
  { path: '/organisation/roster', component: () => import('./pages/organisation/RosterPage.vue') },
  { path: '/organisation/calendar', component: () => import('./pages/organisation/CalendarPage.vue') },
  { path: '/messages', component: () => import('./pages/messages/MessagesPage.vue') },
  { path: '/doctor', component: () => import('./pages/doctor/DoctorPage.vue') },
  { path: '/directory', component: () => import('./pages/directory/DirectoryPage.vue') },
  { path: '/account-changes', component: () => import('./pages/accounts/AccountChangesPage.vue') },
  { path: '/me', component: () => import('./pages/me/MePage.vue'), meta: { place: { name: '我的', icon: 'me' } } },
  { path: '/entries', component: () => import('./pages/entries/EntriesPage.vue') },
  { path: '/:rest(.*)*', component: () => import('./pages/notFound/NotFoundPage.vue'), meta: { open: true } },
]
