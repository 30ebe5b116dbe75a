import { type EntityManager, IsNull, Not } from 'typeorm'
import { AuditEntry, Ballot, OutboxMessage, OutboxSubject, RequestKey, RoundAssignment } from '../../../entities'
import type { Input } from '../../../server/contract'
import { castApart } from '../../../server/domain/scoring/collective'
import { wrappedLength } from '../../../server/sealing/rollRows'
import { describeEachDatabase } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { office, openStage, type Stage } from './evaluationStage'

type Ballots = Input<'ballot.cast'>['ballots']

describeEachDatabase('casting secret ballots', (db) => {
  let stage: Stage
  let roundId: string
  let manager: EntityManager
  const member = persona('memberSecond').personId
  const colleague = persona('massesSecond').personId
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
  })
  afterAll(() => stage.close())

  const sheet = async (personId: string) => (await stage.call('ballot.sheet', personId, { roundId })).subjects
  const ballotsOf = async (personId: string, count: number, answers = 'AABAA'): Promise<Ballots> =>
    (await sheet(personId)).slice(0, count).map(({ subjectId, raterGroup }) => ({ subjectId, raterGroup, answers }))
  const cast = (personId: string, ballots: Ballots) => stage.call('ballot.cast', personId, { roundId, ballots })
  /** As the phone sends it: under a key of its own, the same at every try. */
  const sent = (ballots: Ballots, requestKey = 'of this sheet') =>
    stage.call('ballot.cast', colleague, { roundId, ballots }, { requestKey })
  const refusal = (personId: string, ballots: Ballots) => stage.refusal('ballot.cast', personId, { roundId, ballots })
  const inBox = () => manager.countBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })

  it('takes no ballot before the vote is open', async () => {
    expect(await stage.refusal('ballot.sheet', member, { roundId })).toBe('ballot.votingClosed')
    const [right] = await manager.findBy(RoundAssignment, { roundId, voterId: member })
    const { subjectId = '', raterGroup = 'PEER' } = right ?? {}
    expect(await refusal(member, [{ subjectId, raterGroup, answers: 'AAAAA' }])).toBe('ballot.votingClosed')
    await stage.startVote(roundId, '2026-09-08')
    expect(await inBox()).toBe(0)
  })

  it('shows a member himself for 自评， every other member, the secretary and the branch, each once', async () => {
    const subjects = await sheet(member)
    expect(subjects).toHaveLength(13)
    expect(new Set(subjects.map((subject) => subject.subjectId)).size).toBe(13)
    const groups = (group: string) => subjects.filter((subject) => subject.raterGroup === group)
    expect([groups('SELF').length, groups('PEER').length]).toEqual([1, 12])
    expect(groups('SELF')[0]?.name).toBe(persona('memberSecond').name)
    expect((await sheet(colleague)).every((subject) => subject.raterGroup === 'MASSES')).toBe(true)
  })

  it('refuses who is not on the roll, whatever the office', async () => {
    const ballots = await ballotsOf(member, 1)
    for (const personId of [persona('member').personId, office, persona('leader').personId]) {
      expect(await stage.refusal('ballot.sheet', personId, { roundId })).toBe('ballot.notOnRoll')
      expect(await refusal(personId, ballots)).toBe('ballot.notOnRoll')
    }
  })

  it("refuses somebody else's self rating, an unknown subject and one subject twice", async () => {
    const [own] = await ballotsOf(member, 1)
    const mine = own as Ballots[number]
    const self = (await sheet(persona('digitalSecretary').personId)).find((one) => one.raterGroup === 'SELF')
    expect(await refusal(member, [{ ...mine, subjectId: self?.subjectId ?? '', raterGroup: 'SELF' }])).toBe(
      'ballot.foreign',
    )
    expect(await refusal(member, [{ ...mine, raterGroup: 'SUPERIOR' }])).toBe('ballot.foreign')
    expect(await refusal(member, [mine, mine])).toBe('ballot.foreign')
    expect(await inBox()).toBe(0)
  })

  it('names everyone who still lacks a choice, at once, and puts nothing into the box', async () => {
    const [first, second, third] = await ballotsOf(member, 3)
    const ballots = [
      { ...(first as Ballots[number]), answers: 'AAB' },
      { ...(second as Ballots[number]), answers: 'AA-AA' },
      third as Ballots[number],
    ]
    const fault = await cast(member, ballots).catch((thrown) => thrown)
    expect(fault).toMatchObject({ code: 'ballot.incomplete', details: { count: 2 } })
    expect(fault.problems.map((problem: { field: string }) => problem.field)).toEqual([
      first?.subjectId,
      second?.subjectId,
    ])
    expect(await refusal(member, [{ ...(first as Ballots[number]), answers: 'AABAAA' }])).toBe('ballot.malformed')
    expect(await inBox()).toBe(0)
  })

  it('R51: puts one envelope a subject on the roll, which knows the day only, and no ballot anywhere', async () => {
    const ballots = await ballotsOf(member, 5, 'ABCDU')
    expect(await cast(member, ballots)).toEqual({ cast: 5, left: 8 })
    expect(await inBox()).toBe(5)
    expect(await manager.countBy(Ballot, { roundId })).toBe(0)
    const voted = await manager.findBy(RoundAssignment, { roundId, voterId: member, status: 'VOTED' })
    expect(voted.map((right) => right.votedDay)).toEqual(Array(5).fill('2026-09-01'))
    expect(new Set(voted.map(({ envelope }) => envelope?.length))).toEqual(new Set([wrappedLength]))
    expect(voted.map(({ sheetRevision }) => sheetRevision)).toEqual(Array(5).fill(1))
    expect(await sheet(member)).toHaveLength(8)
    expect((await stage.call('ballot.sheet', member, { roundId })).cast).toBe(5)
  })

  it('counts a sheet once that a weak network sends twice, also at the same instant', async () => {
    const ballots = await ballotsOf(colleague, 4)
    const before = await inBox()
    const answers = await Promise.all([1, 2, 3, 4].map(() => sent(ballots)))
    const left = (await sheet(colleague)).length
    expect(answers).toEqual(Array(4).fill({ cast: 4, left }))
    expect(await sent([...ballots].reverse())).toEqual({ cast: 4, left })
    // Another submission of the same is another one: it does not count, and says so.
    await expect(sent(ballots, 'of another tab')).rejects.toMatchObject({ code: 'ballot.alreadyCast' })
    expect(await refusal(colleague, ballots)).toBe('ballot.alreadyCast')
    expect(await inBox()).toBe(before + 4)
  })

  it('refuses a ballot made without knowing of the one that lies there, and takes nothing else of that sheet', async () => {
    const [fresh] = await ballotsOf(colleague, 1)
    const [done] = await manager.findBy(RoundAssignment, { roundId, voterId: colleague, status: 'VOTED' })
    const before = await inBox()
    const again = { subjectId: done?.subjectId ?? '', raterGroup: 'MASSES' as const, answers: 'DDDDD' }
    expect(await refusal(colleague, [fresh as Ballots[number], again])).toBe('ballot.alreadyCast')
    expect(await inBox()).toBe(before)
  })

  it('puts a later ballot in the place of an earlier one, as often as one likes and each of them once', async () => {
    const { replaceable } = await stage.call('ballot.sheet', colleague, { roundId })
    const [done] = replaceable
    const { subjectId = '', raterGroup = 'MASSES', revision = 0 } = done ?? {}
    const before = await inBox()
    const anew = (at: number) => ({ subjectId, raterGroup, answers: 'BBBBB', revision: at })
    const left = (await sheet(colleague)).length
    expect(await cast(colleague, [anew(revision + 1)])).toEqual({ cast: 1, left })
    expect(await refusal(colleague, [anew(revision + 1)])).toBe('ballot.alreadyCast')
    expect(await cast(colleague, [anew(revision + 2)])).toEqual({ cast: 1, left })
    const right = await manager.findOneByOrFail(RoundAssignment, { roundId, voterId: colleague, subjectId })
    expect(right.sheetRevision).toBe(revision + 2)
    expect(await inBox()).toBe(before)
  })

  it('takes one of many that say to be the next, at the same instant', async () => {
    const { replaceable } = await stage.call('ballot.sheet', colleague, { roundId })
    const { subjectId = '', raterGroup = 'MASSES', revision = 0 } = replaceable[0] ?? {}
    const one = { subjectId, raterGroup, answers: 'CCCCC', revision: revision + 1 }
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => cast(colleague, [one])))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(refused).toEqual(Array(7).fill('ballot.alreadyCast'))
  })

  it('refuses secret ballots together with sheets of a meeting, whose line of 留痕 has a time', async () => {
    const { secretary } = await stage.officers('digital')
    const own = (await sheet(secretary)).map(({ subjectId, raterGroup }) => ({
      subjectId,
      raterGroup,
      answers: 'AABAA',
    }))
    const parts = castApart(own)
    expect(parts).toHaveLength(2)
    const before = await inBox()
    const mixed = parts.flatMap((part) => part.slice(0, 1))
    const input = { roundId, ballots: mixed, minutesNumber: '支委会〔2026〕9号' }
    expect(await stage.refusal('ballot.cast', secretary, input)).toBe('ballot.mixed')
    expect(await inBox()).toBe(before)
  })

  it('refuses what is no envelope', async () => {
    const [{ subjectId, raterGroup }] = (await ballotsOf(member, 1)) as [Ballots[number]]
    expect(await refusal(member, [{ subjectId, raterGroup, envelope: 'AAAA' }])).toBe('ballot.unsealed')
  })

  it('two sheets of one person at the same instant that share a subject count it once', async () => {
    const [first, second, third] = (await ballotsOf(member, 3)) as [Ballots[number], Ballots[number], Ballots[number]]
    const outcomes = await Promise.allSettled([cast(member, [first, second]), cast(member, [second, third])])
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
    const shared = await manager.countBy(RoundAssignment, {
      roundId,
      voterId: member,
      subjectId: second.subjectId,
      status: 'VOTED',
    })
    expect([won, shared]).toEqual([1, 1])
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(refused).toEqual(['ballot.alreadyCast'])
    const voted = await manager.countBy(RoundAssignment, { roundId, status: 'VOTED' })
    expect(await inBox()).toBe(voted)
  })

  it('ends the card of who has finished with one word, and tells nobody else', async () => {
    const before = await manager.count(OutboxMessage)
    await manager.update(OutboxMessage, { personId: member }, { state: 'SENT' })
    await stage.castAll(roundId, member)
    expect(await manager.count(OutboxMessage)).toBe(before)
    const card = await manager.findOneByOrFail(OutboxMessage, { personId: member, kind: 'ballot' })
    expect(card).toMatchObject({
      doneState: 'WANTED',
      doneCard: {
        summary: '已完成',
        lines: ['已完成'],
        facts: [],
        buttons: [{ kind: 'open', path: `/ballot/${roundId}` }],
      },
    })
    const finished = await manager.findBy(OutboxSubject, { finished: true })
    // Those of the locks ended before the vote began.
    const subjects = finished.filter(({ subjectKey }) => !/^(lock|round):/.test(subjectKey))
    expect(subjects.map((subject) => subject.subjectKey)).toEqual([`ballot:${roundId}:${member}`])
  })

  it('asks who acts, reads the roll once and writes once, whether or not it is the last sheet', async () => {
    const { replaceable } = await stage.call('ballot.sheet', member, { roundId })
    const sheetOf = (count: number, more: number) =>
      replaceable
        .filter(({ raterGroup }) => raterGroup === 'PEER')
        .slice(0, count)
        .map(({ subjectId, raterGroup, revision }) => {
          return { subjectId, raterGroup, answers: 'BBBBB', revision: revision + more }
        })
    const counts: number[] = []
    for (const [turn, count] of [1, 12].entries())
      counts.push(await stage.house.countQueries(() => cast(member, sheetOf(count, turn + 1))))
    // With begin and commit that is one more than the least that could do it.
    expect(counts).toEqual([3, 3])
  })

  it('leaves no audit line, no request key and no time behind', async () => {
    const lines = await manager.find(AuditEntry)
    const known = new Set([
      'demo.seed',
      'evaluation.open',
      'round.prepare',
      'round.freeze',
      'round.widen',
      'round.setLock',
      'round.openVoting',
    ])
    expect(lines.map((line) => line.action).filter((action) => !known.has(action))).toEqual([])
    expect(await manager.count(RequestKey)).toBe(0)
  })

  it('takes ballots to the end of the last day and none after it', async () => {
    const ballots = await ballotsOf(colleague, 1)
    stage.house.setToday('2026-09-08')
    expect(await sent(ballots, 'on the last day')).toMatchObject({ cast: 1 })
    const [next] = await ballotsOf(colleague, 1)
    stage.house.setToday('2026-09-09')
    expect(await refusal(colleague, [next as Ballots[number]])).toBe('ballot.votingClosed')
    expect(await stage.refusal('ballot.sheet', colleague, { roundId })).toBe('ballot.votingClosed')
    // What is in the box already may still be sent again by a phone that never heard the answer.
    expect(await sent(ballots, 'on the last day')).toMatchObject({ cast: 1 })
  })
})

