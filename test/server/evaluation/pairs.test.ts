import { type DatabaseKind, type FreshDatabase, freshDatabase, serverUrl } from '../../support/databases'
import { type KilledHouse, openKilledHouse } from './killed/house'
import { beginRound, type MarkedRound, rightKey, sealOne } from './killed/markedRound'
import { castOne, press } from './killed/phones'
import { endFaults } from './killed/standing'

/**
 * Two windows of one person give another ballot of the same right at the same instant, each to an instance of its own, again and again;
 * then the round is counted. A sample where nothing else is said; `npm run drill -- pairs`: 10,000 an engine. PAIRS_DATABASES: addresses
 * of one database, one an instance (the nodes of a cluster).
 */
const pairs = Number(process.env.PAIRS ?? 60)
const given = process.env.PAIRS_DATABASES?.split(',')
const kinds: DatabaseKind[] = given
  ? ['mariadb']
  : ['sqlite', ...(['mariadb', 'mysql'] as const).filter((kind) => serverUrl(kind))]
/** For the drill, which reads it there. */
const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)

interface Seen {
  one: number
  /** Heard that another one counts. */
  told: number
  /** What the loser then gave after the winner's, and was taken. */
  later: number
}

/** Everybody votes once; then right after right is given by two at once. */
async function race(house: KilledHouse, round: MarkedRound, counted: Map<string, string>, seen: Seen): Promise<void> {
  const revisions = new Map<string, number>()
  // Fewer pairs than rights are of some of them; more go round again.
  const rights = round.rights.slice(0, pairs)
  const turn = async (right: MarkedRound['rights'][number], last: boolean): Promise<void> => {
    const key = rightKey(right)
    const revision = (revisions.get(key) ?? 0) + 1
    const both = await Promise.all([sealOne(round, right, revision), sealOne(round, right, revision)])
    const answers = await Promise.all(both.map(({ ballot }, at) => castOne(house, round.id, right.voterId, ballot, at)))
    const won = answers.findIndex(({ status }) => status === 200)
    const taken = answers.filter(({ status }) => status === 200).length
    if (taken !== 1) house.faults.push(`${taken} of a pair were taken`)
    seen.one += Number(taken === 1)
    seen.told += answers.filter(({ status, body }) => status === 409 && body.code === 'ballot.alreadyCast').length
    revisions.set(key, revision)
    if (won >= 0) counted.set(key, both[won]?.text ?? '')
    if (!last) return
    // He opens his sheet again and gives what he wants: it comes after.
    const next = await sealOne(round, right, revision + 1)
    const { status } = await castOne(house, round.id, right.voterId, next.ballot, 0)
    if (status !== 200) house.faults.push(`a later one was not taken: ${status}`)
    else counted.set(key, next.text)
    seen.later += Number(status === 200)
  }
  const width = rights.length
  for (let done = 0; done < pairs; done += width)
    // Of different rights four at once, so that they meet in each instance.
    for (let from = 0; from < width; from += 4)
      await Promise.all(rights.slice(from, from + 4).map((right) => turn(right, done + width >= pairs)))
}

describe('10,000 pairs of ballots of one right at the same instant', () => {
  it.each(kinds)(
    'take one of each, tell the other, and count the last one once: %s',
    async (kind) => {
      const database: FreshDatabase | null = given ? null : await freshDatabase(kind)
      const urls = given ?? Array<string>(2).fill(database?.url ?? '')
      const house = await openKilledHouse(urls[0] ?? '', urls.length, urls)
      const counted = new Map<string, string>()
      const seen: Seen = { one: 0, told: 0, later: 0 }
      try {
        const round = await beginRound(house.stage)
        await race(house, round, counted, seen)
        await press(house, round.id, 'close', 'VOTING')
        await press(house, round.id, 'strip', 'CLOSED')
        await press(house, round.id, 'tally', 'STRIPPED')
        await house.untilDestroyed(round.id)
        house.faults.push(...(await endFaults(house.stage, round, counted, house.stage.keysFolder)))
      } finally {
        await house.close()
        await database?.drop()
      }
      show({ pairsOn: kind, ...seen, faults: house.faults.length })
      expect(house.faults.slice(0, 10)).toEqual([])
      expect(seen.one).toBeGreaterThanOrEqual(pairs)
      expect(seen.told).toBe(seen.one)
    },
    Math.max(180_000, pairs * 200),
  )
})
