import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Ballot, Person, RoundAssignment, RoundSubject, StrippedEnvelope } from '../../../entities'
import { packAnswers } from '../../../server/domain/sealing/ballotBytes'
import { innerBinding, outerBinding } from '../../../server/domain/sealing/boundTo'
import { readSealedRoll } from '../../../server/features/evaluation/sealedRoll'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import { lockOf } from '../../../server/sealing/locks'
import { type InnerEnvelope, type OuterEnvelope, openRound, stripRound } from '../../../server/sealing/openRound'
import { rowMark, wrapEnvelope } from '../../../server/sealing/rollRows'
import { describeByTurn } from '../../support/perDatabase'
import { bareOpener, cpuOf } from './bareOpening'
import { type CodedRound, codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'

// As the built product does it, where the drill has built it: an opening is no work of the server's own process.
jest.mock('../../../server/sealing/openingProcess', () => {
  const real = jest.requireActual('../../../server/sealing/openingProcess')
  const program = process.env.MANY_OPENER
  return program ? { ...real, openIn: (task: unknown) => real.openIn(task, program) } : real
})

/**
 * One round of very many ballots, opened and counted while others work. A sample where nothing else is said;
 * `npm run drill -- many`: 10,000, and what opening costs beside the bare operations of RFC 9180.
 */
const wanted = Number(process.env.MANY_BALLOTS ?? 800)
const voterCount = Math.min(980, Math.ceil(Math.sqrt(wanted)))
const subjectCount = Math.ceil(wanted / voterCount)
const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)
const run = promisify(execFile)
const busyForThreeSeconds = 'for (const end = Date.now() + 3000; Date.now() < end; );'
const letters = 'ABCD'
const answersAt = (at: number): string =>
  [0, 1, 2, 3, 4].map((item) => letters[Math.floor(at / 4 ** item) % 4]).join('')

async function addVoters({ house: { source } }: Stage, roundId: string): Promise<void> {
  const { manager } = source
  const [someone] = await manager.find(Person, { take: 1 })
  const [subject] = await manager.findBy(RoundSubject, { roundId })
  const people = Array.from({ length: voterCount }, (_none, at) => ({
    ...someone,
    id: randomUUID(),
    staffNumber: `V${at}`,
  }))
  const subjects = Array.from({ length: subjectCount - 1 }, (_none, at) => {
    return { ...subject, id: randomUUID(), subjectKey: `ORG:many:${at}`, kind: 'ORG', personId: null, position: at + 1 }
  })
  await manager.delete(RoundAssignment, { roundId })
  for (let from = 0; from < people.length; from += 40)
    await manager.insert(Person, people.slice(from, from + 40) as never)
  for (let from = 0; from < subjects.length; from += 40)
    await manager.insert(RoundSubject, subjects.slice(from, from + 40) as never)
  const ids = [subject?.id ?? '', ...subjects.map(({ id }) => id)]
  await insertRights(
    source.manager,
    people.flatMap(({ id }) => ids.map((subjectId) => rightOf(roundId, id, subjectId))),
  )
}

const rightOf = (roundId: string, voterId: string, subjectId: string): RoundAssignment => ({
  roundId,
  voterId,
  subjectId,
  raterGroup: 'PEER',
  status: 'ISSUED',
  votedDay: null,
  castMark: null,
  sheetRevision: 0,
  envelope: null,
  envelopeMark: null,
  closed: false,
})

async function insertRights(manager: Stage['house']['source']['manager'], rows: readonly RoundAssignment[]) {
  for (let from = 0; from < rows.length; from += 80)
    await manager.insert(
      RoundAssignment,
      rows.slice(from, from + 80).map((row) => ({ ...row })),
    )
}

/** Everybody has voted, as the roll holds it. */
async function putBallots(stage: Stage, { id: roundId, locks, rights }: CodedRound): Promise<OuterEnvelope[]> {
  const { manager } = stage.house.source
  const wrap = stage.keys.wrapOf(roundId)
  const house = stage.keys.house()
  if (!wrap) throw new Error('no wrap')
  const open = { first: Buffer.from(locks.first, 'base64'), second: Buffer.from(locks.second, 'base64') }
  const sealed: OuterEnvelope[] = []
  const rows = rights.map((right, at): RoundAssignment => {
    const { voterId, subjectId, raterGroup } = right
    const place = { roundId, voterId, subjectId, raterGroup, revision: 1 }
    const outer = sealOuter(open, place, sealInner(open, place, packAnswers('GRADE', answersAt(at)) as Uint8Array))
    sealed.push({ ...place, outer })
    const envelope = wrapEnvelope(wrap, place, outer)
    const envelopeMark = rowMark(house, place, envelope)
    return { ...right, status: 'VOTED', votedDay: '2026-09-01', sheetRevision: 1, envelope, envelopeMark }
  })
  await manager.delete(RoundAssignment, { roundId })
  await insertRights(manager, rows)
  return sealed
}

