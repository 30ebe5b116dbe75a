import { hostname } from 'node:os'
import type { Config } from './config'
import type { Database } from './database/work'
import type { PlatformTenants } from './features/call'
import { issueSetUpCode } from './features/setUp/codes'
import { houseState } from './features/setUp/houseState'

/** The code that a start prints while nobody can enter the house, made anew each time; null afterwards. A demo is never empty. */
export async function setUpCodeOf(
  { demo, port }: Pick<Config, 'demo' | 'port'>,
  tenants: PlatformTenants,
  database: Database,
): Promise<string | null> {
  // Looked at without writing: a house that is entered starts on a database that takes nothing just now.
  if (demo || (await database.read(null, 'job', (work) => houseState(work, tenants))) === 'entered') return null
  const instance = `${hostname()}:${port}`.slice(-120)
  return database.unitOfWork(null, 'job', (work) => issueSetUpCode(work, instance, tenants))
}

/** For whoever sits at the machine; no log line ever holds the code. */
export const setUpLines = (url: string, code: string): string =>
  `还没有人能进入这里。请在浏览器里打开 ${url}/set-up ，输入一次性安装码：${code}\n（安装码只在这里显示，用过就作废；每次启动换一个，以最近一次的为准）\n`
