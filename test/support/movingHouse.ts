import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { PlatformName } from '../../bot/port'
import { type Product, startProduct } from '../../server/compose'
import { type Config, readConfig } from '../../server/config'
import { createPlatforms } from '../../server/platforms'
import { type Caller, caller } from './caller'
import { type Company, freePort, type Going, productionUrl, settingsFor, walk, withPatience } from './houseSettings'
import { type OwnEmulator, startOwnEmulator } from './ownEmulator'

/** A house on its first day: an empty database, empty consoles, the platforms a program of their own. */
export interface MovingHouse {
  product: Product
  emulator: OwnEmulator
  now(): number
  /** Lets time pass, for the house and the platforms alike, and does what is due. */
  pass(milliseconds: number): Promise<void>
  /** Carries out the list of settings; how many were set. */
  setConsole(platform: PlatformName, leftOut?: string): Promise<number>
  anonymous: Caller
  as(cookie: string): Caller
  /** Somebody goes through the platform's login; the page he then stands on. */
  logIn(platform: PlatformName, userId: string, going?: Going): Promise<{ cookie: string; path: string; text: string }>
  stop(): Promise<void>
}

const log = pino({ level: 'silent' })

/** In production, and it is `startsAt` when the house begins. */
export async function openMovingHouse(databaseUrl: string, company: Company, startsAt: number): Promise<MovingHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-moving-'))
  const port = await freePort()
  const [url, publicUrl] = [`http://127.0.0.1:${port}`, productionUrl]
  let shift = startsAt - Date.now()
  const now = (): number => Date.now() + shift
  const emulator = await startOwnEmulator({ company, url, publicUrl, shift })
  const config: Config = withPatience(readConfig(settingsFor(databaseUrl, folder, emulator.url, port, publicUrl)), 5)
  const product = await startProduct(config, { quiet: true, clock: { now }, log })
  return {
    product,
    emulator,
    now,
    pass: async (milliseconds) => {
      shift += milliseconds
      await emulator.advance(milliseconds)
      await product.catchUp()
    },
    setConsole: async (platform, leftOut) => {
      const console = createPlatforms(config, log)[platform]?.console ?? []
      await emulator.setConsole({ list: { name: platform, console }, ...(leftOut ? { leftOut } : {}) })
      return console.length
    },
    anonymous: caller(url, ''),
    as: (cookie) => caller(url, cookie),
    logIn: (platform, userId, going) => walk({ url, publicUrl }, platform, userId, going),
    stop: async () => {
      await product.stop()
      await emulator.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
