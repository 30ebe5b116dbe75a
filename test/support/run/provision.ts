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
import { chromiumPackage, findChromium } from './chromium.ts'
import { installObstacle, installPackages } from './debianPackages.ts'
import { findExecutable } from './findExecutable.ts'
import type { Tool } from './tools.ts'

const run = promisify(execFile)

/** One thing the suites need, whether it is there, and what the suites are told about it. */
export interface Provision {
  name: Tool
  /** What jest gets to know, e.g. TEST_MYSQL_URL. */
  environment: Record<string, string>
  /** Why it is not there, with what to do about it. */
  missing?: string
  seconds: number
  stop(): Promise<void>
}

type Provided = Pick<Provision, 'environment' | 'stop'>
/** Brings a tool; `packages` ends when apt is done and tells why it brought nothing. Throws with what stands in the way. */
type Provider = { remedy: string; provide(packages: Promise<string | undefined>): Promise<Provided> }

const nothingMore: Provided = { environment: {}, stop: async () => {} }

const providers: Record<Tool, Provider> = {
  MariaDB: {
    remedy: `set ${serverVariable('mariadb')}`,
    provide: (packages) =>
      provideServer('mariadb', async () => {
        if (!hasMariaDb()) await packages.then(refuse)
        return startMariaDb()
      }),
  },
  MySQL: {
    remedy: `set ${serverVariable('mysql')}`,
    provide: () =>
      provideServer('mysql', async () => {
        refuse(mySqlObstacle())
        return startMySql()
      }),
  },
  // The one in CHROMIUM_PATH, else Debian's.
  Chromium: {
    remedy: 'set CHROMIUM_PATH',
    provide: async (packages) => {
      if (!findChromium()) refuse(await packages)
      const path = findChromium()
      if (!path) throw new Error(`the package ${chromiumPackage} brought no program`)
      return { ...nothingMore, environment: { CHROMIUM_PATH: path } }
    },
  },
  // For the PDFs, and for Chromium: without one every picture shows boxes.
  'Chinese font': {
    remedy: 'install a font that has Chinese',
    provide: async (packages) => {
      if (!(await drawsChinese())) refuse(await packages)
      if (!(await drawsChinese())) throw new Error('fc-list names no font for zh-cn')
      return nothingMore
    },
  },
  // LibreOffice and poppler, to print the documents and read what was printed.
  'document tools': {
    remedy: 'install LibreOffice and poppler',
    provide: async (packages) => {
      if (missingDocumentTools().length > 0) refuse(await packages)
      const missing = missingDocumentTools()
      if (missing.length > 0) throw new Error(`the packages brought no ${missing.join(', ')}`)
      return nothingMore
    },
  },
}

/** Brings each of these tools; what cannot be brought says why in `missing`. Never throws. */
export function provideTools(tools: readonly Tool[]): Promise<Provision[]> {
  const packages = providePackages(tools)
  return Promise.all(
    tools.map(async (name) => {
      const began = performance.now()
      const seconds = () => (performance.now() - began) / 1000
      const { remedy, provide } = providers[name]
      try {
        return { name, ...(await provide(packages)), seconds: seconds() }
      } catch (error) {
        return { name, ...nothingMore, missing: `${reason(error)}; or ${remedy}`, seconds: seconds() }
      }
    }),
  )
}

/**
 * Installs in one go what apt can bring of these tools. Answers why not, or undefined; never throws, as each tool tells by
 * itself what it lacks.
 */
async function providePackages(tools: readonly Tool[]): Promise<string | undefined> {
  const packages: string[] = []
  const wants = (tool: Tool) => tools.includes(tool)
  if (wants('MariaDB') && !serverUrl('mariadb') && !hasMariaDb()) packages.push('mariadb-server')
  if (wants('Chromium') && !findChromium()) packages.push(chromiumPackage)
  if (wants('document tools')) packages.push(...documentPackages())
  // fontconfig brings the program that tells which fonts there are.
  if (wants('Chinese font') && !(await drawsChinese())) packages.push('fonts-noto-cjk', 'fontconfig')
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

/** The server in the kind's variable, else a private one. */
async function provideServer(kind: 'mariadb' | 'mysql', start: () => Promise<DatabaseServer>): Promise<Provided> {
  const given = serverUrl(kind)
  if (given) return { ...nothingMore, environment: { [serverVariable(kind)]: given } }
  const server = await start()
  return { environment: { [serverVariable(kind)]: server.url }, stop: () => server.stop() }
}

function refuse(obstacle: string | undefined): void {
  if (obstacle) throw new Error(obstacle)
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.trim().slice(-1500)
}
