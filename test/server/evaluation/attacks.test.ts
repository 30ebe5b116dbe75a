import { randomUUID } from 'node:crypto'
import { type EntityManager, IsNull, Not } from 'typeorm'
import { Ballot, RoundAssignment, StrippedEnvelope } from '../../../entities'
import { unpackAnswers } from '../../../server/domain/sealing/ballotBytes'
import { clearBox } from '../../../server/features/evaluation/clearBox'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { innerOpener, outerOpener, sealOuter } from '../../../server/sealing/envelopes'
import { lockOf } from '../../../server/sealing/locks'
import { unwrapEnvelope } from '../../../server/sealing/rollRows'
import { fileOf, ownFile, pagesIn, transactionsIn } from '../../support/databases/innodbRows'
import { commitsIn } from '../../support/databases/walCommits'
import { describeEachDatabase } from '../../support/perDatabase'
import { openStage, type Stage } from './evaluationStage'

const letters = [...'ABCD']
const marked = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => `${one}${two}${three}AA`)))

type Ask = (sql: string) => Promise<never[]>

/** What an attacker holds besides the tables; what is not said he has not. */
interface Held {
  keysFolder?: boolean
  first?: string
  second?: string
}

/**
 * Attacks on a round of 信息支部 (rules §4.6), each with its defence on, where it reads nothing, and off, where it reads. Every voter
 * gives a pattern of his own, so that a ballot that can be linked names him.
 */
