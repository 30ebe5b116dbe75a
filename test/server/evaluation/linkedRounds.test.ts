import { appendFileSync } from 'node:fs'
import { type DatabaseKind, freshDatabase } from '../../support/databases'
import { ownFile } from '../../support/databases/innodbRows'
import { describeByTurn } from '../../support/perDatabase'
import { openStage } from './evaluationStage'
import type { Files } from './linking/files'
import { chance, holdRound, type Mixing, type SeenRound, type Tempo, tempos } from './linking/linkedRound'
import { type Linked, rate, score, sigmas, upper, worst } from './linking/score'

/**
 * Linkers over rounds of 27 voters (rules §4.6): whoever has every file of every moment lays each order of voters beside each order of
 * ballots, and does no better than chance. Two rounds where nothing else is said; `npm run drill -- linkers`: 200 an engine.
 */
const rounds = Number(process.env.LINKED_ROUNDS ?? 2)
const subjects = process.env.LINKED_ROUNDS ? 4 : 3
const roundsADatabase = 20
/** What a few rounds may show by luck; 200 are told from chance by one point. */
const tooMany = (one: Linked): boolean => (process.env.LINKED_ROUNDS ? upper(one) > chance + 0.01 : sigmas(one) > 4.5)
/** For the drill, which reads it there. */
const show = (facts: object) => {
  process.stderr.write(`${JSON.stringify(facts)}\n`)
  if (process.env.LINKED_OUT) appendFileSync(process.env.LINKED_OUT, `${JSON.stringify(facts)}\n`)
}
const percent = (part: number): number => Math.round(part * 10_000) / 100

describeByTurn('rounds before whoever has every file', (db) => {
  const { kind } = db
  /** Rounds on databases of their own, so that what is searched stays small. */
  async function hold(count: number, mixing: Mixing, seen: (round: SeenRound) => void): Promise<void> {
    for (let from = 0; from < count; from += roundsADatabase)
      await onFresh(kind, async (files) => {
        for (let at = from; at < Math.min(count, from + roundsADatabase); at += 1) {
          // At once, what one worker stores is not in the order in which another one's voters came.
          const tempo = mixing === 'sealed' ? (tempos[at % tempos.length] as Tempo) : 'one an hour'
          seen(await holdRound(files, { tempo, mixing, subjects }))
        }
      })
  }
  const linkedIn = async (count: number, mixing: Mixing, table = new Map<string, Linked>()) => {
    let [read, all] = [0, 0]
    await hold(count, mixing, (round) => {
      score(round, table)
      read += round.readWithBothCodes
      all += round.givenBy.size
    })
    return { table, read, all }
  }

  it(
    'no linker does better than chance, and both codes with the keys read everything',
    async () => {
      const { table, read, all } = await linkedIn(rounds, 'sealed')
      const found = worst(table)
      const suspects = [...table.values()].filter(tooMany).map(({ linker }) => linker)
      // With hundreds of linkers one is lucky: what counts is how it does on fresh rounds.
      const again = suspects.length
        ? (await linkedIn(Math.max(5, rounds / 4), 'sealed')).table
        : new Map<string, Linked>()
      const linking = suspects.filter((linker) => tooMany(again.get(linker) ?? { linker, hits: 0, of: 1 }))
      const between = worst(new Map([...table].filter(([name]) => name.includes('| between'))))
      const slip = worst(new Map([...table].filter(([name]) => name.includes('with slip 1'))))
      show({
        linkersOn: kind,
        rounds,
        ballots: all,
        linkers: table.size,
        chance: percent(chance),
        worst: percent(rate(found)),
        upper99: percent(upper(found)),
        which: found.linker,
        between: percent(rate(between)),
        slip1: percent(rate(slip)),
        repeated: suspects.length,
        linking: linking.length,
        bothCodes: percent(read / all),
      })
      expect(linking).toEqual([])
      expect(read).toBe(all)
      expect(table.size).toBeGreaterThan(100)
    },
    Math.max(240_000, rounds * 30_000),
  )

  it('the controls link: ballots stored as they come wholly, mixed in batches nearly twice as well as chance', async () => {
    const unmixed = (await linkedIn(2, 'unmixed')).table
    const ordered = rate(unmixed.get('true order of first ballots | ballots in true order') as Linked)
    const filesAlone = new Map([...unmixed].filter(([name]) => /^roll by .+ \| ballots by /.test(name)))
    const batches = (await linkedIn(2, 'in batches')).table
    const guessed = worst(batches)
    show({
      controlsOn: kind,
      unmixedByOrder: percent(ordered),
      unmixedByFilesAlone: percent(rate(worst(filesAlone))),
      filesBy: worst(filesAlone).linker,
      batches: percent(rate(guessed)),
      batchesBy: guessed.linker,
    })
    expect(ordered).toBe(1)
    expect(rate(worst(filesAlone))).toBeGreaterThanOrEqual(0.2)
    expect(rate(guessed)).toBeGreaterThanOrEqual(1.8 * chance)
  }, 240_000)
})

async function onFresh(kind: DatabaseKind, body: (files: Files) => Promise<void>): Promise<void> {
  const database = await freshDatabase(kind)
  const stage = await openStage(database.url)
  try {
    const files: Files = { url: database.url, kind, stage }
    if (kind !== 'sqlite') {
      const runner = stage.house.source.createQueryRunner()
      for (const table of ['ballot', 'stripped_envelope', 'round_assignment'])
        await ownFile((sql) => runner.query(sql), table)
      await runner.release()
    }
    await body(files)
  } finally {
    await stage.close()
    await database.drop()
  }
}
