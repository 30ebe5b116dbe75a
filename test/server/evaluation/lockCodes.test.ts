import { randomBytes } from 'node:crypto'
import { type EntityManager, In, IsNull, Not } from 'typeorm'
import {
  AuditEntry,
  Ballot,
  EvaluationRound,
  OutboxMessage,
  Person,
  RoundAssignment,
  StrippedEnvelope,
  SubjectResult,
} from '../../../entities'
import { publicLockOf, sealCode } from '../../../miniapp/sealing/lock'
import { addDays, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { roundFlow } from '../../../server/features/evaluation'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { allOwed } from '../../../server/features/workflow'
import { deriveLock } from '../../../server/sealing/hpke'
import { drawCode } from '../../../server/sealing/locks'
import { describeByTurn } from '../../support/perDatabase'
import { openStage, type Stage } from './evaluationStage'

/** Rules §4.6.6, §4.6.7: the two locks of a round are the 监票码 of its two 监票人. */
describeByTurn('the two codes of a round', (db) => {
  let stage: Stage
  let manager: EntityManager
  let secretary: string
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    secretary = (await stage.officers('digital')).secretary
  })
  afterAll(() => stage.close())

  let year = 2025
  /** A round of its own for each: one a half-year. */
  const frozen = async (): Promise<string> => {
    year += 1
    stage.house.setToday(`${year}-09-01`)
    const { id } = await stage.open('digital', `${year}H2`)
    await stage.freeze(id)
    return id
  }
  const scrutineers = async (roundId: string): Promise<[string, string]> => {
    const [first = '', second = ''] = (await stage.round(roundId)).scrutineerIds
    return [first, second]
  }
  const at = async (roundId: string) => ({ roundId, revision: (await stage.round(roundId)).revision })
  const lockOf = async (roundId: string, place: 1 | 2) => publicLockOf(drawCode(), roundId, place)
  const owed = async (roundId: string) => {
    const all = await stage.house.as(null, (work) => allOwed(work, [roundFlow]))
    const found = all.find(({ recordId }) => recordId === roundId)
    return found && [found.event, [...found.owners].sort()]
  }
  const cards = async (kind: string, roundId: string) =>
    (await manager.findBy(OutboxMessage, { kind }))
      .filter(({ dedupeKey }) => dedupeKey.includes(roundId))
      .map(({ personId }) => personId)
      .sort()
  const read = (roundId: string, personId: string) => stage.call('round.read', personId, { roundId })
  const open = async (roundId: string) => {
    const { earliestVotingEnd } = await read(roundId, secretary)
    await stage.startVote(roundId, earliestVotingEnd)
    return earliestVotingEnd
  }
  /** Frozen, both codes set, everybody has voted, and the vote is closed. */
  const closed = async (spoil?: (roundId: string) => Promise<unknown>): Promise<string> => {
    const roundId = await frozen()
    await stage.setCodes(roundId)
    const last = await open(roundId)
    await stage.everybodyVotes(roundId)
    await spoil?.(roundId)
    stage.house.setToday(addDays(toCalendarDay(last), 1))
    const [first] = await scrutineers(roundId)
    await stage.call('round.close', first, await at(roundId))
    return roundId
  }
  const strip = async (roundId: string, code?: string) => {
    const [first] = await scrutineers(roundId)
    return stage.call('round.strip', first, { ...(await at(roundId)), ...(await stage.give(roundId, 1, code)) })
  }
  const tally = async (roundId: string, code?: string) => {
    const [, second] = await scrutineers(roundId)
    return stage.call('round.tally', second, { ...(await at(roundId)), ...(await stage.give(roundId, 2, code)) })
  }
  const codeOf = (doing: Promise<unknown>): Promise<string> =>
    doing.then(
      () => 'nothing refused it',
      (fault: { code?: string }) => fault.code ?? Promise.reject(fault),
    )

  it('are set on the phones of both, each at his place, and the vote waits for them', async () => {
    const roundId = await frozen()
    const [first, second] = await scrutineers(roundId)
    await stage.call('round.setLock', second, { roundId, publicKey: await lockOf(roundId, 2) })
    expect(await owed(roundId)).toEqual(['setLock', [first]])
    const day = { votingToDay: (await read(roundId, secretary)).earliestVotingEnd }
    expect(await stage.refusal('round.openVoting', secretary, { ...(await at(roundId)), ...day })).toBe(
      'round.locksMissing',
    )
    expect((await read(roundId, first)).locks).toMatchObject({ coded: true, fingerprint: null, place: 1 })
    const { fingerprint } = await stage.call('round.setLock', first, {
      roundId,
      publicKey: await lockOf(roundId, 1),
    })
    expect(fingerprint).toMatch(/^\d{8}$/)
    expect(await owed(roundId)).toEqual(['openVoting', [secretary]])
    expect(await cards('locksStand', roundId)).toEqual([secretary])
    expect((await read(roundId, secretary)).locks).toMatchObject({
      fingerprint,
      place: null,
      holders: [{ set: true }, { set: true }],
    })
    await open(roundId)
    expect((await stage.call('ballot.sheet', first, { roundId })).locks?.fingerprint).toBe(fingerprint)
  })

  it('are set anew only where that is said, and never once the vote is open; nobody sets another one’s', async () => {
    const roundId = await frozen()
    const [first, second] = await scrutineers(roundId)
    const publicKey = await lockOf(roundId, 1)
    const set = (personId: string, key: string, again = false) =>
      stage.refusal('round.setLock', personId, { roundId, publicKey: key, again })
    expect(await set(secretary, publicKey)).toBe('permission.denied')
    expect(await set(first, randomBytes(65).toString('base64'))).toBe('round.lockUnreadable')
    await stage.call('round.setLock', first, { roundId, publicKey })
    // Sent once more on a bad network.
    await stage.call('round.setLock', first, { roundId, publicKey })
    expect(await set(first, await lockOf(roundId, 1))).toBe('round.lockSet')
    // The same lock twice would open both envelopes with one code.
    expect(await set(second, publicKey)).toBe('round.lockUnreadable')
    const other = await lockOf(roundId, 1)
    await stage.call('round.setLock', first, { roundId, publicKey: other, again: true })
    expect((await stage.round(roundId)).locks).toMatchObject({ first: other, holders: [first, null] })
    await stage.call('round.setLock', second, { roundId, publicKey: await lockOf(roundId, 2) })
    expect(await cards('locksStand', roundId)).toEqual([secretary])
    // A slip lost after both stood: the card of before ends with the step, and the 书记 is called again.
    const third = { roundId, publicKey: await lockOf(roundId, 1), again: true }
    await stage.call('round.setLock', first, third)
    expect(await cards('locksStand', roundId)).toEqual([secretary, secretary])
    await open(roundId)
    expect(await set(first, await lockOf(roundId, 1), true)).toBe('workflow.wrongState')
  })

  it('of somebody who has left are set by whoever follows him, at his place', async () => {
    const roundId = await frozen()
    await stage.setCodes(roundId)
    const [first, second] = await scrutineers(roundId)
    await manager.update(Person, { id: first }, { dutyStatus: 'LEFT' })
    const [successor = ''] = (await read(roundId, secretary)).committeeCandidates.map(({ personId }) => personId)
    const named = { ...(await at(roundId)), scrutineerIds: [successor] }
    await stage.call('round.renameScrutineers', secretary, named)
    const { scrutineerIds, locks } = await stage.round(roundId)
    expect([scrutineerIds, locks?.holders, locks?.first]).toEqual([[successor, second], [null, second], ''])
    expect(await owed(roundId)).toEqual(['setLock', [successor]])
    expect(await cards('lockDue', roundId)).toContain(successor)
    await manager.update(Person, { id: first }, { dutyStatus: 'ON_DUTY' })
  })

  it('open the box in two steps, whoever comes first, and are nowhere in the house', async () => {
    const roundId = await closed()
    const [first, second] = await scrutineers(roundId)
    const { locks, box } = await stage.round(roundId)
    expect(await owed(roundId)).toEqual(['strip', [first]])
    // Neither in the wrong order, nor by the other one, nor with the other one's code.
    expect(await codeOf(tally(roundId))).toBe('round.notStripped')
    const given = { ...(await at(roundId)), ...(await stage.give(roundId, 2)) }
    expect(await stage.refusal('round.strip', second, given)).toBe('round.notYourLock')
    expect(await codeOf(strip(roundId, stage.codes.get(roundId)?.[1]))).toBe('round.codeWrong')
    expect(await codeOf(strip(roundId, drawCode()))).toBe('round.codeWrong')
    expect(await manager.countBy(StrippedEnvelope, { roundId })).toBe(0)

    await strip(roundId)
    const stripped = (await stage.round(roundId)).box?.stripped
    expect(stripped).toMatchObject({ passed: box?.envelopes, refused: [], copied: [], fell: 0, asksWords: false })
    expect(await owed(roundId)).toEqual(['tally', [second]])
    expect(await cards('tallyDue', roundId)).toContain(second)
    const between = await manager.find(StrippedEnvelope, { where: { roundId }, order: { id: 'ASC' } })
    const bytes = between.map(({ inner }) => Buffer.from(inner, 'base64'))
    // In the order of their bytes, whoever came first.
    expect(bytes).toEqual([...bytes].sort(Buffer.compare))
    expect(await codeOf(strip(roundId))).toBe('workflow.wrongState')
    expect(await codeOf(tally(roundId, drawCode()))).toBe('round.codeWrong')
    expect(await manager.countBy(Ballot, { roundId })).toBe(0)

    await tally(roundId)
    expect(await manager.countBy(Ballot, { roundId })).toBeGreaterThan(100)
    expect(await manager.countBy(SubjectResult, { roundId })).toBeGreaterThan(10)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(await manager.countBy(StrippedEnvelope, { roundId })).toBe(0)
    expect(await manager.countBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })).toBe(0)
    expect(stage.keys.rounds()).not.toContain(roundId)

    const everything = JSON.stringify([
      await manager.find(EvaluationRound),
      await manager.find(AuditEntry),
      await manager.find(OutboxMessage),
    ])
    for (const code of stage.codes.get(roundId) ?? []) expect(everything).not.toContain(code)
    expect(locks?.holders).toEqual([first, second])
    expect(stage.keys.read(roundId)).toBeNull()
  })

  it('are torn up after the count, and each 监票人 says so of his own: at one instant, twice, while the branch goes on', async () => {
    const roundId = await closed()
    const [first, second] = await scrutineers(roundId)
    const slips = async (personId: string) => (await read(roundId, personId)).slips
    expect(await slips(first)).toBeNull()
    expect(await stage.refusal('round.tearSlip', first, { roundId })).toBe('round.slipNeeded')
    await strip(roundId)
    await tally(roundId)
    expect([await slips(first), await slips(secretary)]).toEqual([
      { torn: [], due: true },
      { torn: [], due: false },
    ])
    expect(await stage.refusal('round.tearSlip', secretary, { roundId })).toBe('permission.denied')
    const { revision } = await at(roundId)
    const tear = (personId: string) => stage.call('round.tearSlip', personId, { roundId })
    await Promise.all([tear(first), tear(second)])
    await tear(first)
    expect((await slips(secretary))?.torn).toHaveLength(2)
    expect([(await slips(first))?.due, (await at(roundId)).revision]).toEqual([false, revision])
    expect(await manager.countBy(AuditEntry, { action: 'round.tearSlip', subjectId: roundId })).toBe(2)
    // Not sent yet and not needed any more.
    const told = await manager.findBy(OutboxMessage, { kind: 'roundCounted' })
    expect(told.filter(({ dedupeKey }) => dedupeKey.includes(roundId)).map(({ state }) => state)).toEqual([
      'CANCELLED',
      'CANCELLED',
    ])
  })

  it('are given for the one list that the phone was shown, to the one process that asked', async () => {
    const roundId = await closed()
    const [first] = await scrutineers(roundId)
    const given = await stage.give(roundId, 1)
    const now = await at(roundId)
    const other = { ...now, ...given, listHash: '0'.repeat(64) }
    expect(await stage.refusal('round.strip', first, other)).toBe('round.listDiffers')
    const foreign = deriveLock(randomBytes(32)).publicKey.toString('base64')
    const about = { roundId, place: 1 as const, personId: first, listHash: given.listHash }
    const elsewhere = await sealCode(foreign, about, stage.codes.get(roundId)?.[0] ?? '')
    const sent = { ...now, sealedCode: elsewhere, listHash: given.listHash }
    expect(await stage.refusal('round.strip', first, sent)).toBe('round.doorChanged')
    expect(await stage.refusal('round.tally', first, now)).toBe('round.notStripped')
  })

  it('go no further than what was refused until both have said why; a group that fell is never opened', async () => {
    let spoiled: RoundAssignment[] = []
    const roundId = await closed(async (id) => {
      const rows = await manager.findBy(RoundAssignment, { roundId: id, raterGroup: 'PEER' })
      const subjectId = rows[0]?.subjectId ?? ''
      const group = rows.filter((row) => row.subjectId === subjectId)
      // All but one of a group, by SQL: whoever confirms would read the last one.
      spoiled = group.slice(1)
      for (const { voterId } of spoiled)
        await manager.update(
          RoundAssignment,
          { roundId: id, voterId, subjectId, raterGroup: 'PEER' },
          { envelopeMark: '0'.repeat(64) },
        )
    })
    const [first, second] = await scrutineers(roundId)
    await strip(roundId)
    const stripped = (await stage.round(roundId)).box?.stripped
    expect(stripped).toMatchObject({ fell: 1, asksWords: true, closed: [{ raterGroup: 'PEER', passed: 1 }] })
    const names = await manager.findBy(Person, { id: In(spoiled.map(({ voterId }) => voterId)) })
    const shown = (await read(roundId, first)).box?.stripped
    expect([...(shown?.refused ?? [])].sort()).toEqual(names.map(({ name }) => name).sort())
    expect((await read(roundId, secretary)).box?.stripped?.refused).toEqual([])
    expect(await owed(roundId)).toEqual(['confirmBox', [first, second].sort()])
    expect(await codeOf(tally(roundId))).toBe('round.boxUnconfirmed')
    const words = { reason: '已查明是数据库维护差错' }
    expect(await stage.refusal('round.confirmBox', first, { ...(await at(roundId)), reason: '好' })).toBe(
      'round.reasonShort',
    )
    await stage.call('round.confirmBox', first, { ...(await at(roundId)), ...words })
    expect(await owed(roundId)).toEqual(['confirmBox', [second]])
    expect(await codeOf(tally(roundId))).toBe('round.boxUnconfirmed')
    await stage.call('round.confirmBox', second, { ...(await at(roundId)), ...words })
    expect(await owed(roundId)).toEqual(['tally', [second]])
    await tally(roundId)
    const { subjectId = '' } = spoiled[0] ?? {}
    expect(await manager.countBy(Ballot, { roundId, subjectId, raterGroup: 'PEER' })).toBe(0)
    const result = await manager.findOneByOrFail(SubjectResult, { roundId, subjectId })
    const peers = (result.groups as { group: string; returned: number; mean: number | null }[]).find(
      ({ group }) => group === 'PEER',
    )
    expect(peers).toMatchObject({ returned: 1, mean: null })
  })

  it('do not open what was altered between both steps', async () => {
    const roundId = await closed()
    await strip(roundId)
    const [row] = await manager.findBy(StrippedEnvelope, { roundId })
    await manager.delete(StrippedEnvelope, { id: row?.id })
    expect(await codeOf(tally(roundId))).toBe('round.strippedChanged')
    await manager.insert(StrippedEnvelope, { ...(row as StrippedEnvelope) })
    const round = await stage.round(roundId)
    const eased = { ...round.box, stripped: { ...round.box?.stripped, closed: [], fell: 9 } }
    await manager.update(EvaluationRound, { id: roundId }, { box: eased as never })
    expect(await codeOf(tally(roundId))).toBe('round.strippedChanged')
    await manager.update(EvaluationRound, { id: roundId }, { box: round.box as never })
    await tally(roundId)
  })

  it('taken by two at the same instant open once', async () => {
    const roundId = await closed()
    const outcomes = await Promise.allSettled([strip(roundId), strip(roundId)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { box } = await stage.round(roundId)
    expect(await manager.countBy(StrippedEnvelope, { roundId })).toBe(box?.stripped?.passed)
  })
})
