import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { basename } from 'node:path'
import { newFolder } from '../run/ownedChild.ts'

const variable = 'TEST_READY_FOLDER'

/** Opens what the test files of one jest run share: a folder, and on the servers the databases that bear its name. */
export function openStore(): void {
  process.env[variable] = newFolder(`ready${randomBytes(4).toString('hex')}`)
}

export function closeStore(): void {
  const folder = storeFolder()
  if (folder) rmSync(folder, { recursive: true, force: true })
  delete process.env[variable]
}

/** Undefined where jest was started without package.json's setup. */
export const storeFolder = (): string | undefined => process.env[variable]

/** What the run's databases on a server begin with, at most 20 characters. */
export function storePrefix(): string | undefined {
  const name = /ready[0-9a-f]{8}/.exec(basename(storeFolder() ?? ''))?.[0]
  return name && `lxq_${name}`
}
