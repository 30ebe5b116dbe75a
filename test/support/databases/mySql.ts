import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../run/checkout.ts'
import { type DatabaseServer, type ServerOptions, type ServerProgram, startServer } from './databaseServer.ts'
import { fetchMySql, mySqlFolder } from './mySqlPackages.ts'

const run = promisify(execFile)
// MySQL knows root@localhost only, and a server that resolves no names sees us as 127.0.0.1.
const accounts = [
  "CREATE USER 'root'@'127.0.0.1';",
  "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;",
]

/** Starts a private MySQL 9, fetching it first where that was not done yet. Throws when it cannot be had. */
export async function startMySql(options: ServerOptions = {}): Promise<DatabaseServer> {
  await fetchMySql()
  return startServer(await mySqlProgram(), options)
}

async function mySqlProgram(): Promise<ServerProgram> {
  const { root, loader, libraries } = mySqlFolder()
  // The packages are of another Debian release than this system: they run on their own loader and libraries.
  const base = [
    '--library-path',
    libraries.join(':'),
    join(root, 'usr/sbin/mysqld'),
    '--no-defaults',
    `--basedir=${join(root, 'usr')}`,
    `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
    `--character-sets-dir=${join(root, 'usr/share/mysql/charsets')}`,
    `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
    '--secure-file-priv=NULL',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ]
  const version = /Ver (\S+)/.exec((await run(loader, [...base, '--version'])).stdout)?.[1] ?? 'unknown'
  return {
    kind: 'mysql',
    command: loader,
    base: [...base, '--mysqlx=OFF'],
    hasty: [
      '--innodb-doublewrite=OFF',
      '--innodb-file-per-table=0',
      '--innodb-flush-method=nosync',
      '--performance-schema=OFF',
    ],
    template: join(cacheFolder, 'mysql', `template-${version}`),
    initialize: async (dataFolder) => {
      const initFile = `${dataFolder}.sql`
      await writeFile(initFile, `${accounts.join('\n')}\n`)
      await run(loader, [
        ...base,
        '--initialize-insecure',
        `--init-file=${initFile}`,
        `--datadir=${dataFolder}`,
        // 100 MB of empty log would be copied at every start.
        '--innodb-redo-log-capacity=8388608',
      ])
      await rm(initFile)
    },
  }
}
