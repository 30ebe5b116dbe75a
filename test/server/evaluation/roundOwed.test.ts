import type { EntityManager } from 'typeorm'
import type { Card } from '../../../bot/port'
import { OutboxMessage, Person, RoleGrant } from '../../../entities'
import type { Work } from '../../../server/database/work'
import { roundFlow } from '../../../server/features/evaluation'
import { myTasks } from '../../../server/features/tasks/readMine'
import { allOwed, duesOf, pressesOf } from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { meeting, office, openStage, type Stage } from './evaluationStage'
import { type GoldenSubject, goldenRound } from './goldenRound'

const superior = persona('hqCommittee').personId

/** M10, M12, P1: a round waits for somebody who can take its step, and what can no longer be done is owed by nobody. */
describeByTurn('who owes a round', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  let committee: string[]
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    const held = await stage.officers('digital')
    secretary = held.secretary
    committee = held.committee
  })
  afterAll(() => stage.close())
  beforeEach(() => stage.house.setToday('2026-09-01'))

  const owed = async (roundId: string) => {
    const all = await stage.house.as(null, (work) => allOwed(work, [roundFlow]))
    const found = all.find(({ recordId }) => recordId === roundId)
    return found && [found.event, [...found.owners].sort(), found.vacant]
  }
  const dues = (personId: string, roundId: string) =>
    stage.house.as(personId, async (work) =>
      (await duesOf(work, roundFlow)).flatMap(({ recordId, event }) => (recordId === roundId ? [event] : [])),
    )
  const tasks = async (personId: string, roundId: string) =>
    (await stage.house.as(personId, myTasks)).tasks.filter(({ path }) => path.includes(roundId))
  const subject = (extra: Partial<GoldenSubject> = {}): GoldenSubject => ({
    kind: 'MEMBER',
    issued: { SELF: 1, PEER: 5, MASSES: 5, ORG: 1 },
    ballots: { SELF: ['BBBBB'], PEER: Array(4).fill('BBBBB'), MASSES: Array(5).fill('BBBBB'), ORG: ['BBBBB'] },
    ...extra,
  })
  const revisionOf = async (roundId: string) => (await stage.round(roundId)).revision

  test('while the vote runs it is nobody’s; its last day over, the sheets of meetings come before the tally', async () => {
    const whole = subject()
    const roundId = await goldenRound(stage, [{ ...whole, ballots: { ...whole.ballots, ORG: [] } }])
    const { scrutineerIds } = await stage.round(roundId)
    const roll = await stage.voters(roundId)
    expect(await owed(roundId)).toBeUndefined()
    const waiting = roll.filter((voter) => voter !== secretary && !committee.includes(voter))
    const open = []
    for (const voter of waiting) if ((await tasks(voter, roundId)).length) open.push(voter)
    expect(open).toHaveLength(1)

    stage.house.setToday('2026-09-09')
    // The ballot of yesterday can no longer be cast: no task is left of it (M12).
    for (const voter of open) expect(await tasks(voter, roundId)).toEqual([])
    expect(await owed(roundId)).toEqual(['enterSheets', [secretary], []])
    expect([await dues(secretary, roundId), await dues(scrutineerIds[0] ?? '', roundId)]).toEqual([['enterSheets'], []])
    expect(await tasks(secretary, roundId)).toMatchObject([
      { path: `/ballot/${roundId}`, detail: '还缺1份组织评定，请先录入再截止投票。下一步：录入集体评定' },
    ])
    const { face } = await stage.call('round.read', secretary, { roundId })
    expect(face.turn).toMatchObject({ title: '录入集体评定', people: [{ name: expect.any(String) }] })

    // Whoever was asked at the freeze is 书记 no longer: the others of the committee, or 机关党委, enter it.
    const post = { role: 'BRANCH_SECRETARY' as const, personId: secretary }
    await manager.update(RoleGrant, post, { toDay: '2026-09-08' })
    const [event, owners] = (await owed(roundId)) ?? []
    expect(event).toBe('enterSheets')
    expect(owners).toEqual(expect.arrayContaining([superior]))
    expect(owners).not.toContain(secretary)
    await manager.update(RoleGrant, post, { toDay: null })

    await stage.castAll(roundId, secretary)
    expect(await owed(roundId)).toEqual(['close', [...scrutineerIds].sort(), []])
    for (const id of scrutineerIds) await manager.update(Person, { id }, { dutyStatus: 'LEFT' })
    expect(await owed(roundId)).toEqual(['renameScrutineers', [secretary], []])
    for (const id of scrutineerIds) await manager.update(Person, { id }, { dutyStatus: 'ON_DUTY' })
    await stage.closeAndTally(roundId)
    expect(await owed(roundId)).toEqual(['openReview', [secretary, ...committee].sort(), []])
    // One confirms no grade of his own: not the last thing that is left.
    expect(await dues(superior, roundId)).toEqual([])
  })

  test('the 书记’s own grade is the others’; where nobody else sits in the committee, 机关党委’s', async () => {
    const roundId = await goldenRound(stage, [subject({ personId: secretary }), subject()])
    stage.house.setToday('2026-09-09')
    await stage.closeAndTally(roundId)
    const [, other] = await stage.subjects(roundId)
    const decisions = [{ subjectId: other?.id ?? '', grade: 'QUALIFIED', reason: '支委会集体研究决定' }]
    const revision = await revisionOf(roundId)
    await stage.call('round.confirm', secretary, { roundId, meeting: meeting('2026-09-09'), decisions, revision })
    expect(await owed(roundId)).toEqual(['confirmGrades', [...committee].sort(), []])
    expect(await dues(secretary, roundId)).toEqual([])
    const ours = (await manager.findBy(RoleGrant, { role: 'BRANCH_COMMITTEE' })).filter(({ personId }) =>
      committee.includes(personId),
    )
    for (const { id } of ours) await manager.update(RoleGrant, { id }, { toDay: '2026-09-08' })
    const superiors = await manager.findBy(RoleGrant, { role: 'HQ_COMMITTEE' })
    expect(await owed(roundId)).toEqual(['confirmGrades', superiors.map(({ personId }) => personId).sort(), []])
    expect(await dues(superior, roundId)).toEqual(['confirmGrades'])
    for (const { id } of ours) await manager.update(RoleGrant, { id }, { toDay: null })
    await stage.confirmAll(roundId, '2026-09-09')
    expect(await owed(roundId)).toEqual(['submitTable1', [secretary], []])
  })

  test('表1 is decided in the card, and given back it is the 书记’s again', async () => {
    const roundId = await goldenRound(stage, [subject()])
    stage.house.setToday('2026-09-09')
    await stage.closeAndTally(roundId)
    await stage.confirmAll(roundId, '2026-09-09')
    const report = async () => {
      const revision = await revisionOf(roundId)
      await stage.call('round.report', secretary, { roundId, revision })
    }
    const press = async (label: string, personId: string, values: Record<string, string> = {}) => {
      const cards = await manager.findBy(OutboxMessage, { kind: 'reportWaiting', personId: office })
      const revision = String(await revisionOf(roundId))
      const card = cards.find(({ dedupeKey }) => dedupeKey.includes(`${roundId}:${revision}`))?.card as Card
      const choice = card.answers?.choices.find((each) => each.label === label)
      const [verb = '', argument = ''] = (choice?.action ?? '').split(/:(.*)/)
      return stage.house.as(personId, async (work: Work) =>
        pressesOf([roundFlow])[verb]?.(work, { values } as never, argument),
      )
    }
    await report()
    expect((await owed(roundId))?.[0]).toBe('accept')
    await expect(press('退回', office)).rejects.toMatchObject({ code: 'card.wordsMissing' })
    await expect(press('受理', secretary)).rejects.toMatchObject({ code: 'permission.denied' })
    await press('退回', office, { comment: '请核对会议记录' })
    expect(await stage.round(roundId)).toMatchObject({ state: 'RETURNED', returnReason: '请核对会议记录' })
    expect(await owed(roundId)).toEqual(['submitTable1', [secretary], []])
    await report()
    expect((await press('受理', office))?.card).toMatchObject({ title: '表1已受理' })
    expect(await owed(roundId)).toBeUndefined()
  })
})
