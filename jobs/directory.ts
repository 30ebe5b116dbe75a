import type { Logger } from 'pino'
import { IsNull, Not } from 'typeorm'
import type { ChatPlatform } from '../bot/port'
import { DirectoryReading } from '../entities'
import type { Database } from '../server/database/work'
import type { PlatformTenants } from '../server/features/call'
import { followDirectory } from '../server/features/directory/followDirectory'
import { describeFault } from '../server/web/errorDoor'
import { createSeat, type SeatTimes, seatTimes } from './seat'

/**
 * Reads the platforms' directories that are wanted, in a loop of its own: a large one takes a minute, and no job waits for it.
 * One instance at a time; what it has not ended is begun again, by whoever sits there next.
 */
export function createDirectoryReader(
  database: Database,
  platforms: readonly ChatPlatform[],
  tenants: PlatformTenants,
  log: Logger,
  times: SeatTimes = seatTimes,
) {
  const sit = createSeat(database, 'directory', times)
  const isWanted = (): Promise<boolean> =>
    database.read(null, 'job', (work) => work.manager.existsBy(DirectoryReading, { askedAt: Not(IsNull()) }))
  return async function look(): Promise<void> {
    if (!platforms.length || !(await isWanted())) return
    try {
      await sit(async ({ holds }) => {
        for (const outcome of await followDirectory(database, platforms, tenants, holds))
          log.info({ outcome }, 'directory read')
      })
    } catch (fault) {
      log.error({ fault: describeFault(fault) }, 'directory not followed')
    }
  }
}
