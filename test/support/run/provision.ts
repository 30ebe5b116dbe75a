import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  type DatabaseServer,
  hasMariaDb,
  mySqlObstacle,
  serverUrl,
  serverVariable,
  startMariaDb,
  startMySql,
} from '../databases/index.ts'
import { documentPackages, missingDocumentTools } from '../documentTools.ts'
import { findChromium } from './chromium.ts'
import { installObstacle, installPackages } from './debianPackages.ts'
import { findExecutable } from './findExecutable.ts'

const run = promisify(execFile)

/** One thing the suites need, whether it is there, and what the suites are told about it. */
export interface Provision {
  name: string
  /** What jest gets to know, e.g. TEST_MYSQL_URL. */
  environment: Record<string, string>
  /** Why it is not there, with what to do about it. */
  missing?: string
  seconds: number
  stop(): Promise<void>
}

/** A MariaDB to test on: the one in TEST_MARIADB_URL, else a private one. */
export function provideMariaDb(packages: Promise<string | undefined>): Promise<Provision> {
  return provideServer('mariadb', async () => {
    if (!hasMariaDb()) await packages.then(refuse)
    return startMariaDb()
  })
}

/** A MySQL 9 to test on: the one in TEST_MYSQL_URL, else a private one. */
export function provideMySql(): Promise<Provision> {
  return provideServer('mysql', async () => {
    refuse(mySqlObstacle())
    return startMySql()
  })
}

/** A Chromium: the one in CHROMIUM_PATH, else Debian's. */
export function provideChromium(packages: Promise<string | undefined>): Promise<Provision> {
  return timed('Chromium', 'set CHROMIUM_PATH', async () => {
    if (!findChromium()) refuse(await packages)
    const path = findChromium()
    if (!path) throw new Error('the package chromium brought no program')
    return { environment: { CHROMIUM_PATH: path }, stop: async () => {} }
  })
}

/** A font for Chromium to write Chinese with; without one the pages still run, but every picture shows boxes. */
export function provideChineseFont(packages: Promise<string | undefined>): Promise<Provision> {
  return timed('Chinese font', 'install a font that has Chinese', async () => {
    if (!(await drawsChinese())) refuse(await packages)
    if (!(await drawsChinese())) throw new Error('fc-list names no font for zh-cn')
    return { environment: {}, stop: async () => {} }
  })
}

/** LibreOffice and poppler, to print the documents and read what was printed. */
export function provideDocumentTools(packages: Promise<string | undefined>): Promise<Provision> {
  return timed('document tools', `install ${documentPackages().join(' ') || 'them'}`, async () => {
    if (missingDocumentTools().length > 0) refuse(await packages)
    const missing = missingDocumentTools()
    if (missing.length > 0) throw new Error(`the packages brought no ${missing.join(', ')}`)
    return { environment: {}, stop: async () => {} }
  })
}

/**
 * Installs in one go what apt can bring for the chosen suites. Answers why not, or undefined; never throws, as each
 * part tells by itself what it lacks.
 */
export async function providePackages(wanted: { databases: boolean; pages: boolean }): Promise<string | undefined> {
  const packages: string[] = []
  if (wanted.databases && !serverUrl('mariadb') && !hasMariaDb()) packages.push('mariadb-server')
  if (wanted.pages && !findChromium()) packages.push('chromium')
  // The server suite prints documents too: they want a program to open them and a font to be printed with.
  if (wanted.databases) packages.push(...documentPackages())
  if ((wanted.databases || wanted.pages) && !(await drawsChinese())) packages.push('fonts-noto-cjk')
  if (packages.length === 0) return undefined
  const obstacle = installObstacle()
  if (obstacle) return `${packages.join(', ')} not installed: ${obstacle}`
  console.log(`installing ${packages.join(', ')} (apt-get, no service is started) …`)
  return installPackages(packages).then(
    () => undefined,
    (error: unknown) => `apt-get install ${packages.join(' ')} failed: ${reason(error)}`,
  )
}

async function drawsChinese(): Promise<boolean> {
  const fontList = findExecutable('fc-list')
  if (!fontList) return process.platform !== 'linux'
  return (await run(fontList, [':lang=zh-cn', 'family'])).stdout.trim() !== ''
}

function provideServer(kind: 'mariadb' | 'mysql', start: () => Promise<DatabaseServer>): Promise<Provision> {
  const given = serverUrl(kind)
  return timed(kind === 'mariadb' ? 'MariaDB' : 'MySQL', `set ${serverVariable(kind)}`, async () => {
    if (given) return { environment: { [serverVariable(kind)]: given }, stop: async () => {} }
    const server = await start()
    return { environment: { [serverVariable(kind)]: server.url }, stop: () => server.stop() }
  })
}

async function timed(
  name: string,
  remedy: string,
  provide: () => Promise<Pick<Provision, 'environment' | 'stop'>>,
): Promise<Provision> {
  const began = performance.now()
  const seconds = () => (performance.now() - began) / 1000
  try {
    return { name, ...(await provide()), seconds: seconds() }
  } catch (error) {
    const missing = `${reason(error)}; or ${remedy}`
    return { name, environment: {}, missing, seconds: seconds(), stop: async () => {} }
  }
}

function refuse(obstacle: string | undefined): void {
  if (obstacle) throw new Error(obstacle)
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().slice(-1500)
}