describeEachDatabase('attacks on the ballots of a round', (db) => {
  let stage: Stage
  let manager: EntityManager
  let roundId: string
  /** Voters in the order in which they voted, with the pattern of each. */
  const voted = new Map<string, string>()
  /** The roll as a thief copied it before the count. */
  let copied: RoundAssignment[] = []
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    if (db.kind !== 'sqlite')
      for (const table of ['ballot', 'stripped_envelope', 'round_assignment'])
        await onOneConnection((ask) => ownFile(ask, table))
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
    await stage.setCodes(roundId)
    await stage.startVote(roundId, '2026-09-08')
    const voters = (await stage.voters(roundId)).sort(() => Math.random() - 0.5)
    for (const [at, voterId] of voters.entries()) {
      voted.set(voterId, marked[at] ?? '')
      await stage.castAll(roundId, voterId, () => marked[at] ?? '')
    }
    copied = await manager.findBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })
  })
  afterAll(() => stage.close())

  async function onOneConnection<Answer>(body: (ask: Ask) => Promise<Answer>): Promise<Answer> {
    const runner = stage.house.source.createQueryRunner()
    try {
      return await body((sql) => runner.query(sql))
    } finally {
      await runner.release()
    }
  }
  const codes = () => stage.codes.get(roundId) ?? ['', '']
  const at = async () => ({ roundId, revision: (await stage.round(roundId)).revision })
  const secret = () => copied.filter(({ raterGroup }) => raterGroup === 'PEER' || raterGroup === 'MASSES')
  /** As many as show it: opening all of them takes seconds. */
  const tried = () => secret().slice(0, 60)
  const placeOf = ({ voterId, subjectId, raterGroup, sheetRevision: revision }: RoundAssignment) => {
    return { roundId, voterId, subjectId, raterGroup, revision }
  }

  /** How many ballots of the copied roll somebody reads with what he holds, the name of the voter beside each. */
  async function read({ keysFolder, first, second }: Held): Promise<{ inner: number; named: number }> {
    const wrap = keysFolder ? stage.keys.wrapOf(roundId) : null
    const one = first && outerOpener(await lockOf(first, roundId, 1))
    const two = second && innerOpener(await lockOf(second, roundId, 2))
    let [inner, named] = [0, 0]
    for (const row of tried()) {
      const place = placeOf(row)
      const outer = wrap && unwrapEnvelope(wrap, place, row.envelope ?? '')
      const found = outer && one ? one(place, outer) : null
      if (found) inner += 1
      // With the second code alone he tries what he has.
      const bytes = two && outer ? two(place, found ?? outer.subarray(0, 97)) : null
      if (bytes && unpackAnswers('GRADE', 5, bytes) === voted.get(row.voterId)) named += 1
    }
    return { inner, named }
  }

  /** Written in the order in which they are given, some by one transaction each: the order tells nothing that their content does not. */
  const expectAscending = (numbers: ReadonlyMap<string, string>, keys: readonly string[]) => {
    const told = keys.flatMap((key) => numbers.get(key) ?? [])
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual([...told].sort())
  }

  /** Order of rows as the files keep it: by the number of the transaction, and in each page by their place in it. */
  async function orderOf(table: string, keys: readonly string[], next: string) {
    if (db.kind === 'sqlite') {
      const commits = commitsIn(`${db.url.replace(/^sqlite:/, '')}-wal`, keys)
      return {
        numbers: new Map([...commits].map(([key, commit]) => [key, String(commit).padStart(9, '0')])),
        pages: [],
      }
    }
    const file = await onOneConnection((ask) => fileOf(ask, table))
    return { numbers: transactionsIn(file, keys, () => next), pages: pagesIn(file, keys, () => next) }
  }

  it('17: everything at rest with no slip, one slip or the other reads nothing; both slips and the keys read all', async () => {
    const all = tried().length
    expect(all).toBe(60)
    const [first, second] = codes()
    const nothing = { inner: 0, named: 0 }
    expect(await read({})).toEqual(nothing)
    expect(await read({ first, second })).toEqual(nothing)
    expect(await read({ keysFolder: true })).toEqual(nothing)
    expect(await read({ keysFolder: true, second })).toEqual(nothing)
    expect(await read({ keysFolder: true, first })).toEqual({ inner: all, named: 0 })
    expect(await read({ keysFolder: true, first, second })).toEqual({ inner: all, named: all })
  })

  it('while they vote the roll has the order of the voters, as the house knows it, and no ballot lies anywhere', async () => {
    expect(await manager.countBy(Ballot, { roundId })).toBe(0)
    if (db.kind === 'sqlite') return
    const keyOf = ({ voterId, subjectId, raterGroup }: RoundAssignment) =>
      `${roundId}${voterId}${subjectId}${raterGroup}`
    const rows = secret()
    const { numbers } = await orderOf('round_assignment', rows.map(keyOf), 'VOTED')
    const last = new Map<string, string>()
    for (const row of rows) {
      const number = numbers.get(keyOf(row)) ?? ''
      if (number > (last.get(row.voterId) ?? '')) last.set(row.voterId, number)
    }
    const inOrder = [...last].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([voterId]) => voterId)
    expect(inOrder).toEqual([...voted.keys()].filter((voterId) => last.has(voterId)))
  })

  it('2: a 监票人 who casts a copy of another one’s inner envelope does not find it twice in the count', async () => {
    const [first] = codes()
    const lock = outerOpener(await lockOf(first ?? '', roundId, 1))
    const wrap = stage.keys.wrapOf(roundId)
    const peers = secret().filter(
      ({ raterGroup, subjectId }) =>
        raterGroup === 'PEER' && subjectId === secret().find((row) => row.raterGroup === 'PEER')?.subjectId,
    )
    const [victim, own] = peers as [RoundAssignment, RoundAssignment]
    const outer = wrap && unwrapEnvelope(wrap, placeOf(victim), victim.envelope ?? '')
    const inner = outer && lock(placeOf(victim), outer)
    const { locks } = await stage.round(roundId)
    const publicLocks = {
      first: Buffer.from(locks?.first ?? '', 'base64'),
      second: Buffer.from(locks?.second ?? '', 'base64'),
    }
    const place = { ...placeOf(own), revision: 2 }
    const envelope = sealOuter(publicLocks, place, inner ?? Buffer.alloc(0)).toString('base64url')
    const { subjectId, raterGroup } = own
    await stage.call('ballot.cast', own.voterId, {
      roundId,
      ballots: [{ subjectId, raterGroup, revision: 2, envelope }],
    })
    stage.house.setToday('2026-09-09')
    const [one = '', two = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.close', one, await at())
    await stage.call('round.strip', one, { ...(await at()), ...(await stage.give(roundId, 1)) })
    const stripped = (await stage.round(roundId)).box?.stripped
    expect([...(stripped?.copied ?? [])].sort()).toEqual([victim.voterId, own.voterId].sort())
    const lying = await manager.findBy(StrippedEnvelope, { roundId, subjectId, raterGroup })
    expect(lying).toHaveLength(peers.length - 1)
    // Without weeding two equal patterns would name the victim.
    const opened = innerOpener(await lockOf(codes()[1] ?? '', roundId, 2))
    const patterns = [...lying.map((row) => Buffer.from(row.inner, 'base64')), inner ?? Buffer.alloc(0)].map((bytes) =>
      unpackAnswers('GRADE', 5, opened({ roundId, subjectId, raterGroup }, bytes) ?? Buffer.alloc(0)),
    )
    expect(patterns.filter((pattern) => pattern === voted.get(victim.voterId))).toHaveLength(2)
    // Nothing goes on before both have said why.
    const refused = await stage.refusal('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })
    expect(refused).toBe('round.boxUnconfirmed')
    for (const personId of [one, two])
      await stage.call('round.confirmBox', personId, { ...(await at()), reason: '已查明有一份是复制的' })
  })

  it('1: between the steps envelopes were written and stand in the order of their bytes', async () => {
    const rows = await manager.find(StrippedEnvelope, { where: { roundId }, order: { id: 'ASC' } })
    const ids = rows.map(({ id }) => id)
    const { numbers, pages } = await orderOf('stripped_envelope', ids, roundId)
    expectAscending(numbers, ids)
    if (db.kind !== 'sqlite')
      expect([numbers.size, pages]).toEqual([rows.length, pages.map((page) => [...page].sort())])
    const bytes = rows.map(({ inner }) => Buffer.from(inner, 'base64'))
    expect(bytes).toEqual([...bytes].sort(Buffer.compare))
  })

  it('after the count neither transaction, nor place, nor key of a ballot or of the roll tells who came when', async () => {
    const [, two = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })
    const ballots = await manager.find(Ballot, { where: { roundId }, order: { id: 'ASC' } })
    const ids = ballots.map(({ id }) => id)
    const { numbers, pages } = await orderOf('ballot', ids, roundId)
    expectAscending(numbers, ids)
    if (db.kind !== 'sqlite')
      expect([numbers.size, pages]).toEqual([ballots.length, pages.map((page) => [...page].sort())])
    const content = ballots.map(({ subjectId, raterGroup, answers }) => `${subjectId} ${raterGroup} ${answers}`)
    expect(content).toEqual([...content].sort())
    if (db.kind === 'sqlite') return
    // The roll was written anew at the closing and after the count: what it told while they voted is gone from its rows.
    await clearBox(stage.house.database, await stage.round(roundId))
    const keys = secret().map(({ voterId, subjectId, raterGroup }) => `${roundId}${voterId}${subjectId}${raterGroup}`)
    const roll = await orderOf('round_assignment', keys, 'VOTED')
    expect(roll.numbers.size).toBe(keys.length)
    expectAscending(roll.numbers, [...keys].sort())
  })

  it('the control: ballots stored as they come, one a transaction, are linked to every voter', async () => {
    const [sample] = await manager.findBy(Ballot, { roundId })
    const stored: string[] = []
    for (const answers of voted.values()) {
      const id = randomUUID()
      stored.push(id)
      await stage.house.database.unitOfWork(null, 'job', (work) =>
        work.insert(Ballot, { ...(sample as Ballot), id, answers }),
      )
    }
    const { numbers } = await orderOf('ballot', stored, roundId)
    const order = [...numbers].sort(([, one], [, other]) => (one < other ? -1 : 1)).map(([id]) => stored.indexOf(id))
    expect(order).toEqual(stored.map((_id, place) => place))
    await manager.delete(Ballot, stored)
  })

  it('14, 15: rows that remain in files and backups are opened by nobody once the keys are destroyed', async () => {
    const [first, second] = codes()
    expect((await read({ keysFolder: true, first, second })).named).toBe(tried().length)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(await read({ keysFolder: true, first, second })).toEqual({ inner: 0, named: 0 })
  })
})
