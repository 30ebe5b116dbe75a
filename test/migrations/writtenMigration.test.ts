import { type DataSource, Entity, getMetadataArgsStorage, Index, type MigrationInterface } from 'typeorm'
import ts from 'typescript'
import { entities, Person, PostExemption, WallPosting } from '../../entities'
import { Bytes, Id, Instant, Json, RefTo, ShortText, Whole, YesNo } from '../../entities/columns'
import { openDatabase } from '../../server/database/dataSource'
import { migrations } from '../../server/database/migrations'
import { applyChanges, undoChanges } from '../../server/database/migrations/changes'
import { writeMigration } from '../../server/database/migrationWriter'
import { undoDownTo } from '../../server/database/undo'
import { describeEachBareDatabase } from '../support/perDatabase'
import { allRows, asKnownBy, fillEveryTable } from './everyTable'

// Tomorrow's entities: a new table, and in one that is there every kind of change; one table is gone.
@Entity('probe_part', { withoutRowid: true })
class ProbePart {
  @Id() id!: string
  @RefTo(() => Probe) probeId!: string
  @Bytes() content!: Buffer
}

@Entity('probe')
@Index(['personId', 'word'], { unique: true })
class Probe {
  @Id() id!: string
  @RefTo(() => Person) personId!: string
  @RefTo(() => Probe, { nullable: true }) aboveId!: string | null
  @ShortText(20) word!: string
  @Json() parts!: string[]
  @Instant({ nullable: true }) at!: number | null
}

@Entity('post_exemption')
@Index(['probeWord'])
// MySQL now lets this one serve the foreign key, and will not let it go again.
@Index(['departmentId', 'probeCount'])
class NextExemption extends PostExemption {
  @ShortText(40, { default: '无' }) probeWord!: string
  @Whole({ default: 3 }) probeCount!: number
  @YesNo({ default: true }) probeYes!: boolean
  @RefTo(() => Probe, { nullable: true }) probeId!: string | null
}

/** A subclass cannot say a column anew: it is widened in what the decorators wrote down, while the body runs. */
async function withLongReasons<Result>(body: () => Promise<Result>): Promise<Result> {
  const column = getMetadataArgsStorage().columns.find(
    (each) => each.target === PostExemption && each.propertyName === 'reason',
  )
  if (!column) throw new Error('no such column')
  const { options } = column
  Object.assign(column, { options: { ...options, length: 400 } })
  try {
    return await body()
  } finally {
    Object.assign(column, { options })
  }
}

const next = [
  ...entities.filter((entity) => entity !== PostExemption && entity !== WallPosting),
  NextExemption,
  ProbePart,
  Probe,
]
const tomorrow = { entities: next as (new () => object)[], migrations }
const newest = migrations.at(-1)?.name ?? ''

const drift = async (source: DataSource): Promise<string[]> =>
  (await source.driver.createSchemaBuilder().log()).upQueries.map((each) => each.query)

/** The class in the file's text. */
function compiled(text: string): new () => MigrationInterface {
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } })
  const exported: Record<string, new () => MigrationInterface> = {}
  const load = (path: string) => (path === './changes' ? { applyChanges, undoChanges } : require(path))
  new Function('require', 'exports', outputText)(load, exported)
  const [made] = Object.values(exported)
  if (!made) throw new Error('no class in it')
  return made
}

describeEachBareDatabase('a migration written from the difference', (db) => {
  it('runs up and down and up again among data and leaves nothing to change', async () => {
    const written = await withLongReasons(() => writeMigration('probe', 1_999_000_000_000, '', tomorrow))
    const Made = compiled(written?.text ?? '')
    const schema = { ...tomorrow, migrations: [...migrations, Made] }

    const today = await openDatabase(db.url)
    await fillEveryTable(today)
    const { wall_posting: gone, ...full } = await allRows(today)
    await today.destroy()

    const source = await withLongReasons(() => openDatabase(db.url, { schema }))
    try {
      expect(await drift(source)).toEqual([])
      expect(asKnownBy(full, await allRows(source))).toEqual(asKnownBy(full, full))
      const [exemption] = await source.manager.find(NextExemption, { take: 1 })
      expect(exemption).toMatchObject({ probeWord: '无', probeCount: 3, probeYes: true, probeId: null })
      await source.manager.updateAll(NextExemption, { reason: '长'.repeat(150) })
      await expect(source.manager.updateAll(NextExemption, { probeId: 'nobody' })).rejects.toThrow(/foreign key/i)

      await undoDownTo(source, newest)
      const back = await openDatabase(db.url, { migrate: false })
      expect(await drift(back)).toEqual([])
      await back.destroy()
      const { wall_posting: empty, post_exemption: longer, ...older } = await allRows(source)
      expect([gone?.length, empty]).toEqual([2, []])
      expect(longer?.map((row) => row.reason)).toEqual(['长'.repeat(150), '长'.repeat(150)])
      expect(asKnownBy(older, older)).toEqual(asKnownBy(older, full))

      await source.runMigrations()
      expect(await drift(source)).toEqual([])
    } finally {
      await source.destroy()
    }
  }, 60_000)
})

describe('the writing of a migration', () => {
  const index = "import { A } from './1-a'\n\nexport const migrations = [\n  A,\n]\n"

  it('writes nothing where nothing differs', async () => {
    expect(await writeMigration('nothing', Date.now(), index)).toBeNull()
  })

  it('registers what it wrote, says what it does and names the keys readably', async () => {
    const written = await withLongReasons(() => writeMigration('probe', 1_999_000_000_000, index, tomorrow))
    expect(written?.fileName).toBe('1999000000000-probe.ts')
    expect(written?.index).toBe(
      "import { A } from './1-a'\nimport { Probe1999000000000 } from './1999000000000-probe'\n\nexport const migrations = [\n  A,\n  Probe1999000000000,\n]\n",
    )
    expect(written?.summary).toContain('加表 probe、加表 probe_part')
    expect(written?.summary).toContain('改列 post_exemption.reason')
    expect(written?.summary).toContain('加外键 FK_post_exemption_probeId')
    expect(written?.summary).toContain('删表 wall_posting')
    expect(written?.text).toContain('IDX_probe_personId_word')
  })

  it('comes after the newest one, however the clock of the developer stands', async () => {
    const written = await writeMigration('probe', 5, index, tomorrow)
    expect(written?.fileName).toBe(`${Number(newest.slice(-13)) + 1}-probe.ts`)
  })

  it('asks what old rows shall hold instead of writing what fails among data', async () => {
    @Entity('post_exemption')
    class Lacking extends PostExemption {
      @ShortText(40) probeWord!: string
    }
    const schema = { ...tomorrow, entities: [...entities.filter((entity) => entity !== PostExemption), Lacking] }
    await expect(writeMigration('probe', 0, index, schema)).rejects.toThrow(/post_exemption\.probeWord .*default/)
  })
})
