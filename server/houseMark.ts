import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { Person } from '../entities'
import type { Config } from './config'
import { StartRefused } from './database/startRefused'
import type { Database } from './database/work'
import { dayName, dayOfInstant } from './domain/calendar/calendarDay'

/** What is kept beside the database: where the house is, and how many people it had on a day. */
interface Mark {
  place: string
  people: number
  day: string
}

const fileName = 'house.json'

/** Where the database is, without user and password. */
function placeOf(databaseUrl: string): string {
  if (databaseUrl.startsWith('sqlite:')) return databaseUrl.slice('sqlite:'.length)
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

/** A house that had people does not begin anew by itself: an empty database then is a lost one, or another one. */
export interface HouseMark {
  /** Before the database is opened, which would make a file that is missing. Throws StartRefused. */
  refuseMissing(): void
  /** Before its tables are made. Throws StartRefused. */
  refuseEmptied(source: DataSource): Promise<void>
  /** Writes down that there are people, once a day. */
  keep(database: Database): Promise<void>
}

const noMark: HouseMark = { refuseMissing: () => {}, refuseEmptied: async () => {}, keep: async () => {} }

async function hasPeople(source: DataSource): Promise<boolean> {
  const runner = source.createQueryRunner()
  try {
    return (await runner.hasTable('person')) && (await runner.query('select 1 from person limit 1')).length > 0
  } finally {
    await runner.release()
  }
}

/** The mark lies in DATA_DIR; whoever means to begin anew takes it away. A demo begins anew as often as it likes. */
export function createHouseMark({ demo, dataFolder, databaseUrl }: Config): HouseMark {
  if (demo) return noMark
  const file = join(dataFolder, fileName)
  const place = placeOf(databaseUrl)
  const read = (): Mark | null => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Mark) : null)
  const refuse = ({ people, day, place: before }: Mark): never => {
    const here = before === place ? '' : `，现在指的是 ${place}`
    throw new StartRefused(
      `这里原来有一个单位（${dayName(day)}有${people}人，数据库在 ${before}），但 DATABASE_URL 指的数据库里一个人也没有${here}。没有启动，也没有建新库。请检查 DATABASE_URL，或用备份恢复；确实要从头开始，请先删掉数据目录（DATA_DIR）里的 ${fileName}，再启动。`,
    )
  }
  let keptOn = ''
  return {
    refuseMissing: () => {
      const mark = read()
      if (mark && databaseUrl.startsWith('sqlite:') && !existsSync(place)) refuse(mark)
    },
    refuseEmptied: async (source) => {
      const mark = read()
      if (mark && !(await hasPeople(source))) refuse(mark)
    },
    keep: async (database) => {
      const day = dayOfInstant(database.clock.now())
      if (keptOn === day) return
      const people = await database.read(null, 'job', (work) => work.manager.count(Person))
      if (!people) return
      mkdirSync(dataFolder, { recursive: true })
      writeFileSync(`${file}.new`, JSON.stringify({ place, people, day } satisfies Mark))
      renameSync(`${file}.new`, file)
      keptOn = day
    },
  }
}
