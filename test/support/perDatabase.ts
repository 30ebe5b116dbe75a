import { type DatabaseKind, type FreshDatabase, freshDatabase, serverUrl, serverVariable } from './databases/index.ts'
import { mayUse } from './run/tools.ts'

const titles: Record<DatabaseKind, string> = { sqlite: 'SQLite', mariadb: 'MariaDB', mysql: 'MySQL' }

export interface DatabaseUnderTest {
  readonly kind: DatabaseKind
  readonly title: string
  /** URL of an empty database of this block; only inside hooks and tests. */
  readonly url: string
  /** One more empty database; dropped with the block. */
  fresh(): Promise<FreshDatabase>
}

/**
 * Runs the block on SQLite, MariaDB and MySQL, each time on an empty database of its own. A server that is not there
 * shows as skipped tests, and under CI=true as a failed one: a run may never look complete and not be.
 */
export function describeEachDatabase(name: string, block: (db: DatabaseUnderTest) => void): void {
  mayUse('MariaDB')
  mayUse('MySQL')
  for (const kind of ['sqlite', 'mariadb', 'mysql'] as const) describeOn(kind, `${name} [${titles[kind]}]`, block)
}

function describeOn(kind: DatabaseKind, name: string, block: (db: DatabaseUnderTest) => void): void {
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
    const { db, open, close } = databaseUnderTest(kind)
    beforeAll(open)
    block(db)
    // jest runs afterAll in the order of definition: the block closes its connections before we drop.
    afterAll(close)
  })
}

function databaseUnderTest(kind: DatabaseKind) {
  const made: FreshDatabase[] = []
  const fresh = async () => {
    const database = await freshDatabase(kind)
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
