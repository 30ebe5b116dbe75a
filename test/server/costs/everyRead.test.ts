import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../../server/database/dataSource'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { fillHouse, type Ground, type Size, tenthHouse, volumeDay, wholeHouse } from '../../drill/volume'
import { type DatabaseUnderTest, describeByTurn } from '../../support/perDatabase'
import { type Cost, openMeter } from './costOf'
import { waysOf } from './readInputs'

// What every reading of the contract costs each kind of reader, in a house and in another one several times as large and
// old: `npm run drill -- costs` in full, here with houses of a few people, where only what can be counted is judged.

const isWhole = process.env.COSTS === 'whole'
const sizes: [Size, Size] = isWhole
  ? [tenthHouse, wholeHouse]
  : [
      { branches: 2, people: 120, years: 2 },
      { branches: 3, people: 180, years: 3 },
    ]
const now = instantOf(toCalendarDay(volumeDay), 10 * 60)
const artifacts = join(__dirname, '../../../artifacts/costs')

/** Records that the volume has none of: their reads get no farther than not finding one. */
const withoutRecord = [
  'document.batch',
  'contactRoster.file',
  'document.download',
  'filing.read',
  'filing.readPaper',
  'signOrder.exportFile',
  'attachment.readDocument',
  'campaign.readBasis',
  // Rounds written as volume have no box to give a code for, and were counted by nobody.
  'round.door',
  'round.verify',
  'round.bundle',
  'round.safeCopy',
]
/** Asks the chat platforms first, which is what it costs. */
const askPlatforms = ['doctor.read']
/** A page that is not full is not counted besides, and in a young house it is not. */
const fullPages = ['visit.mine']
/** Sent while they are read, so many people at a time, flat in memory. */
const pageByPage = ['roster.export']
const largestBytes = 200_000

/** Rows that come though no more is shown, in a house several times as large: a list that only grows shorter. */
const readMore: readonly string[] = [
  // Names are compared by the program (heldIds).
  'account.people',
  'organisation.people',
  // Counted day by day, as many as there are.
  'progress.trend',
  // All branches for the names of some; whoever holds a role anywhere, for who is next here.
  'document.batches',
  'filing.ledger',
  'filing.list',
  'organisation.person',
  'package.read',
  'postArea.read',
  'record.read',
  'round.read',
  'tasks.mine',
]
/** So many rows more are a few names; and an answer of numbers grows by their digits. */
const fewRows = 15
const sameBytes = 1.1

/** Drawn, not read: what they cost is the paper's. */
const papers = [
  'campaign.export',
  'document.form',
  'postReference.template',
  'roster.template',
  'round.table1',
  'wall.poster',
  'wall.qrPlate',
]
/** Dearer than three times the driver; each of these waits to be mended. */
const dear: readonly string[] = ['roster.export']
/** What is cheaper than this in milliseconds is felt by nobody, and lost in the clock. */
const unfelt = 15

