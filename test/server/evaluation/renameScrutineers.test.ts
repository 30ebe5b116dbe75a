import { type EntityManager, In } from 'typeorm'
import { AuditEntry, OutboxMessage, Person, RoleGrant } from '../../../entities'
import { roundFlow } from '../../../server/features/evaluation'
import { closeDueVotings } from '../../../server/features/evaluation/closeDueVotings'
import { myTasks } from '../../../server/features/tasks/readMine'
import { findVacancies } from '../../../server/features/vacancy/findVacancies'
import { allOwed } from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { office, openStage, type Stage } from './evaluationStage'
import { goldenRound } from './goldenRound'

/** M10: a round whose 监票人 have left is the 书记's, who names others; without him 党办's. */
describeByTurn('监票人 who have left', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    secretary = (await stage.officers('digital')).secretary
  })
  afterAll(() => stage.close())
  beforeEach(() => stage.house.setToday('2026-09-01'))

  const newRound = () =>
    goldenRound(stage, [
      {
        kind: 'MEMBER',
        issued: { SELF: 1, PEER: 5, MASSES: 5, ORG: 1 },
        ballots: { SELF: ['BBBBB'], PEER: Array(4).fill('BBBBB'), MASSES: Array(5).fill('BBBBB'), ORG: ['BBBBB'] },
      },
    ])
  const leave = (ids: readonly string[]) => manager.update(Person, { id: In([...ids]) }, { dutyStatus: 'LEFT' })
  const back = (ids: readonly string[]) => manager.update(Person, { id: In([...ids]) }, { dutyStatus: 'ON_DUTY' })
  const owed = async (roundId: string) => {
    const all = await stage.house.as(null, (work) => allOwed(work, [roundFlow]))
    const found = all.find(({ recordId }) => recordId === roundId)
    return found && [found.event, [...found.owners].sort(), found.vacant]
  }
  const titles = async (personId: string, roundId: string) =>
    (await stage.house.as(personId, myTasks)).tasks
      .filter(({ path }) => path.includes(roundId))
      .map(({ detail }) => detail)
  const candidates = async (roundId: string, personId = secretary) =>
    (await stage.call('round.read', personId, { roundId })).committeeCandidates.map((each) => each.personId)
  const rename = async (roundId: string, scrutineerIds: string[], personId = secretary) => {
    const { revision } = await stage.round(roundId)
    return stage.call('round.renameScrutineers', personId, { roundId, scrutineerIds, revision })
  }
  const refused = async (roundId: string, scrutineerIds: string[], personId = secretary) => {
    const { revision } = await stage.round(roundId)
    return stage.refusal('round.renameScrutineers', personId, { roundId, scrutineerIds, revision })
  }
  const endPost = (toDay: string | null) =>
    manager.update(RoleGrant, { role: 'BRANCH_SECRETARY', personId: secretary }, { toDay })

  test('while the vote runs the 书记 names others, and they close and count it', async () => {
    const roundId = await newRound()
    const old = (await stage.round(roundId)).scrutineerIds
    expect(await owed(roundId)).toBeUndefined()
    expect(await candidates(roundId)).toEqual([])
    await leave(old)
    expect(await owed(roundId)).toEqual(['renameScrutineers', [secretary], []])
    expect(await titles(secretary, roundId)).toEqual([expect.stringContaining('请先改派监票人。下一步：改派监票人')])
    expect(await titles(office, roundId)).toEqual([])
    const [first = '', second = '', third = ''] = await candidates(roundId)
    const read = await stage.call('round.read', secretary, { roundId })
    expect(read.allowed).toContain('renameScrutineers')
    expect(read.scrutineersToName).toBe(2)

    // The rule of the freeze: two, of the branch, no 书记, nobody twice, nobody who is named already.
    const elsewhere = (await stage.people('finance'))[0]?.id ?? ''
    for (const wrong of [[first], [first, first], [first, secretary], [first, old[0] ?? ''], [first, elsewhere]])
      expect(await refused(roundId, wrong)).toBe('round.scrutineersUnsuitable')
    expect(await refused(roundId, [first, second], first)).toBe('permission.denied')

    await rename(roundId, [first, second])
    expect((await stage.round(roundId)).scrutineerIds).toEqual([first, second])
    expect((await stage.round(roundId)).state).toBe('VOTING')
    const lines = await manager.findBy(AuditEntry, { action: 'round.renameScrutineers', subjectId: roundId })
    expect(lines.map(({ change }) => change)).toEqual([{ replaced: old, named: [first, second] }])
    const cards = await manager.findBy(OutboxMessage, { kind: 'scrutineerNamed' })
    expect(cards.map(({ personId }) => personId).sort()).toEqual([first, second].sort())
    expect(await refused(roundId, [third])).toBe('round.scrutineersHere')
    expect(await owed(roundId)).toBeUndefined()
    expect(await candidates(roundId)).toEqual([])

    // One of two: nobody owes it, but who is missing can be named; whoever is here stays.
    await leave([first])
    expect(await owed(roundId)).toBeUndefined()
    expect((await stage.call('round.read', secretary, { roundId })).scrutineersToName).toBe(1)
    await rename(roundId, [third])
    // He takes the place of the one who left.
    expect((await stage.round(roundId)).scrutineerIds).toEqual([third, second])

    stage.house.setToday('2026-09-09')
    await stage.closeAndTally(roundId)
    // Once counted there is nothing left for them to do.
    await leave([second, third])
    expect(await refused(roundId, [first, secretary])).toBe('workflow.wrongState')
    await back([...old, first, second, third])
  })

  test('closed by the night, and without a 书记: 党办 names them, who are asked to count', async () => {
    const roundId = await newRound()
    const old = (await stage.round(roundId)).scrutineerIds
    await leave(old)
    stage.house.setToday('2026-09-09')
    await closeDueVotings(stage.keys, stage.bundles)(stage.house.database, '2026-09-09' as never)
    expect((await stage.round(roundId)).state).toBe('CLOSED')
    expect(await owed(roundId)).toEqual(['renameScrutineers', [secretary], []])
    // 党办 may, though it is the 书记's to do.
    expect((await stage.call('round.read', office, { roundId })).allowed).toContain('renameScrutineers')
    await endPost('2026-09-08')
    const [event, owners, vacant] = (await owed(roundId)) ?? []
    expect([event, vacant]).toEqual(['renameScrutineers', []])
    expect(owners).toContain(office)
    expect(owners).not.toContain(secretary)
    expect(await titles(office, roundId)).toHaveLength(1)
    const found = [...(await stage.house.as(null, findVacancies)).values()]
    expect(found.filter(({ recordId, role }) => recordId === roundId || role === 'SCRUTINEER')).toEqual([])
    const [first = '', second = ''] = (await candidates(roundId, office)).filter((personId) => personId !== secretary)
    // He is rated in this round, whoever holds the post now.
    const { secretaryId } = await stage.round(roundId)
    if (secretaryId) expect(await candidates(roundId, office)).not.toContain(secretaryId)
    await rename(roundId, [first, second], office)
    const cards = await manager.findBy(OutboxMessage, { kind: 'tallyDue' })
    expect(
      cards
        .filter(({ dedupeKey }) => dedupeKey.includes(roundId))
        .map(({ personId }) => personId)
        .sort(),
    ).toEqual([first, second].sort())
    await endPost(null)
    expect(await owed(roundId)).toEqual(['tally', [first, second].sort(), []])
    const { revision } = await stage.round(roundId)
    await stage.call('round.tally', first, { roundId, revision })
    await back(old)
  })
})
