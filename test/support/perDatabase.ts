import { createHash } from 'node:crypto'
import { type DatabaseKind, type FreshDatabase, freshDatabase, serverUrl, serverVariable } from './databases/index.ts'
import { readyDatabase } from './ready/readyDatabase'
import { mayUse } from './run/tools.ts'

const titles: Record<DatabaseKind, string> = { sqlite: 'SQLite', mariadb: 'MariaDB', mysql: 'MySQL' }

export interface DatabaseUnderTest {
  readonly kind: DatabaseKind
  readonly title: string
  /** URL of a database of this block's own, with the product's tables and no row; only inside hooks and tests. */
  readonly url: string
  /** One more such database; given back with the block. */
  fresh(): Promise<FreshDatabase>
}

type Block = (db: DatabaseUnderTest) => void
type Make = (kind: DatabaseKind) => Promise<FreshDatabase>

/**
 * Runs the block on SQLite, MariaDB and MySQL, each time on a database of its own, migrated and without a row. A server that
 * is not there shows as skipped tests, and under CI=true as a failed one: a run may never look complete and not be.
 */
export const describeEachDatabase = (name: string, block: Block): void => describeAll(name, block, readyDatabase)

/**
 * As describeEachDatabase for what has nothing of its own to one of the databases: by turn on SQLite, MariaDB or MySQL, which
 * the name decides and so is the same every time. All that differs between them stands in server/database and is tried on
 * each, as is what locks, races, searches, migrates or is attacked. `npm run drill -- databases` (TEST_DATABASES=all) tries
 * every block on all three. Where the server of the turn is not there, and outside of CI, on SQLite.
 */
export const describeByTurn = (name: string, block: Block): void =>
  describeAll(name, block, readyDatabase, isWhole ? kinds : [databaseOfTurn(name)])

/** As describeByTurn where the turn is SQLite's: for a block that tries more there, or bounds a time of the one process. */
export const describeOnSqlite = (name: string, block: Block): void =>
  describeAll(name, block, readyDatabase, isWhole ? kinds : ['sqlite'])

/** As describeEachDatabase, without any table: for tests of the migrations, and of what needs none of the product's. */
export const describeEachBareDatabase = (name: string, block: Block): void => describeAll(name, block, freshDatabase)

/** As describeEachBareDatabase, by turn: for what rehearses with all its rows what other tests try on each database. */
export const describeBareByTurn = (name: string, block: Block): void =>
  describeAll(name, block, freshDatabase, isWhole ? kinds : [databaseOfTurn(name)])

const isWhole = process.env.TEST_DATABASES === 'all'
const kinds = ['sqlite', 'mariadb', 'mysql'] as const

function databaseOfTurn(name: string): DatabaseKind {
  const kind = kinds[createHash('sha256').update(name).digest().readUInt32BE() % kinds.length] ?? 'sqlite'
  return kind === 'sqlite' || serverUrl(kind) || process.env.CI === 'true' ? kind : 'sqlite'
}

function describeAll(name: string, block: Block, make: Make, on: readonly DatabaseKind[] = kinds): void {
  mayUse('MariaDB')
  mayUse('MySQL')
  for (const kind of on) describeOn(databaseUnderTest(kind, make), `${name} [${titles[kind]}]`, block)
}

function describeOn({ db, open, close }: ReturnType<typeof databaseUnderTest>, name: string, block: Block): void {
  const { kind } = db
  const missing = kind === 'sqlite' || serverUrl(kind) ? undefined : serverVariable(kind)
  if (missing && process.env.CI === 'true') {
    describe(name, () => {
      it(`needs a ${titles[kind]} server`, () => {
        throw new Error(`${missing} is not set, so nothing here was tried on ${titles[kind]}`)
      })
    })
    return
  }
  const describeHere = missing ? describe.skip : describe
  describeHere(name, () => {
    beforeAll(open)
    block(db)
    // jest runs afterAll in the order of definition: the block closes its connections before we drop.
    afterAll(close)
  })
}

function databaseUnderTest(kind: DatabaseKind, make: Make) {
  const made: FreshDatabase[] = []
  const fresh = async () => {
    const database = await make(kind)
    made.push(database)
    return database
  }
  const db: DatabaseUnderTest = {
    kind,
    title: titles[kind],
    get url() {
      if (!made[0]) throw new Error('db.url is known in hooks and tests only')
      return made[0].url
    },
    fresh,
  }
  const open = async () => void (await fresh())
  const close = async () => void (await Promise.all(made.map((database) => database.drop())))
  return { db, open, close }
}
