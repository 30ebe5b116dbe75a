import { execFile } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { runApt } from '../run/apt.ts'
import { cacheFolder } from '../run/checkout.ts'
import { findExecutable } from '../run/findExecutable.ts'

const run = promisify(execFile)
const keyrings = ['/usr/share/keyrings/debian-archive-keyring.gpg', '/usr/share/keyrings/debian-archive-keyring.pgp']
const root = join(cacheFolder, 'mysql', 'root')

/** Where the unpacked MySQL lies, and the loader and library folders that belong to it. */
export function mySqlFolder(): { root: string; loader: string; libraries: string[] } {
  const loader = globSync('usr/lib/*/ld-linux*.so.*', { cwd: root })[0]
  if (!loader) throw new Error(`no MySQL in ${root}`)
  const libraries = [join(root, loader, '..'), join(root, 'usr/lib')]
  return { root, loader: join(root, loader), libraries }
}

/** Why MySQL cannot be fetched on this machine, or undefined. */
export function mySqlObstacle(): string | undefined {
  if (existsSync(root)) return undefined
  if (osRelease('ID') !== 'debian') return 'MySQL 9 is fetched from Debian packages, and this is no Debian'
  if (!findExecutable('apt-get') || !findExecutable('dpkg')) return 'apt-get and dpkg are missing'
  if (!keyrings.some((path) => existsSync(path))) return 'the package debian-archive-keyring is missing'
  return undefined
}

/**
 * Unpacks MySQL 9 of Debian unstable (no stable release has it) into the cache. The system's own packages stay as they
 * are; no root rights are needed. 58 MB come over the network, once.
 */
export async function fetchMySql(): Promise<void> {
  if (existsSync(root)) return
  const obstacle = mySqlObstacle()
  if (obstacle) throw new Error(obstacle)
  const draft = `${root}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  try {
    await download(draft)
    await unpack(draft)
    await rename(join(draft, 'root'), root)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

async function download(draft: string): Promise<void> {
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'root']) {
    await mkdir(join(draft, folder), { recursive: true })
  }
  const signedBy = keyrings.find((path) => existsSync(path))
  await writeFile(join(draft, 'status'), '')
  await writeFile(join(draft, 'sources.list'), `deb [signed-by=${signedBy}] ${await mirror()} sid main\n`)
  // The system's own apt settings (proxy, keys) still hold; only its lists and its packages stay out of this.
  const apart = {
    'Dir::State': join(draft, 'state'),
    'Dir::State::status': join(draft, 'status'),
    'Dir::Cache': join(draft, 'cache'),
    'Dir::Etc::sourcelist': join(draft, 'sources.list'),
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Default-Release': '',
    'APT::Sandbox::User': 'root',
    'APT::Get::List-Cleanup': 'false',
    'APT::Keep-Downloaded-Packages': 'true',
    'Acquire::Languages': 'none',
    'Debug::NoLocking': '1',
  }
  await runApt(apart, 'update', '-qq')
  await runApt(apart, 'install', '-y', '-qq', '--no-install-recommends', '--download-only', 'mysql-server-core')
}

async function unpack(draft: string): Promise<void> {
  const archives = join(draft, 'cache/archives')
  const packages = (await readdir(archives)).filter((name) => name.endsWith('.deb'))
  if (packages.length === 0) throw new Error('apt-get downloaded no package')
  for (const name of packages) await run('dpkg', ['-x', join(archives, name), join(draft, 'root')])
  // The server needs its program, its libraries and its messages; the rest is 130 MB nobody opens.
  const usr = join(draft, 'root/usr')
  const spare = ['bin', 'include', ...(await readdir(join(usr, 'share'))).map((name) => `share/${name}`)]
  for (const name of spare.filter((path) => path !== 'share/mysql')) {
    await rm(join(usr, name), { recursive: true, force: true })
  }
}

/** The Debian mirror this system already uses; security mirrors carry no unstable release. */
async function mirror(): Promise<string> {
  const list = await runApt({}, 'indextargets', '--format', '$(REPO_URI) $(RELEASE) $(COMPONENT)')
  const targets = list.split('\n').map((line) => line.split(' '))
  const own = targets.find(([, release, part]) => release === osRelease('VERSION_CODENAME') && part === 'main')
  if (!own?.[0]) throw new Error('apt knows no Debian mirror (apt-get indextargets names none)')
  return own[0]
}

function osRelease(key: string): string | undefined {
  if (!existsSync('/etc/os-release')) return undefined
  const line = new RegExp(`^${key}=(.*)$`, 'm').exec(readFileSync('/etc/os-release', 'utf8'))
  return line?.[1]?.replaceAll('"', '')
}
