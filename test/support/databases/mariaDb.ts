import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../run/checkout.ts'
import { findExecutable } from '../run/findExecutable.ts'
import { type DatabaseServer, type ServerOptions, type ServerProgram, startServer } from './databaseServer.ts'

const run = promisify(execFile)

/** Starts a private MariaDB from the mariadbd of this machine. Throws when there is none. */
export async function startMariaDb(options: ServerOptions = {}): Promise<DatabaseServer> {
  return startServer(await mariaDbProgram(), options)
}

/** Whether this machine has what startMariaDb needs. */
export function hasMariaDb(): boolean {
  return Boolean(findExecutable('mariadbd') && findExecutable('mariadb-install-db'))
}

async function mariaDbProgram(): Promise<ServerProgram> {
  const command = findExecutable('mariadbd')
  const install = findExecutable('mariadb-install-db')
  if (!command || !install) throw new Error('MariaDB is not installed (Debian: apt-get install mariadb-server)')
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : []
  const version = /Ver (\S+)/.exec((await run(command, ['--no-defaults', '--version'])).stdout)?.[1] ?? 'unknown'
  return {
    kind: 'mariadb',
    command,
    base: ['--no-defaults', ...asRoot],
    hasty: ['--innodb-doublewrite=0', '--innodb-file-per-table=0', '--innodb-flush-method=nosync'],
    template: join(cacheFolder, 'mariadb', `template-${version}`),
    initialize: async (dataFolder) => {
      await run(install, [
        '--no-defaults',
        ...asRoot,
        `--datadir=${dataFolder}`,
        '--auth-root-authentication-method=normal',
        '--skip-test-db',
        '--skip-name-resolve',
        // 96 MB of empty log would be copied at every start.
        '--innodb-log-file-size=16M',
      ])
    },
  }
}