describeByTurn('a round of very many ballots', (db) => {
  let stage: Stage
  let round: CodedRound
  let sealed: OuterEnvelope[]
  beforeAll(
    async () => {
      stage = await openStage(db.url)
      round = await codedRound(stage, [{ kind: 'ORG', issued: { PEER: 1 } }], undefined, (roundId) =>
        addVoters(stage, roundId),
      )
      sealed = await putBallots(stage, round)
    },
    Math.max(120_000, wanted * 10),
  )
  afterAll(() => stage.close())

  /** Somebody else's small writes and reads meanwhile: the longest wait of each, and how long nothing ran at all. */
  async function meanwhile(body: () => Promise<unknown>) {
    const held = monitorEventLoopDelay({ resolution: 5 })
    held.enable()
    let over = false
    let [write, read] = [0, 0]
    const timed = async (work: () => Promise<unknown>) => {
      const began = performance.now()
      await work()
      return performance.now() - began
    }
    const { database } = stage.house
    const [someone] = await stage.house.source.manager.find(Person, { take: 1 })
    const id = someone?.id ?? ''
    const others = (async () => {
      while (!over) {
        read = Math.max(read, await timed(() => database.read(null, 'job', (work) => work.one(Person, { id }))))
        write = Math.max(
          write,
          await timed(() =>
            database.unitOfWork(null, 'job', (work) => work.change(Person, { id }, { staffNumber: 'other' })),
          ),
        )
        await pause(5)
      }
    })()
    const began = performance.now()
    await body().finally(() => {
      over = true
    })
    await others
    held.disable()
    const rounded = (value: number) => Math.round(value)
    return {
      milliseconds: rounded(performance.now() - began),
      read: rounded(read),
      write: rounded(write),
      stood: rounded(held.max / 1e6),
    }
  }

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
      const at = async () => ({ roundId: round.id, revision: (await stage.round(round.id)).revision })
      const [one = '', two = ''] = (await stage.round(round.id)).scrutineerIds
      // Where nothing goes on but another program at work, as an opening is.
      const quiet = await meanwhile(() =>
        process.env.MANY_OPENER ? run(process.execPath, ['-e', busyForThreeSeconds]) : pause(50),
      )
      const close = await meanwhile(async () => stage.call('round.close', one, await at()))
      const doStrip = async () =>
        stage.call('round.strip', one, { ...(await at()), ...(await stage.give(round.id, 1)) })
      const doTally = async () =>
        stage.call('round.tally', two, { ...(await at()), ...(await stage.give(round.id, 2)) })
      let [stripRows, tallyRows] = [0, 0]
      const strip = await meanwhile(async () => {
        stripRows = await killedThenWhole('CLOSED', StrippedEnvelope, { inner: 'altered' }, doStrip)
      })
      const tally = await meanwhile(async () => {
        tallyRows = await killedThenWhole('STRIPPED', Ballot, { answers: 'DDDDD' }, doTally)
      })
      show({ manyOn: db.kind, ballots: sealed.length, quiet, close, strip, tally })
      expect((await stage.round(round.id)).box?.stripped?.passed).toBe(sealed.length)
      // Nobody waits for more than a piece, however large the round.
      expect([stripRows, tallyRows]).toEqual([200, 200])
      const { manager } = stage.house.source
      const given = await manager.find(Ballot, { where: { roundId: round.id }, order: { id: 'ASC' } })
      expect(given.map(({ answers }) => answers).sort()).toEqual(sealed.map((_one, place) => answersAt(place)).sort())
      // In the drill, where openings are no work of this process; a busy machine is slow with nothing going on, too.
      const bound = Math.max(100, 2 * Math.max(quiet.read, quiet.write))
      if (process.env.MANY_OPENER)
        for (const { read, write } of [strip, tally]) expect(Math.max(read, write)).toBeLessThanOrEqual(bound)
    },
    Math.max(120_000, wanted * 10),
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
