import { ConfigFault } from './config'
import { StartRefused } from './database/startRefused'
import { operatorSentence } from './database/unwell'

interface StartFault extends Error {
  code?: string
  syscall?: string
  hostname?: string
}

const listening: Record<string, string> = {
  EADDRINUSE: '端口已被占用，请换一个 PORT 再启动。',
  EADDRNOTAVAIL: '这台机器没有 HOST 写的地址，请改 HOST 再启动。',
  EACCES: '没有权限用这个端口，请换一个大于1024的 PORT 再启动。',
}
const database: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: '数据库不认 DATABASE_URL 里的用户或密码，请核对；密码里的特殊符号要写成 %XX。',
  ER_DBACCESS_DENIED_ERROR: '这个用户没有权限用 DATABASE_URL 里的库，请先授权。',
  ER_BAD_DB_ERROR: '数据库服务器上没有 DATABASE_URL 里的库，请先建一个空库。',
  SQLITE_CANTOPEN: '打不开 DATABASE_URL（或 DATA_DIR）指的 SQLite 文件，请检查路径和权限。',
  SQLITE_NOTADB: 'DATABASE_URL（或 DATA_DIR）指的文件不是 SQLite 数据库，请换一个文件。',
}

/**
 * Why a program did not start, in one sentence that names the setting to mend; null for a fault that no setting explains.
 * `host` is where it wanted to listen. Holds neither passwords nor paths.
 */
export function startFaultSentence(fault: StartFault, host?: string): string | null {
  if (fault instanceof ConfigFault || fault instanceof StartRefused) return fault.message
  const code = fault.code ?? ''
  if (fault.syscall === 'listen' && listening[code]) return listening[code]
  if (code === 'ENOTFOUND' && host && fault.hostname === host) return `找不到 HOST 写的地址，请改 HOST 再启动。`
  return database[code] ?? operatorSentence(fault)
}
