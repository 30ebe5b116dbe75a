/** What exists in the emulated Feishu tenant. Everything but ids, secrets and names has a sensible default. */
export interface FeishuSetup {
  tenantKey?: string
  apps: FeishuAppSetup[]
  departments?: FeishuDepartmentSetup[]
  users?: FeishuUserSetup[]
  groups?: FeishuGroupSetup[]
}

export type Range = 'all' | { departmentIds: string[]; userIds: string[] }

/** Addresses that begin with '/' are meant relative to the product's address, so that a demo may move. */
export interface FeishuAppSetup {
  appId: string
  appSecret: string
  name?: string
  scopes?: string[]
  botEnabled?: boolean
  disabled?: boolean
  /** Empty = switched off. */
  ipWhitelist?: string[]
  availability?: Range
  contactRange?: Range
  redirectUrls?: string[]
  /** Origins such as 'https://host'; '/' = the product's. */
  trustedDomains?: string[]
  encryptKey?: string
  verificationToken?: string
  eventUrl?: string
  callbackUrl?: string
  /** '*' = every event type. */
  events?: '*' | string[]
  menu?: { key: string; text: string; openUrl?: string }[]
  /** Console switch for refresh tokens. */
  refreshTokens?: boolean
  homeUrl?: string
}

export interface FeishuDepartmentSetup {
  departmentId: string
  name: string
  parentId?: string
  leaderUserId?: string
  order?: number
}

export interface FeishuUserSetup {
  userId: string
  name: string
  departmentIds?: string[]
  leaderUserId?: string
  jobTitle?: string
  employeeNo?: string
  mobile?: string
  email?: string
  enterpriseEmail?: string
  isFrozen?: boolean
  isResigned?: boolean
  isActivated?: boolean
  isExited?: boolean
  isUnjoin?: boolean
  /** Apps whose bot this person told to be silent (230053). */
  stoppedApps?: string[]
  persona?: string
  featured?: boolean
}

export interface FeishuGroupSetup {
  chatId: string
  name: string
  userIds: string[]
  /** Apps whose bot is in the group. */
  appIds: string[]
}

type OptionalOfApp = 'encryptKey' | 'eventUrl' | 'callbackUrl' | 'homeUrl'

export type FeishuApp = Required<Omit<FeishuAppSetup, OptionalOfApp>> & Pick<FeishuAppSetup, OptionalOfApp>

export type FeishuUser = Required<
  Omit<FeishuUserSetup, 'leaderUserId' | 'jobTitle' | 'employeeNo' | 'mobile' | 'email' | 'enterpriseEmail' | 'persona'>
> &
  Pick<FeishuUserSetup, 'leaderUserId' | 'jobTitle' | 'employeeNo' | 'mobile' | 'email' | 'enterpriseEmail' | 'persona'>

export type FeishuDepartment = Required<Omit<FeishuDepartmentSetup, 'leaderUserId'>> &
  Pick<FeishuDepartmentSetup, 'leaderUserId'>

/** feishu §9.5 and §7.6: what a careful admin switches on for this kind of product. */
const USUAL_SCOPES = [
  'im:message:send_as_bot',
  'im:message:update',
  'im:message:readonly',
  'im:message.p2p_msg:readonly',
  'im:resource',
  'contact:contact.base:readonly',
  'contact:department.base:readonly',
  'contact:department.organize:readonly',
  'contact:user.base:readonly',
  'contact:user.department:readonly',
  'contact:user.employee:readonly',
]

export function completeApp(app: FeishuAppSetup): FeishuApp {
  return {
    ...app,
    name: app.name ?? '连心桥',
    scopes: [...(app.scopes ?? USUAL_SCOPES)],
    botEnabled: app.botEnabled ?? true,
    disabled: app.disabled ?? false,
    ipWhitelist: app.ipWhitelist ?? [],
    availability: app.availability ?? 'all',
    contactRange: app.contactRange ?? 'all',
    redirectUrls: app.redirectUrls ?? [],
    trustedDomains: app.trustedDomains ?? [],
    verificationToken: app.verificationToken ?? 'emulator-verification-token',
    events: app.events ?? '*',
    menu: app.menu ?? [],
    refreshTokens: app.refreshTokens ?? false,
  }
}

export function completeUser(user: FeishuUserSetup): FeishuUser {
  return {
    ...user,
    departmentIds: user.departmentIds ?? [],
    isFrozen: user.isFrozen ?? false,
    isResigned: user.isResigned ?? false,
    isActivated: user.isActivated ?? true,
    isExited: user.isExited ?? false,
    isUnjoin: user.isUnjoin ?? false,
    stoppedApps: user.stoppedApps ?? [],
    featured: user.featured ?? false,
  }
}

export function completeDepartment(department: FeishuDepartmentSetup): FeishuDepartment {
  return { ...department, parentId: department.parentId ?? '0', order: department.order ?? 100 }
}
