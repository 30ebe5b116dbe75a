export type Client = 'feishu' | 'wecom' | 'browser'

/** In which client the page is open. WeCom names MicroMessenger too, so wxwork is asked first (wecom, WDK faq). */
export const clientOf = (userAgent: string, hasFeishuScript = false): Client => {
  if (/wxwork\//i.test(userAgent)) return 'wecom'
  if (/Lark\//i.test(userAgent) || hasFeishuScript) return 'feishu'
  return 'browser'
}

export const client = (): Client => clientOf(navigator.userAgent, 'h5sdk' in window)

/** Only paths of our own are returned to after a login, never another site. */
export const safeReturn = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])/.test(path) && !path.startsWith('/login') ? path : '/'

/** Where a login begins: the page itself asks Feishu for a code, WeCom and browsers go through the platform's own page. */
export const loginUrl = (platform: 'feishu' | 'wecom', returnPath: string): string =>
  `/login/${platform}?return=${encodeURIComponent(safeReturn(returnPath))}`
