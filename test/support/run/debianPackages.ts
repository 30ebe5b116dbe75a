import { execFile } from 'node:child_process'
import { accessSync, chmodSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { runApt } from './apt.ts'
import { findExecutable } from './findExecutable.ts'

const run = promisify(execFile)
const policy = '/usr/sbin/policy-rc.d'

/** Why packages cannot be installed here, or undefined. */
export function installObstacle(): string | undefined {
  if (!existsSync('/etc/debian_version') || !findExecutable('apt-get')) return 'this is no Debian system'
  if (process.getuid?.() !== 0) return 'installing packages needs root'
  return undefined
}

/** Installs Debian packages without letting any of them start a service: the machine's own services stay as they are. */
export async function installPackages(packages: string[]): Promise<void> {
  const obstacle = installObstacle()
  if (obstacle) throw new Error(obstacle)
  const release = await forbidServices()
  try {
    await runApt({}, 'update', '-qq')
    await runApt({}, 'install', '-y', '-qq', '--no-install-recommends', ...packages)
  } finally {
    release()
  }
}

/** Debian asks this script before a package starts a service; 101 means no. Somebody's own script is not replaced. */
async function forbidServices(): Promise<() => void> {
  if (existsSync(policy)) {
    if ((await answerOfPolicy()) !== 101) throw new Error(`${policy} lets packages start services; install by hand`)
    return () => {}
  }
  writeFileSync(policy, '#!/bin/sh\nexit 101\n')
  chmodSync(policy, 0o755)
  return () => rmSync(policy, { force: true })
}

async function answerOfPolicy(): Promise<number> {
  try {
    accessSync(policy, constants.X_OK)
    await run(policy, ['mariadb', 'start'])
    return 0
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error ? Number(error.code) : 1
  }
}