describeEachDatabase('D7: the ballot table', (db) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(db.url)
  })
  afterAll(() => stage.close())

  it('has no column for a person, a department, a time, a device or a sheet', async () => {
    const runner = stage.house.source.createQueryRunner()
    const table = await runner.getTable('ballot')
    await runner.release()
    const columns = (table?.columns ?? []).map((column) => `${column.name} ${column.type}`)
    expect(columns.sort()).toEqual([
      'answers varchar',
      'id varchar',
      'raterGroup varchar',
      'roundId varchar',
      'source varchar',
      'subjectId varchar',
    ])
    expect(table?.primaryColumns.map((column) => column.name)).toEqual(['id'])
    const targets = (table?.foreignKeys ?? []).map((key) => key.referencedTableName)
    expect(targets.filter((name) => !['round_subject', 'evaluation_round'].includes(name))).toEqual([])
  })

  it('keeps no order of insertion: rows lie in the order of their random key', async () => {
    if (db.kind === 'sqlite') {
      await expect(stage.house.source.query('select rowid from ballot')).rejects.toThrow(/no such column: rowid/)
      return
    }
    const [row] = await stage.house.source.query("show table status like 'ballot'")
    // InnoDB stores rows by the primary key and has no hidden counter when there is one.
    expect([row.Engine, row.Auto_increment]).toEqual(['InnoDB', null])
  })
})
