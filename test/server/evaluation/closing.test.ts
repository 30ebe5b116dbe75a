import { type EntityManager, IsNull, Not } from 'typeorm'
import { AuditEntry, Ballot, OutboxMessage, Person, RoundAssignment, SubjectResult } from '../../../entities'
import { contract } from '../../../server/contract'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { GroupResult } from '../../../server/domain/evaluation/results'
import type { FileFacts } from '../../../server/features/call'
import { castBallots } from '../../../server/features/evaluation/castBallots'
import { closeDueVotings } from '../../../server/features/evaluation/closeDueVotings'
import { closeRound } from '../../../server/features/evaluation/closeRound'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { describeEachDatabase } from '../../support/perDatabase'
import { codedRound } from './codedRound'
import { allGood, openStage, type Stage } from './evaluationStage'
import { type GoldenSubject, goldenRound } from './goldenRound'

const day = toCalendarDay

describeEachDatabase('closing the vote', (db) => {
  let stage: Stage
  let manager: EntityManager
  let closeDue: ReturnType<typeof closeDueVotings>
  beforeAll(async () => {
    stage = await openStage(db.url)
    closeDue = closeDueVotings(stage.keys, stage.bundles)
    manager = stage.house.source.manager
  })
  afterAll(() => stage.close())
  afterEach(() => stage.house.setToday('2026-09-01'))

  const small = (extra: Partial<GoldenSubject> = {}): GoldenSubject => ({
    kind: 'MEMBER',
    issued: { SELF: 1, PEER: 5, MASSES: 5, ORG: 1 },
    ballots: { SELF: ['AAAAA'], PEER: Array(4).fill('BBBBB'), MASSES: Array(5).fill('BBBBB'), ORG: ['BBBBB'] },
    ...extra,
  })
  const stateOf = async (roundId: string) => (await stage.round(roundId)).state

  it('is done by the job in the night after the last day, once, and the scrutineers are told in the morning', async () => {
    const roundId = await goldenRound(stage, [small()])
    expect(await closeDue(stage.house.database, day('2026-09-08'))).toBe('due 0, closed 0, sheets missing 0')
    expect(await stateOf(roundId)).toBe('VOTING')
    stage.house.setToday('2026-09-09', 30)
    const runs = await Promise.all([1, 2, 3].map(() => closeDue(stage.house.database, day('2026-09-09'))))
    expect(runs.filter((text) => text.includes('closed 1'))).toHaveLength(1)
    const round = await stage.round(roundId)
    expect(round).toMatchObject({ state: 'CLOSED', revision: 2 })
    const cards = await manager.findBy(OutboxMessage, { kind: 'tallyDue' })
    expect(cards.map((card) => card.personId).sort()).toEqual([...round.scrutineerIds].sort())
    const [opening, noon] = [8.5, 12].map((hours) => instantOf(day('2026-09-09'), hours * 60))
    expect(cards.every(({ nextAt }) => nextAt > (opening ?? 0) && nextAt < (noon ?? 0))).toBe(true)
    const lines = await manager.findBy(AuditEntry, { action: 'round.close', subjectId: roundId })
    expect(lines.map((line) => [line.actorId, line.actorRole, line.client])).toEqual([[null, 'SYSTEM', 'job']])
    expect(await manager.countBy(RoundAssignment, { roundId, status: 'LAPSED' })).toBe(1)
  })

  it('waits for the sheets of the meetings, which may still be entered after the last day', async () => {
    const whole = small()
    const roundId = await goldenRound(stage, [{ ...whole, ballots: { ...whole.ballots, ORG: [] } }])
    stage.house.setToday('2026-09-09')
    const { scrutineerIds, revision } = await stage.round(roundId)
    const input = { roundId, revision }
    expect(await stage.refusal('round.close', scrutineerIds[0] ?? '', input)).toBe('round.collectiveMissing')
    expect(await closeDue(stage.house.database, day('2026-09-09'))).toBe('due 1, closed 0, sheets missing 1')
    await closeDue(stage.house.database, day('2026-09-10'))
    const { secretary } = await stage.officers('digital')
    expect(await manager.countBy(OutboxMessage, { kind: 'sheetMissing', personId: secretary })).toBe(1)
    const { sheetsMissing } = await stage.call('round.read', secretary, { roundId })
    const sheets = [expect.stringMatching(/^.+的组织评定$/)]
    expect(sheetsMissing).toEqual([{ entrant: '周牧野', mine: true, sheets }])
    // Who looks on is told whose it is, and is shown no way to enter it.
    const { sheetsMissing: seen } = await stage.call('round.read', scrutineerIds[0] ?? '', { roundId })
    expect(seen).toEqual([{ entrant: '周牧野', mine: false, sheets }])
    expect(await stage.castAll(roundId, secretary, allGood)).toBe(1)
    expect(await closeDue(stage.house.database, day('2026-09-10'))).toBe('due 1, closed 1, sheets missing 0')
  })

  it('has on its list what is cast after the box was looked into and before the step', async () => {
    const subject = { kind: 'MEMBER', issued: { MASSES: 4 } } as const
    const { id: roundId } = await codedRound(stage, [subject], '2026-09-08')
    const [late = '', ...others] = await stage.voters(roundId)
    for (const voterId of others) await stage.castAll(roundId, voterId)
    stage.house.setToday('2026-09-09')
    const { scrutineerIds, revision } = await stage.round(roundId)
    const { prepare, run } = closeRound(stage.keys, stage.bundles)
    const looked = await stage.house.as(scrutineerIds[0] ?? '', (work) =>
      prepare(work, { roundId, revision }, {} as never),
    )
    expect(looked.seen?.box.envelopes).toBe(others.length)
    stage.house.setToday('2026-09-08')
    await stage.castAll(roundId, late)
    stage.house.setToday('2026-09-09')
    await stage.house.as(scrutineerIds[0] ?? '', (work) => run(work, looked, {} as never))
    expect((await stage.round(roundId)).box?.envelopes).toBe(others.length + 1)
    await stage.tally(roundId)
    expect(await manager.countBy(Ballot, { roundId })).toBe(others.length + 1)
  })

  it.each(['VOTED', 'ISSUED'] as const)(
    'a ballot for a right that is %s comes too late if the list is fixed first',
    async (status) => {
      const roundId = await goldenRound(stage, [small()])
      const roll = await manager.findBy(RoundAssignment, { roundId, raterGroup: 'PEER', status })
      const [{ voterId, subjectId, raterGroup, sheetRevision }] = roll as [RoundAssignment]
      const ballots = [{ subjectId, raterGroup, answers: 'AAAAA', revision: sheetRevision + 1 }]
      const { prepare, run, isOneStatement } = castBallots(stage.keys, stage.bundles)
      const { database } = stage.house
      const actor = await database.read(null, 'phone', (work) => loadActor(work, voterId))
      const facts = {} as FileFacts
      const input = contract['ballot.cast'].in.parse({ roundId, ballots })
      const ready = await database.read(actor, 'phone', (work) => prepare(work, input, facts))
      expect(isOneStatement?.(ready)).toBe(true)
      stage.house.setToday('2026-09-09', 30)
      expect(await closeDue(database, day('2026-09-09'))).toContain('closed 1')
      for (const unit of ['oneStatement', 'unitOfWork'] as const) {
        const late = database[unit](actor, 'phone', (work) => run(work, ready, facts))
        await expect(late).rejects.toMatchObject({ code: 'ballot.votingClosed' })
      }
      // The list and the box say the same still.
      await stage.tally(roundId)
      expect(await stateOf(roundId)).toBe('TALLIED')
    },
  )

  it('9: strikes who left before voting; the ballot of one who left after it stays and counts', async () => {
    const roundId = await goldenRound(stage, [small()])
    const roll = await manager.findBy(RoundAssignment, { roundId, raterGroup: 'PEER' })
    const leaving = [roll.find((right) => right.status === 'ISSUED'), roll.find((right) => right.status === 'VOTED')]
    for (const right of leaving) await manager.update(Person, { id: right?.voterId ?? '' }, { dutyStatus: 'LEFT' })
    // With the one who had not voted gone, everybody has: no need to wait for the last day.
    await stage.closeAndTally(roundId)
    const row = await manager.findOneByOrFail(SubjectResult, { roundId })
    const peers = (row.groups as GroupResult[]).find((group) => group.group === 'PEER')
    expect(peers).toMatchObject({ due: 5, issued: 4, returned: 4, valid: 4, mean: 8500 })
    expect(await manager.countBy(Ballot, { roundId, raterGroup: 'PEER' })).toBe(4)
    const struck = await manager.findOneByOrFail(AuditEntry, { action: 'round.strike', subjectId: roundId })
    expect([struck.change, struck.reason]).toEqual([{ voters: 1 }, '投票前已离开本单位'])
    for (const right of leaving) await manager.update(Person, { id: right?.voterId ?? '' }, { dutyStatus: 'ON_DUTY' })
  })

  it('loses no ballot and takes none too late when people vote while it closes', async () => {
    const whole = small()
    const roundId = await goldenRound(stage, [{ ...whole, ballots: { ORG: ['BBBBB'] } }])
    const [subject] = await stage.subjects(roundId)
    const rights = await manager.findBy(RoundAssignment, { roundId, status: 'ISSUED' })
    stage.house.setToday('2026-09-09')
    const actors = rights.map((right) => right.voterId)
    stage.house.setToday('2026-09-08')
    const casts = rights.map((right, index) => {
      const ballots = [{ subjectId: subject?.id ?? '', raterGroup: right.raterGroup, answers: 'BABAB' }]
      return stage.call('ballot.cast', actors[index] ?? '', { roundId, ballots, minutesNumber: '支委会〔2026〕9号' })
    })
    const closing = closeDue(stage.house.database, day('2026-09-09'))
    const outcomes = await Promise.allSettled(casts)
    await closing
    const taken = outcomes.filter((outcome) => outcome.status === 'fulfilled').length
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []))
    expect(new Set(['ballot.votingClosed', ...refused])).toEqual(new Set(['ballot.votingClosed']))
    expect(await stateOf(roundId)).toBe('CLOSED')
    expect(await manager.countBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })).toBe(taken + 1)
    expect((await stage.round(roundId)).box).toMatchObject({ envelopes: taken + 1 })
    expect(await manager.countBy(RoundAssignment, { roundId, status: 'VOTED' })).toBe(taken + 1)
    expect(await manager.countBy(RoundAssignment, { roundId, status: 'LAPSED' })).toBe(rights.length - taken)
    expect(await manager.countBy(RoundAssignment, { roundId, status: 'ISSUED' })).toBe(0)
  })

  it('shows turnout in ballots and persons while voting, and nothing of what was voted', async () => {
    const roundId = await goldenRound(stage, [small()])
    const { secretary } = await stage.officers('digital')
    const answer = await stage.call('round.read', secretary, { roundId })
    expect(answer.turnout).toEqual([
      { group: 'SELF', name: '自评', issued: 1, returned: 1 },
      { group: 'PEER', name: '互评', issued: 5, returned: 4 },
      { group: 'MASSES', name: '群众评议', issued: 5, returned: 5 },
      { group: 'ORG', name: '组织评定', issued: 1, returned: 1 },
    ])
    expect(answer.round).toMatchObject({ voters: 11, voted: 10 })
    expect(JSON.stringify(answer)).not.toMatch(/BBBBB|85\.00|8500/)
  })
})
