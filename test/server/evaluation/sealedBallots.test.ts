import { randomBytes } from 'node:crypto'
import { type EntityManager, IsNull, Not } from 'typeorm'
import { AuditEntry, Ballot, EvaluationRound, RoundAssignment, SubjectResult } from '../../../entities'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { clearBox } from '../../../server/features/evaluation/clearBox'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { sealOuter } from '../../../server/sealing/envelopes'
import { rowMark, wrapEnvelope } from '../../../server/sealing/rollRows'
import { describeEachDatabase } from '../../support/perDatabase'
import { openStage, type Stage } from './evaluationStage'
import { goldenRound } from './goldenRound'

const rights = { SELF: 1, PEER: 6, MASSES: 9, ORG: 1 }
const answered = {
  SELF: ['AAAAA'],
  PEER: ['AABBA', 'BBBBB', 'ABCDU', 'AAAAA', 'CCCCC', 'DDDDD'],
  MASSES: Array(9).fill('BABAA') as string[],
  ORG: ['AAAAA'],
}

describeEachDatabase('ballots that lie sealed on the roll', (db) => {
  let stage: Stage
  let manager: EntityManager
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
  })
  afterAll(() => stage.close())
  afterEach(() => stage.house.setToday('2026-09-01'))

  const begin = () => goldenRound(stage, [{ kind: 'MEMBER', issued: rights, ballots: answered }])
  const first = async (roundId: string) => (await stage.round(roundId)).scrutineerIds[0] ?? ''
  const at = async (roundId: string) => ({ roundId, revision: (await stage.round(roundId)).revision })
  const close = async (roundId: string) => {
    stage.house.setToday('2026-09-09')
    await stage.call('round.close', await first(roundId), await at(roundId))
  }
  const tally = async (roundId: string, despite?: string) =>
    stage.call('round.tally', await first(roundId), { ...(await at(roundId)), ...(despite ? { despite } : {}) })
  const refusedTally = async (roundId: string) =>
    tally(roundId).then(
      () => Promise.reject(new Error('was counted')),
      (fault: { code: string; message: string }) => fault,
    )
  const peers = (roundId: string) =>
    manager.find(RoundAssignment, { where: { roundId, raterGroup: 'PEER' }, order: { voterId: 'ASC' } })
  const inBox = async (roundId: string) =>
    (await manager.findBy(Ballot, { roundId, raterGroup: 'PEER' })).map(({ answers }) => answers).sort()

  it('R51: are nowhere in clear before the count, and all there after it, nothing of an envelope left', async () => {
    const roundId = await begin()
    await close(roundId)
    const everything = async () =>
      JSON.stringify([
        await manager.find(EvaluationRound),
        await manager.findBy(RoundAssignment, { roundId }),
        await manager.findBy(Ballot, { roundId }),
        await stage.house.source.query('select * from audit_entry'),
        await stage.house.source.query('select * from outbox_message'),
      ])
    expect(await everything()).not.toMatch(/ABCDU|CCCCC|DDDDD/)
    expect((await stage.round(roundId)).box).toMatchObject({ envelopes: 17 })
    await tally(roundId)
    expect(await inBox(roundId)).toEqual([...answered.PEER].sort())
    await clearBox(stage.house.database, await stage.round(roundId))
    const left = { roundId, envelope: Not(IsNull()) }
    expect(await manager.countBy(RoundAssignment, left)).toBe(0)
    const ids = (await manager.find(Ballot, { where: { roundId }, order: { id: 'ASC' } })).map(
      ({ subjectId, raterGroup, answers }) => `${subjectId} ${raterGroup} ${answers}`,
    )
    // In the order of their content, whoever came first.
    expect(ids).toEqual([...ids].sort())
  })

  it('go for good with their keys once they were counted, and not before', async () => {
    const roundId = await begin()
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(stage.keys.rounds()).toContain(roundId)
    await close(roundId)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(stage.keys.rounds()).toContain(roundId)
    await tally(roundId)
    expect(await destroyKeys(stage.house.database, stage.keys, stage.bundles)).toBeGreaterThan(0)
    expect(stage.keys.rounds()).not.toContain(roundId)
    expect(stage.keys.read(roundId)).toBeNull()
  })

  it('are counted as the phone sealed them; what it sealed wrong is 无效, told and kept nowhere', async () => {
    const roundId = await begin()
    const [one, other] = await peers(roundId)
    const { locks } = await stage.round(roundId)
    const place = { roundId, subjectId: one?.subjectId ?? '', raterGroup: 'PEER' as const, revision: 2 }
    const envelope = async (answers: string, voterId = '') => {
      const sealed = await sealBallot(locks as NonNullable<typeof locks>, { ...place, voterId }, 'GRADE', answers)
      return { subjectId: place.subjectId, raterGroup: place.raterGroup, revision: 2, envelope: sealed ?? '' }
    }
    const cast = async (answers: string, voterId = '') =>
      stage.call('ballot.cast', voterId, { roundId, ballots: [await envelope(answers, voterId)] })
    await cast('BCBCB', one?.voterId)
    // Seven items where there are five: the house cannot look inside before the count.
    await cast('AAAAAAA', other?.voterId)
    await close(roundId)
    await tally(roundId)
    const found = await inBox(roundId)
    expect(found).toContain('BCBCB')
    expect(found).toHaveLength(5)
    expect((await stage.round(roundId)).box).toMatchObject({ envelopes: 17, invalid: 1 })
    const line = await manager.findOneByOrFail(AuditEntry, { action: 'round.tally', subjectId: roundId })
    expect(line.change).toMatchObject({ envelopes: 17, invalid: 1 })
    expect(JSON.stringify(line)).not.toContain('BCBCB')
  })

  it('are not counted once one was altered, moved or made without the house after the close', async () => {
    const roundId = await begin()
    const [one, two, three, four] = await peers(roundId)
    const set = (row: RoundAssignment | undefined, changes: Partial<RoundAssignment>) =>
      manager.update(RoundAssignment, { roundId, voterId: row?.voterId, raterGroup: 'PEER' }, changes)
    await close(roundId)
    const { box } = await stage.round(roundId)
    // By SQL: another's envelope in this place, a mark that is none, and a well sealed one without the house's key.
    await set(one, { envelope: two?.envelope ?? null, envelopeMark: two?.envelopeMark ?? null })
    await set(three, { envelopeMark: '0'.repeat(64) })
    const keys = stage.keys.read(roundId) as NonNullable<ReturnType<typeof stage.keys.read>>
    const place = {
      roundId,
      voterId: four?.voterId ?? '',
      subjectId: four?.subjectId ?? '',
      raterGroup: 'PEER' as const,
    }
    const outer = { ...place, revision: 1 }
    const locks = { first: keys.first.publicKey, second: keys.second.publicKey }
    const forged = wrapEnvelope(keys.wrap, outer, sealOuter(locks, outer, randomBytes(97)))
    await set(four, { envelope: forged, envelopeMark: rowMark(randomBytes(32), outer, forged) })
    expect(box).toMatchObject({ envelopes: 17 })
    expect(await refusedTally(roundId)).toMatchObject({ code: 'round.listChanged' })
    expect(await manager.countBy(SubjectResult, { roundId })).toBe(0)
    expect((await stage.round(roundId)).state).toBe('CLOSED')
  })

  it('are not closed over rows that the house did not write: whose they are is said, and counted is the rest', async () => {
    const roundId = await begin()
    const [one] = await peers(roundId)
    await manager.update(
      RoundAssignment,
      { roundId, voterId: one?.voterId, raterGroup: 'PEER' },
      { envelopeMark: '0'.repeat(64) },
    )
    await close(roundId)
    expect((await stage.round(roundId)).box).toMatchObject({ envelopes: 16 })
    const fault = await refusedTally(roundId)
    expect(fault.code).toBe('round.envelopesForeign')
    expect(fault.message).toMatch(/^.{2,4}的评价有1份不是本人这一次投出的/)
    await tally(roundId, '经核实为数据库维护差错，支委会同意不计')
    expect(await inBox(roundId)).toHaveLength(5)
    const line = await manager.findOneByOrFail(AuditEntry, { action: 'round.tally', subjectId: roundId })
    expect(line.change).toMatchObject({ envelopes: 16, despite: '经核实为数据库维护差错，支委会同意不计' })
  })

  it.each([
    ['a right added to the list', (roundId: string) => addRight(roundId)],
    ['another lock put in', (roundId: string) => changeLocks(roundId)],
  ])('are not closed after %s by SQL', async (_what, tamper) => {
    const roundId = await begin()
    await tamper(roundId)
    stage.house.setToday('2026-09-09')
    const code = await stage.refusal('round.close', await first(roundId), await at(roundId))
    expect(code).toBe('round.locksChanged')
  })

  const addRight = async (roundId: string) => {
    const [one] = await peers(roundId)
    await manager.insert(RoundAssignment, { ...(one as RoundAssignment), raterGroup: 'SUPERIOR', status: 'VOTED' })
  }
  const changeLocks = async (roundId: string) => {
    const { locks } = await stage.round(roundId)
    await manager.update(EvaluationRound, { id: roundId }, { locks: { ...locks, first: locks?.second } as never })
  }

  it('are taken where the keys are, and wait outside where they are not', async () => {
    const roundId = await begin()
    const [one] = await peers(roundId)
    stage.keys.destroy(roundId)
    const ballot = { subjectId: one?.subjectId ?? '', raterGroup: 'PEER' as const, answers: 'AAAAA', revision: 2 }
    const code = await stage.refusal('ballot.cast', one?.voterId ?? '', { roundId, ballots: [ballot] })
    expect(code).toBe('ballot.keysMissing')
  })
})
