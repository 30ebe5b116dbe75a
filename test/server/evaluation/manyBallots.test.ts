import { execFile } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Ballot, RoundAssignment, StrippedEnvelope } from '../../../entities'
import { innerBinding, outerBinding } from '../../../server/domain/sealing/boundTo'
import { keepBundle } from '../../../server/features/evaluation/keepBundle'
import { readSealedRoll } from '../../../server/features/evaluation/sealedRoll'
import { lockOf } from '../../../server/sealing/locks'
import { type InnerEnvelope, type OuterEnvelope, openRound, stripRound } from '../../../server/sealing/openRound'
import { takeBackup } from '../../support/databases/backup'
import { describeByTurn } from '../../support/perDatabase'
import { bareOpener, cpuOf } from './bareOpening'
import type { CodedRound } from './codedRound'
import { office, openStage, type Stage } from './evaluationStage'
import { answersAt, manyRound, meanwhile, patience, type Waits } from './manyRound'

// As the built product does it, where the drill has built it: an opening is no work of the server's own process.
jest.mock('../../../server/sealing/openingProcess', () => {
  const real = jest.requireActual('../../../server/sealing/openingProcess')
  const program = process.env.MANY_OPENER
  return program ? { ...real, openIn: (task: unknown) => real.openIn(task, program) } : real
})

