// Entry inside the Feishu client without a form: requestAccess, and requestAuthCode for clients older than 6.9.
interface AccessFailure {
  errno?: number
  errString?: string
}
interface FeishuCalls {
  requestAccess?: (options: {
    appID: string
    scopeList: string[]
    success: (answer: { code: string }) => void
    fail: (failure: AccessFailure) => void
  }) => void
  requestAuthCode: (options: {
    appId: string
    success: (answer: { code: string }) => void
    fail: (failure: AccessFailure) => void
  }) => void
}
interface FeishuWindow {
  h5sdk?: { ready: (listener: () => void) => void }
  tt?: FeishuCalls
}

/** `errno` 103 means the client is too old for requestAccess; 2700002 that the person refused. */
const tooOld = 103

export class FeishuFailed extends Error {
  constructor(readonly errno: number) {
    super(`feishu ${errno}`)
  }
}

/** A company's firewall may swallow the script without a word, and a client may never say that it is ready. */
const patienceMilliseconds = 6000

const loadScript = (url: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = url
    script.onload = () => resolve()
    script.onerror = () => reject(new FeishuFailed(-1))
    document.head.append(script)
  })

const inTime = (waiting: Promise<void>): Promise<void> =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new FeishuFailed(-1)), patienceMilliseconds)
    waiting.then(resolve, reject)
  })

const authCode = (calls: FeishuCalls, appId: string): Promise<string> =>
  new Promise((resolve, reject) =>
    calls.requestAuthCode({
      appId,
      success: ({ code }) => resolve(code),
      fail: ({ errno = -1 }) => reject(new FeishuFailed(errno)),
    }),
  )

const accessCode = (calls: FeishuCalls, appId: string): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!calls.requestAccess) return resolve(authCode(calls, appId))
    calls.requestAccess({
      appID: appId,
      scopeList: [],
      success: ({ code }) => resolve(code),
      fail: ({ errno = -1 }) => (errno === tooOld ? resolve(authCode(calls, appId)) : reject(new FeishuFailed(errno))),
    })
  })

/** A login code from the client we are in; throws FeishuFailed with the client's number. */
export const feishuCode = async (appId: string, scriptUrl: string | undefined): Promise<string> => {
  const page = window as unknown as FeishuWindow
  if (!page.h5sdk && scriptUrl) await inTime(loadScript(scriptUrl))
  const { h5sdk } = page
  if (!h5sdk) throw new FeishuFailed(-1)
  await inTime(new Promise<void>((resolve) => h5sdk.ready(resolve)))
  if (!page.tt) throw new FeishuFailed(-1)
  return accessCode(page.tt, appId)
}