async function measure(db: DatabaseUnderTest, size: Size): Promise<Cost[]> {
  const database = await db.fresh()
  const source = await openDatabase(database.url)
  const began = performance.now()
  const ground: Ground = await fillHouse(source, size, Date.now()).catch(async (fault) => {
    // An open pool would keep the run from ending.
    await source.destroy()
    throw fault
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  if (isWhole) process.stderr.write(`${db.title}: ${size.people} people written in ${seconds} s\n`)
  const meter = openMeter(source, { url: database.url, now, timed: isWhole, dataFolder: artifacts })
  try {
    const costs: Cost[] = []
    for (const call of meter.calls.filter((name) => !askPlatforms.includes(name)))
      for (const { way, input } of waysOf(call, ground))
        for (const [reader, personId] of Object.entries(ground.readers))
          costs.push(await meter.costOf({ call, way, reader, personId, input }))
    return costs
  } finally {
    await meter.close()
  }
}

const keyOf = ({ way, reader }: Cost): string => `${way} ${reader}`

/** A line for each reading with what it cost in the small house beside the large one, the dearest first. */
function tableOf(small: readonly Cost[], large: readonly Cost[]): string {
  const before = new Map(small.map((cost) => [keyOf(cost), cost]))
  const lines = large
    .filter(({ refused }) => !refused)
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .map((cost) => {
      const { milliseconds = 0, rows = 0, statements = 0, bytes = 0, bare = 0 } = before.get(keyOf(cost)) ?? {}
      const numbers = [
        `${statements}>${cost.statements}`,
        `${rows}>${cost.rows}`,
        `${bytes}>${cost.bytes}`,
        `${milliseconds.toFixed(1)}>${cost.milliseconds.toFixed(1)}`,
        `${bare.toFixed(1)}>${cost.bare.toFixed(1)}`,
        `${(milliseconds / bare).toFixed(1)}>${(cost.milliseconds / cost.bare).toFixed(1)}`,
      ]
      return [cost.way.padEnd(34), cost.reader.padEnd(16), ...numbers.map((text) => text.padStart(16))].join(' ')
    })
  const heads = ['statements', 'rows', 'bytes', 'CPU ms', 'driver ms', 'ratio'].map((text) => text.padStart(16))
  return [['reading'.padEnd(34), 'reader'.padEnd(16), ...heads].join(' '), ...lines].join('\n')
}

describeByTurn('what every reading costs', (db) => {
  let small: Cost[] = []
  let large: Cost[] = []
  beforeAll(
    async () => {
      small = await measure(db, sizes[0])
      large = await measure(db, sizes[1])
      if (!isWhole) return
      mkdirSync(artifacts, { recursive: true })
      writeFileSync(join(artifacts, `${db.kind}.txt`), tableOf(small, large))
    },
    isWhole ? 3_600_000 : 120_000,
  )

  test('somebody reads each of them', () => {
    const answered = new Set(large.filter(({ refused }) => !refused).map(({ way }) => way))
    const silent = [...new Set(large.map(({ way }) => way))].filter((way) => !answered.has(way))
    const said = silent
      .filter((way) => !withoutRecord.includes(way))
      .map(
        (way) =>
          `${way}: ${[...new Set(large.filter((cost) => cost.way === way).map(({ refused }) => refused))].join()}`,
      )
    expect(said).toEqual([])
    expect(withoutRecord.filter((way) => answered.has(way))).toEqual([])
  })

  test('a larger and older house asks no more questions', () => {
    const before = new Map(small.map((cost) => [keyOf(cost), cost.statements]))
    const grown = large.flatMap((cost) => {
      if (pageByPage.includes(cost.way)) return []
      const statements = (before.get(keyOf(cost)) ?? 0) + (fullPages.includes(cost.way) ? 1 : 0)
      return cost.statements > statements ? [`${keyOf(cost)}: ${statements}, then ${cost.statements}`] : []
    })
    expect(grown).toEqual([])
  })

  test('no more rows come than the answer needs, however large the house', () => {
    const before = new Map(small.map((cost) => [keyOf(cost), cost]))
    const grown = large.filter((cost) => {
      const { rows = 0, bytes = 0, refused = '' } = before.get(keyOf(cost)) ?? {}
      const isLarger = cost.bytes > bytes * sameBytes || refused !== cost.refused
      // A file is packed: its size says little of what stands in it.
      return !cost.isFile && !isLarger && cost.rows > rows + fewRows && cost.rows > rows * 1.2
    })
    const ways = [...new Set(grown.map(({ way }) => way))].sort()
    expect(ways.filter((way) => !readMore.includes(way))).toEqual([])
    if (isWhole) expect(readMore.filter((way) => !ways.includes(way))).toEqual([])
  })

  // A reading of a small house is over before anybody could measure it.
  const testWhole = (name: string, body: () => void): void => {
    if (isWhole) test(name, body)
  }
  testWhole('nothing that is read costs three times what the driver alone does', () => {
    // Of its readers the one in the middle: a single answer may have met the collector or a busy neighbour.
    const isDear = (way: string): boolean => {
      const asked = large.filter((cost) => cost.way === way && !cost.refused)
      const [middle] = asked
        .sort((one, other) => one.milliseconds / one.bare - other.milliseconds / other.bare)
        .slice(Math.floor(asked.length / 2))
      return middle !== undefined && middle.milliseconds > unfelt && middle.milliseconds > 3 * middle.bare
    }
    const ways = [...new Set(large.map(({ way }) => way))].filter((way) => !papers.includes(way) && isDear(way))
    expect(ways.filter((way) => !dear.includes(way))).toEqual([])
  })

  test('no answer is larger than 200 kB', () => {
    const heavy = large.filter((cost) => !cost.isFile && cost.bytes > largestBytes)
    expect(heavy.map((cost) => `${keyOf(cost)}: ${cost.bytes}`)).toEqual([])
  })
})
