import { type EntityManager, IsNull, Not } from 'typeorm'
import {
  AuditEntry,
  Ballot,
  EvaluationRound,
  OutboxMessage,
  RoundAssignment,
  type RoundSubject,
  StrippedEnvelope,
} from '../../../entities'
import { roundFlow } from '../../../server/features/evaluation'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { myTasks } from '../../../server/features/tasks/readMine'
import { allOwed } from '../../../server/features/workflow'
import { describeByTurn } from '../../support/perDatabase'
import { office, openStage, type Stage } from './evaluationStage'

/** Rules §4.6.9: a round whose box can no longer be opened, or must not be, is declared void and held again. */
describeByTurn('a round that is declared void', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  let roundId: string
  let again: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    secretary = (await stage.officers('digital')).secretary
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
    await stage.startVote(roundId, '2026-09-08')
    await stage.everybodyVotes(roundId)
    stage.house.setToday('2026-09-09')
    const [first = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.close', first, await at(roundId))
    await stage.call('round.strip', first, { ...(await at(roundId)), ...(await stage.give(roundId, 1)) })
  })
  afterAll(() => stage.close())

  const at = async (id: string) => ({ roundId: id, revision: (await stage.round(id)).revision })
  const owed = async (id: string) => {
    const all = await stage.house.as(null, (work) => allOwed(work, [roundFlow]))
    const found = all.find(({ recordId }) => recordId === id)
    return found && [found.event, [...found.owners].sort()]
  }
  const ask = async () => ({
    ...(await at(roundId)),
    cause: 'CODES_LOST' as const,
    reason: '第二名监票人的码条丢了',
  })
  const decide = async (agree: boolean) => ({ ...(await at(roundId)), agree, reason: '已核实，同意支部的意见' })
  const cards = async (kind: string) =>
    (await manager.findBy(OutboxMessage, { kind })).filter(({ dedupeKey }) => dedupeKey.includes(roundId))

  it('is asked for by its branch with a cause and a reason, and waits for 党办', async () => {
    expect(await stage.refusal('round.decideVoid', office, await decide(true))).toBe('round.voidNotAsked')
    const scrutineer = (await stage.round(roundId)).scrutineerIds[1] ?? ''
    expect(await stage.refusal('round.askVoid', office, await ask())).toBe('permission.denied')
    expect(await stage.refusal('round.askVoid', secretary, { ...(await ask()), reason: '丢' })).toBe(
      'round.reasonShort',
    )
    await stage.call('round.askVoid', secretary, await ask())
    const [event, owners] = (await owed(roundId)) ?? []
    expect([event, (owners as string[]).includes(office)]).toEqual(['void', true])
    expect((await cards('voidAsked')).map(({ personId }) => personId)).toContain(office)
    const tasks = (await stage.house.as(office, myTasks)).tasks.filter(({ path }) => path.includes(roundId))
    expect(tasks.map(({ detail }) => detail)).toEqual([expect.stringContaining('作废重投')])
    expect((await stage.call('round.read', office, { roundId })).allowed).toEqual(['void', 'keepRound'])
    // Meanwhile nothing else is done to it.
    const given = { ...(await at(roundId)), ...(await stage.give(roundId, 2)) }
    expect(await stage.refusal('round.tally', scrutineer, given)).toBe('round.voidAsked')
    expect(await stage.refusal('round.askVoid', secretary, await ask())).toBe('round.voidAsked')
    expect(await stage.refusal('round.decideVoid', secretary, await decide(true))).toBe('permission.denied')
  })

  it('goes on where 党办 does not agree, and can be asked for again', async () => {
    expect(await stage.call('round.decideVoid', office, await decide(false))).toEqual({ again: null })
    const { state, voiding, scrutineerIds } = await stage.round(roundId)
    expect([state, voiding]).toEqual(['STRIPPED', null])
    expect(await owed(roundId)).toEqual(['tally', [scrutineerIds[1]]])
    expect((await cards('roundKept')).map(({ personId }) => personId)).toEqual([secretary])
    await stage.call('round.askVoid', secretary, await ask())
  })

  it('is followed by another over the same list with new locks, and its ballots are gone with their key', async () => {
    const before = await stage.subjects(roundId)
    const roll = await manager.findBy(RoundAssignment, { roundId })
    const answer = await stage.call('round.decideVoid', office, await decide(true))
    again = answer.again ?? ''
    expect(await stage.round(roundId)).toMatchObject({ state: 'VOIDED', voiding: { cause: 'CODES_LOST' } })
    expect(await stage.refusal('ballot.sheet', roll[0]?.voterId ?? '', { roundId })).toBe('ballot.roundVoided')
    // Nothing is put on the roll from here on; what lay there goes before its key does, in pieces.
    expect(await manager.countBy(RoundAssignment, { roundId, closed: false })).toBe(0)
    expect(stage.keys.rounds()).toContain(roundId)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(await manager.countBy(StrippedEnvelope, { roundId })).toBe(0)
    expect(await manager.countBy(Ballot, { roundId })).toBe(0)
    expect(await manager.countBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })).toBe(0)
    expect(stage.keys.rounds()).not.toContain(roundId)
    expect(stage.keys.rounds()).toContain(again)

    const next = await stage.round(again)
    expect(next).toMatchObject({
      state: 'ROSTER_FROZEN',
      attempt: 2,
      votingToDay: null,
      box: null,
      locks: { holders: [null, null], first: '', second: '' },
    })
    const subjects = await stage.subjects(again)
    const kept = ({ subjectKey, name, position, vetoDocument }: RoundSubject) => [
      subjectKey,
      name,
      position,
      vetoDocument,
    ]
    expect(subjects.map(kept)).toEqual(before.map(kept))
    const keyOf = new Map([...before, ...subjects].map((subject) => [subject.id, subject.subjectKey]))
    const rights = (rows: RoundAssignment[]) =>
      rows.map((row) => `${row.voterId} ${keyOf.get(row.subjectId)} ${row.raterGroup}`).sort()
    const newRoll = await manager.findBy(RoundAssignment, { roundId: again })
    expect(rights(newRoll)).toEqual(rights(roll))
    expect(newRoll.every(({ status, sheetRevision }) => status === 'ISSUED' && sheetRevision === 0)).toBe(true)
    expect(await owed(again)).toEqual(['setLock', [...next.scrutineerIds].sort()])
    expect(await owed(roundId)).toBeUndefined()
  })

  it('is told to everybody on the list with its cause, never with free words, and listed no more', async () => {
    const told = await cards('roundVoided')
    expect(told).toHaveLength((await stage.voters(roundId)).length - 1)
    for (const { card } of told) {
      expect(JSON.stringify(card)).toContain('监票码丢失')
      expect(JSON.stringify(card)).not.toContain('码条丢了')
    }
    const { rounds } = await stage.call('evaluation.rounds', office, {})
    const own = rounds.filter(({ branchName }) => branchName === '信息支部')
    expect(own.map(({ roundId: id }) => id)).toEqual([again])
    const lines = await manager.findBy(AuditEntry, { subjectId: roundId, action: 'round.void' })
    expect(lines.map(({ reason }) => reason)).toEqual(['已核实，同意支部的意见'])
  })

  it('leaves the new one to go its whole way', async () => {
    await stage.startVote(again, '2026-09-16')
    await stage.everybodyVotes(again)
    stage.house.setToday('2026-09-17')
    await stage.closeAndTally(again)
    expect((await stage.round(again)).state).toBe('TALLIED')
    const rounds = await manager.findBy(EvaluationRound, { branchId: (await stage.round(again)).branchId })
    expect(rounds.map(({ state }) => state).sort()).toEqual(['TALLIED', 'VOIDED'])
  })
})
