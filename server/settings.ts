/**
 * Reads .env of the working folder into the environment; what the environment says already stays as it is. No file is no
 * fault. Returns one sentence when there is one that cannot be read, else null. Every program calls it before readConfig.
 */
export function loadSettings(): string | null {
  try {
    process.loadEnvFile()
    return null
  } catch (fault) {
    const { code = '' } = fault as NodeJS.ErrnoException
    return code === 'ENOENT' ? null : `当前目录下的 .env 读不了（${code}），请检查它是不是普通文件、这个用户能不能读。`
  }
}
