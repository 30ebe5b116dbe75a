import type { DataSource } from 'typeorm'
import type { Config } from './config'
import { openDatabase } from './database/dataSource'
import type { HouseMark } from './houseMark'

/** Opens the database of this house and no other, and brings its tables up to this build. `waits` hears that another instance does. */
export function openHouse({ databaseUrl }: Config, mark: HouseMark, waits: () => void): Promise<DataSource> {
  mark.refuseMissing()
  return openDatabase(databaseUrl, { waits, beforeMigrating: mark.refuseEmptied })
}