const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)
const run = promisify(execFile)
const busyForThreeSeconds = 'for (const end = Date.now() + 3000; Date.now() < end; );'
describeByTurn('a round of very many ballots', (db) => {
  let stage: Stage
  let round: CodedRound
  let sealed: OuterEnvelope[]
  let back: () => Promise<void>
  beforeAll(async () => {
    stage = await openStage(db.url)
    ;({ round, sealed } = await manyRound(stage))
    back = await takeBackup(stage.house.source)
  }, patience)
  afterAll(() => stage.close())

  const at = async () => ({ roundId: round.id, revision: (await stage.round(round.id)).revision })
  /** In the drill, where openings are no work of this process; a busy machine is slow with nothing going on, too. */
  const nobodyWaits = (quiet: Waits, ...steps: Waits[]): void => {
    const bound = Math.max(100, 2 * Math.max(quiet.read, quiet.write))
    if (process.env.MANY_OPENER)
      for (const { read, write } of steps) expect(Math.max(read, write)).toBeLessThanOrEqual(bound)
  }

  /** The most rows that one unit of work adds meanwhile; `killedAt`: which of those that add some never comes about. */
  async function watched(body: () => Promise<unknown>, killedAt = Number.POSITIVE_INFINITY): Promise<number> {
    const { database } = stage.house
    const own = database.unitOfWork.bind(database)
    let [most, pieces] = [0, 0]
    const spy = jest.spyOn(database, 'unitOfWork').mockImplementation((actor, client, unit) => {
      return own(actor, client, async (work) => {
        let rows = 0
        const insert = work.insert.bind(work)
        work.insert = (entity, added) => {
          pieces += 1
          if (pieces >= killedAt) throw new Error('killed')
          rows += [added].flat().length
          return insert(entity, added)
        }
        const result = await unit(work)
        most = Math.max(most, rows)
        return result
      })
    })
    await body().finally(() => spy.mockRestore())
    return most
  }

  it(
    'is declared void and held again over the same list, and how long others wait is told',
    async () => {
      const { secretary } = await stage.officers('digital')
      const cause = { cause: 'CODES_LOST', reason: '两份码条都找不到了' } as const
      await stage.call('round.askVoid', secretary, { ...(await at()), ...cause })
      const quiet = await meanwhile(stage, () => pause(200))
      const given = { ...(await at()), agree: true, reason: '已核实，码条找不到了' }
      let [again, rows] = ['', 0]
      const decided = await meanwhile(stage, async () => {
        rows = await watched(async () => {
          again = (await stage.call('round.decideVoid', office, given)).again ?? ''
        })
      })
      // The list is copied where it lies: nothing of it goes to and fro.
      expect(rows).toBeLessThan(200)
      show({ voidOn: db.kind, ballots: sealed.length, quiet, decided })
      const { manager } = stage.house.source
      expect(await manager.countBy(RoundAssignment, { roundId: again, closed: false, status: 'ISSUED' })).toBe(
        sealed.length,
      )
      // On SQLite, where one writes at a time, the one statement that copies the list is told and not bound.
      if (db.kind !== 'sqlite') nobodyWaits(quiet, decided)
      await back()
    },
    patience,
  )

  it('is read part by part: others come in between', async () => {
    let [turns, over] = [0, false]
    const turn = () => {
      turns += 1
      if (!over) setImmediate(turn)
    }
    setImmediate(turn)
    const closed = await stage.round(round.id)
    const { envelopes } = await stage.house.database.read(null, 'job', (work) =>
      readSealedRoll(work, stage.keys, closed),
    )
    over = true
    expect(envelopes).toHaveLength(sealed.length)
    // Each part of 250 is read once and looked at once.
    expect(turns).toBeGreaterThanOrEqual(2 * Math.floor(sealed.length / 250))
  })

  /** Dies after some pieces, one row altered by SQL before it is tried again: what is short or wrong is mended, and nothing read. */
  async function killedThenWhole(
    state: string,
    entity: typeof StrippedEnvelope | typeof Ballot,
    alteration: object,
    step: () => Promise<unknown>,
  ): Promise<number> {
    const { manager } = stage.house.source
    await expect(watched(step, 3)).rejects.toThrow('killed')
    const written = await manager.findBy(entity, { roundId: round.id })
    expect([(await stage.round(round.id)).state, written.length]).toEqual([state, 400])
    await manager.update(entity, { id: written[0]?.id }, alteration)
    return watched(step)
  }

  it(
    'is closed, opened and counted whole, in pieces that go on after a kill, and how long others wait is told',
    async () => {
      stage.house.setToday('2026-09-09')
      const [one = '', two = ''] = (await stage.round(round.id)).scrutineerIds
      // Where nothing goes on but another program at work, as an opening is.
      const quiet = await meanwhile(stage, () =>
        process.env.MANY_OPENER ? run(process.execPath, ['-e', busyForThreeSeconds]) : pause(50),
      )
      const close = await meanwhile(stage, async () => stage.call('round.close', one, await at()))
      const doStrip = async () =>
        stage.call('round.strip', one, { ...(await at()), ...(await stage.give(round.id, 1)) })
      const doTally = async () =>
        stage.call('round.tally', two, { ...(await at()), ...(await stage.give(round.id, 2)) })
      let [stripRows, tallyRows] = [0, 0]
      const strip = await meanwhile(stage, async () => {
        stripRows = await killedThenWhole('CLOSED', StrippedEnvelope, { inner: 'altered' }, doStrip)
      })
      const tally = await meanwhile(stage, async () => {
        tallyRows = await killedThenWhole('STRIPPED', Ballot, { answers: 'DDDDD' }, doTally)
      })
      show({ manyOn: db.kind, ballots: sealed.length, quiet, close, strip, tally })
      expect((await stage.round(round.id)).box?.stripped?.passed).toBe(sealed.length)
      // Nobody waits for more than a piece, however large the round.
      expect([stripRows, tallyRows]).toEqual([200, 200])
      const { manager } = stage.house.source
      const given = await manager.find(Ballot, { where: { roundId: round.id }, order: { id: 'ASC' } })
      expect(given.map(({ answers }) => answers).sort()).toEqual(sealed.map((_one, place) => answersAt(place)).sort())
      nobodyWaits(quiet, close, strip, tally)
    },
    patience,
  )

  it(
    'is taken in after a restore, and how long others wait is told',
    async () => {
      await keepBundle(stage.house.database, stage.bundles, round.id)
      const { checksum, scrutineerIds } = await stage.round(round.id)
      await back()
      const quiet = await meanwhile(stage, () => pause(200))
      const input = { ...(await at()), checksum: checksum ?? '' }
      let rows = 0
      const taken = await meanwhile(stage, async () => {
        rows = await watched(() => stage.call('round.takeIn', scrutineerIds[0] ?? '', input))
      })
      expect(rows).toBe(200)
      show({ takenOn: db.kind, ballots: sealed.length, quiet, taken })
      const { manager } = stage.house.source
      const given = await manager.findBy(Ballot, { roundId: round.id })
      expect(given.map(({ answers }) => answers).sort()).toEqual(sealed.map((_one, place) => answersAt(place)).sort())
      expect([(await stage.round(round.id)).state, (await stage.round(round.id)).checksum]).toEqual([
        'TALLIED',
        checksum,
      ])
      nobodyWaits(quiet, taken)
    },
    patience,
  )

  it('costs little more than the bare operations of RFC 9180', async () => {
    const [codeOne = '', codeTwo = ''] = stage.codes.get(round.id) ?? []
    const [first, second] = [await lockOf(codeOne, round.id, 1), await lockOf(codeTwo, round.id, 2)]
    const some = sealed.slice(0, 20_000)
    const ours = async () => {
      const { inner } = await stripRound(first, some)
      return openRound(second, inner, 'GRADE', new Map(inner.map(({ subjectId }) => [subjectId, 5])))
    }
    const bare = () => {
      const [openFirst, openSecond] = [bareOpener(first), bareOpener(second)]
      return some.map((place) => {
        const inner: InnerEnvelope['inner'] = openFirst(outerBinding(place), place.outer)
        return openSecond(innerBinding(place), inner)
      })
    }
    const ratios: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      const own = await cpuOf(ours)
      const least = await cpuOf(bare)
      expect(own.answer.ballots).toHaveLength(some.length)
      expect(least.answer).toHaveLength(some.length)
      ratios.push(own.milliseconds / least.milliseconds)
      show({ openingCpu: some.length, ours: Math.round(own.milliseconds), bare: Math.round(least.milliseconds) })
    }
    expect(Math.min(...ratios)).toBeLessThanOrEqual(1.3)
  }, 240_000)
})
