import type { DataSource, Logger } from 'typeorm'
import { openIdOf } from '../../../bot/emulator/feishu/ids'
import { RoleGrant } from '../../../entities'
import { openDatabase } from '../../../server/database/dataSource'
import { Database, type Work } from '../../../server/database/work'
import { type SampleTenants, sampleChat, seedSampleOrganisation } from '../../../server/demo/sampleOrganisation'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { policy } from '../../../server/policy'
import { seedOnce } from '../../support/ready/seedOnce'

export const sampleTenants: SampleTenants = {
  feishu: { appId: 'cli_sample', openIdOf: (userId) => openIdOf('cli_sample', userId) },
  wecom: { corpId: 'ww_sample' },
}

/** The sample's personas by key, e.g. persona('office').personId. */
export const persona = (key: string) => {
  const found = sampleChat().personas.find((one) => one.key === key)
  if (!found) throw new Error(`no persona ${key}`)
  return found
}

/** A house with a database, a clock that stands still until it is moved, and a count of the statements sent. */
export interface House {
  database: Database
  source: DataSource
  /** At ten in the morning, or that many minutes after midnight. */
  setToday(day: string, minutes?: number): void
  /** Runs a verb in one unit of work, as somebody. */
  as<Result>(personId: string | null, body: (work: Work) => Promise<Result>): Promise<Result>
  /** How many statements the body sends, without begin and commit. */
  countQueries(body: () => Promise<unknown>): Promise<number>
  close(): Promise<void>
}

function countingLogger(onQuery: () => void): Logger {
  const silent = () => undefined
  return {
    logQuery: (sql) => void (/^(start|begin|commit)/i.test(sql) || onQuery()),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  }
}

export async function openHouse(url: string, { sample = true } = {}): Promise<House> {
  const source = await openDatabase(url)
  let now = instantOf(toCalendarDay('2026-09-01'), 10 * 60)
  let queries = 0
  source.logger = countingLogger(() => {
    queries += 1
  })
  const database = new Database(source, { now: () => now }, policy)
  const seed = () => database.unitOfWork(null, 'job', (work) => seedSampleOrganisation(work, sampleTenants))
  if (sample) await seedOnce(source, 'sample', seed)
  return {
    database,
    source,
    setToday: (day, minutes = 10 * 60) => {
      now = instantOf(toCalendarDay(day), minutes)
    },
    as: async (personId, body) => {
      const actor = personId ? await database.read(null, 'pc', (work) => loadActor(work, personId)) : null
      return database.unitOfWork(actor, 'pc', body)
    },
    countQueries: async (body) => {
      const before = queries
      await body()
      return queries - before
    },
    close: () => database.close(),
  }
}

/** Gives a role behind the verbs' back, to set a scene. */
export const holdRole = (house: House, grant: Partial<RoleGrant> & Pick<RoleGrant, 'id' | 'personId' | 'role'>) =>
  house.as(null, (work) =>
    work.insert(RoleGrant, {
      scopeKind: 'ALL',
      scopeId: '',
      fromDay: '2026-01-01',
      toDay: null,
      grantedById: null,
      reason: null,
      ...grant,
    }),
  )
