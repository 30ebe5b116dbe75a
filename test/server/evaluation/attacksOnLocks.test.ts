import { randomBytes } from 'node:crypto'
import {
  Ballot,
  EvaluationCampaign,
  EvaluationRound,
  RoundAssignment,
  type RoundBox,
  type RoundLocks,
  SafePrint,
  StrippedEnvelope,
} from '../../../entities'
import { openCopy } from '../../../miniapp/sealing/lock'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { unpackAnswers } from '../../../server/domain/sealing/ballotBytes'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { keepBundle } from '../../../server/features/evaluation/keepBundle'
import { openLocks, rollHashOf, withLock } from '../../../server/features/evaluation/roundLocks'
import { innerOpener, outerOpener } from '../../../server/sealing/envelopes'
import { deriveLock } from '../../../server/sealing/hpke'
import { fingerprintOf, lockOf } from '../../../server/sealing/locks'
import { listHash, receiptOf, rowMark, unwrapEnvelope, wrapEnvelope } from '../../../server/sealing/rollRows'
import { takeBackup } from '../../support/databases/backup'
import { describeEachDatabase } from '../../support/perDatabase'
import { type CodedRound, codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'
import { putInSafe } from './killed/safes'

const letters = [...'ABCD']
const patternOf = (at: number): string =>
  Array.from({ length: 5 }, (_none, place) => letters[Math.floor(at / 4 ** place) % 4]).join('')

/**
 * Attacks 3, 4, 5, 6, 9 and 17 on the ballots of a round: what somebody does who writes into the database, with the defence on, where he reads
 * or adds nothing, and off, where he does.
 */
describeEachDatabase('attacks on lists and locks', (db) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(db.url)
  })
  afterAll(() => stage.close())
  afterEach(() => stage.house.setToday('2026-09-01'))

  const manager = () => stage.house.source.manager
  const at = async (roundId: string) => ({ roundId, revision: (await stage.round(roundId)).revision })
  const first = async (roundId: string) => (await stage.round(roundId)).scrutineerIds[0] ?? ''
  const begin = () => codedRound(stage, [{ kind: 'MEMBER', issued: { PEER: 8 } }])
  const placeOf = ({ roundId, voterId, subjectId, raterGroup }: RoundAssignment) => {
    return { roundId, voterId, subjectId, raterGroup, revision: 1 }
  }
  const cast = async ({ id: roundId, locks }: CodedRound, right: RoundAssignment, answers: string) => {
    const envelope = (await sealBallot(locks, placeOf(right), 'GRADE', answers)) ?? ''
    const { subjectId, raterGroup } = right
    await stage.call('ballot.cast', right.voterId, {
      roundId,
      ballots: [{ subjectId, raterGroup, revision: 1, envelope }],
    })
  }
  const castAll = async (round: CodedRound) => {
    for (const [place, right] of round.rights.entries()) await cast(round, right, patternOf(place))
  }
  const close = async (roundId: string) => {
    stage.house.setToday('2026-09-09')
    await stage.call('round.close', await first(roundId), await at(roundId))
  }
  const opened = async (roundId: string) =>
    (await manager().findBy(Ballot, { roundId })).map(({ answers }) => answers).sort()
  const strike = ({ roundId, voterId }: RoundAssignment) =>
    manager().update(
      RoundAssignment,
      { roundId, voterId },
      { status: 'STRUCK', envelope: null, envelopeMark: null, sheetRevision: 0 },
    )

  it('3: all but one spoiled by SQL, the last one is opened by nobody, whatever both confirm; without the gate it is read', async () => {
    const round = await begin()
    await castAll(round)
    const [victim, ...others] = round.rights as [RoundAssignment, ...RoundAssignment[]]
    const { subjectId, raterGroup } = victim
    for (const { voterId } of others)
      await manager().update(RoundAssignment, { roundId: round.id, voterId }, { envelopeMark: '0'.repeat(64) })
    await close(round.id)
    const [one = '', two = ''] = (await stage.round(round.id)).scrutineerIds
    await stage.call('round.strip', one, { ...(await at(round.id)), ...(await stage.give(round.id, 1)) })
    for (const personId of [one, two])
      await stage.call('round.confirmBox', personId, { ...(await at(round.id)), reason: '已查明是数据库维护差错' })
    // Off: whoever opens what lies there, and does not ask how many there are.
    const [last, ...more] = await manager().findBy(StrippedEnvelope, { roundId: round.id, subjectId, raterGroup })
    const opens = innerOpener(await lockOf(stage.codes.get(round.id)?.[1] ?? '', round.id, 2))
    const bytes = opens({ roundId: round.id, subjectId, raterGroup }, Buffer.from(last?.inner ?? '', 'base64'))
    expect([more, bytes && unpackAnswers('GRADE', 5, bytes)]).toEqual([[], patternOf(0)])
    // On: the count opens no group that small.
    await stage.call('round.tally', two, { ...(await at(round.id)), ...(await stage.give(round.id, 2)) })
    expect(await opened(round.id)).toEqual([])
    expect((await stage.round(round.id)).state).toBe('TALLIED')
  })

  it('4: the difference of two openings reads a ballot; the list each phone has seen, and the bundle, allow one opening', async () => {
    const round = await begin()
    await castAll(round)
    const victim = round.rights[3] as RoundAssignment
    const back = await takeBackup(stage.house.source)
    await close(round.id)
    const seen = await stage.give(round.id, 1)
    await stage.tally(round.id)
    const all = await opened(round.id)
    // Off: everything is put back by SQL, one voter struck, and both 监票人 give their codes once more.
    await back()
    await strike(victim)
    await close(round.id)
    // On: a code is for the list that was seen, and no other one.
    const refused = await stage.refusal('round.strip', await first(round.id), { ...(await at(round.id)), ...seen })
    expect(refused).toBe('round.listDiffers')
    await stage.tally(round.id)
    const fewer = await opened(round.id)
    const difference = all.filter((answers) => !fewer.includes(answers))
    expect(difference).toEqual([patternOf(3)])
    // On: once counted, the bundle stands, outside the database.
    await keepBundle(stage.house.database, stage.bundles, round.id)
    await back()
    stage.house.setToday('2026-09-09')
    expect(await stage.refusal('round.close', await first(round.id), await at(round.id))).toBe('round.countKept')
  })

  it('5: list and rows changed together are not seen by the house, but by every code that was given for the list before', async () => {
    const round = await begin()
    await castAll(round)
    await close(round.id)
    const before = (await stage.round(round.id)).box as RoundBox
    const seen = await stage.give(round.id, 1)
    const wrap = stage.keys.wrapOf(round.id)
    const victim = round.rights[0] as RoundAssignment
    await manager().update(
      RoundAssignment,
      { roundId: round.id, voterId: victim.voterId },
      { envelope: null, envelopeMark: null, sheetRevision: 0, status: 'LAPSED' },
    )
    const rows = await manager().findBy(RoundAssignment, { roundId: round.id, status: 'VOTED' })
    const receipts = rows.map((row) =>
      receiptOf((wrap && unwrapEnvelope(wrap, placeOf(row), row.envelope ?? '')) ?? Buffer.alloc(0)),
    )
    const box = { envelopes: rows.length, listHash: listHash(receipts) }
    await manager().update(EvaluationRound, { id: round.id }, { box: box as never })
    // On: the hash that phones and cards have is another one.
    expect(box.listHash).not.toBe(before.listHash)
    const given = { ...(await at(round.id)), ...seen }
    expect(await stage.refusal('round.strip', await first(round.id), given)).toBe('round.listDiffers')
    // Off: whoever believes the house gives his code for what it shows now.
    await stage.call('round.strip', await first(round.id), {
      ...(await at(round.id)),
      ...(await stage.give(round.id, 1)),
    })
    expect((await stage.round(round.id)).box?.stripped?.passed).toBe(rows.length)
  })

  /** Locks of the thief's own in the place of those of the 监票人. */
  const thieves = () => [deriveLock(randomBytes(32)), deriveLock(randomBytes(32))] as const
  const putIn = async (round: CodedRound, locks: RoundLocks) => {
    await manager().update(EvaluationRound, { id: round.id }, { locks: locks as never })
    return { ...round, locks }
  }

  it('6: public keys replaced by SQL read everything with the names; a phone gets none that the house has not marked', async () => {
    const round = await begin()
    const [one, two] = thieves()
    const own = { first: one.publicKey.toString('base64'), second: two.publicKey.toString('base64') }
    const forged = { ...round.locks, ...own, fingerprint: fingerprintOf(one.publicKey, two.publicKey) }
    const replaced = await putIn(round, forged)
    // On: no phone seals to them, and nobody closes over them.
    const [voter] = round.rights as [RoundAssignment]
    expect(await stage.refusal('ballot.sheet', voter.voterId, { roundId: round.id })).toBe('ballot.locksChanged')
    // Off: a house that hands out whatever stands there.
    await castAll(replaced)
    const wrap = stage.keys.wrapOf(round.id)
    const [outerOf, innerOf] = [outerOpener(one), innerOpener(two)]
    const rows = await manager().findBy(RoundAssignment, { roundId: round.id })
    const read = rows.filter((row) => {
      const outer = wrap && unwrapEnvelope(wrap, placeOf(row), row.envelope ?? '')
      const inner = outer && outerOf(placeOf(row), outer)
      const bytes = inner && innerOf(placeOf(row), inner)
      const place = round.rights.findIndex(({ voterId }) => voterId === row.voterId)
      return bytes && unpackAnswers('GRADE', 5, bytes) === patternOf(place)
    })
    expect(read).toHaveLength(8)
    stage.house.setToday('2026-09-09')
    expect(await stage.refusal('round.close', await first(round.id), await at(round.id))).toBe('round.locksChanged')
    // With the key of the house, too, eight digits on slips and pages are others: that is what people compare.
    expect(forged.fingerprint).not.toBe(round.locks.fingerprint)
  })

  it('9: a row added for a stranger, sealed and marked with the key of the house, is not on the frozen list', async () => {
    const round = await begin()
    await castAll(round)
    const [voter] = round.rights as [RoundAssignment]
    const stranger = { ...voter, raterGroup: 'MASSES' as const, sheetRevision: 1, status: 'VOTED' as const }
    const place = placeOf(stranger)
    const outer = Buffer.from((await sealBallot(round.locks, place, 'GRADE', 'DDDDD')) ?? '', 'base64url')
    const wrap = stage.keys.wrapOf(round.id)
    const envelope = wrap ? wrapEnvelope(wrap, place, outer) : ''
    const envelopeMark = rowMark(stage.keys.house(), place, envelope)
    await manager().insert(RoundAssignment, { ...stranger, envelope, envelopeMark, closed: false })
    stage.house.setToday('2026-09-09')
    // On: the list was fixed by its hash at the freeze.
    expect(await stage.refusal('round.close', await first(round.id), await at(round.id))).toBe('round.locksChanged')
    // Off: that hash made anew with the stolen key as well.
    const rollHash = rollHashOf(await manager().findBy(RoundAssignment, { roundId: round.id }))
    await putIn(round, markedAnew(round, { ...round.locks, rollHash }))
    await close(round.id)
    expect((await stage.round(round.id)).box?.envelopes).toBe(9)
  })

  /** What somebody reads of a copy of the database and of the keys, with the sheets of these safes: a 监票码 first, then ballots. */
  async function readWith(round: CodedRound, copied: RoundAssignment[], sheets: readonly (string | undefined)[]) {
    const { locks } = await stage.round(round.id)
    const codeAt = async (place: 1 | 2) => {
      const [sheet, copy, lock] = [
        sheets[place - 1],
        locks?.copies?.[place - 1],
        place === 1 ? locks?.first : locks?.second,
      ]
      if (!sheet || !copy) return null
      return openCopy(sheet, { printId: copy.printId, roundId: round.id, place, lock: lock ?? '' }, copy.sealed)
    }
    const [one, two] = [await codeAt(1), await codeAt(2)]
    const outerOf = one && outerOpener(await lockOf(one, round.id, 1))
    const innerOf = two && innerOpener(await lockOf(two, round.id, 2))
    const wrap = stage.keys.wrapOf(round.id)
    let [inner, named] = [0, 0]
    for (const row of copied) {
      const place = placeOf(row)
      const outer = wrap && unwrapEnvelope(wrap, place, row.envelope ?? '')
      const found = outer && outerOf ? outerOf(place, outer) : null
      if (found) inner += 1
      const bytes = innerOf && outer ? innerOf(place, found ?? outer.subarray(0, 97)) : null
      const at = round.rights.findIndex(({ voterId }) => voterId === row.voterId)
      if (bytes && unpackAnswers('GRADE', 5, bytes) === patternOf(at)) named += 1
    }
    return { codes: [one, two].filter(Boolean).length, inner, named }
  }

  it('17, with prints: one sheet and a copy of the database read no ballot, the sheets of both safes read all of them', async () => {
    const sheets: [string, string] = ['', '']
    const round = await codedRound(stage, [{ kind: 'MEMBER', issued: { PEER: 8 } }], undefined, async (roundId) => {
      const { evaluationCampaignId: id } = await stage.round(roundId)
      const { half } = await manager().findOneByOrFail(EvaluationCampaign, { id })
      for (const place of [1, 2] as const) sheets[place - 1] = await putInSafe(stage, half, place)
    })
    await castAll(round)
    const copied = await manager().findBy(RoundAssignment, { roundId: round.id })
    const [first, second] = sheets
    expect(await readWith(round, copied, [])).toEqual({ codes: 0, inner: 0, named: 0 })
    // On: each safe opens the code of its own lock, and no ballot.
    expect(await readWith(round, copied, [first])).toEqual({ codes: 1, inner: 8, named: 0 })
    expect(await readWith(round, copied, [undefined, second])).toEqual({ codes: 1, inner: 0, named: 0 })
    // On: the sheet of one safe opens nothing that is sealed to the other one's.
    expect(await readWith(round, copied, [second, first])).toEqual({ codes: 0, inner: 0, named: 0 })
    // Off: both keepers together, with such a copy and the keys.
    expect(await readWith(round, copied, sheets)).toEqual({ codes: 2, inner: 8, named: 8 })
    // Nothing in the tables is a code: neither a sheet's nor a slip's.
    const lying = JSON.stringify([await manager().find(SafePrint), await stage.round(round.id)])
    for (const code of [...sheets, ...(stage.codes.get(round.id) ?? [])]) expect(lying).not.toContain(code)
    // On: once it is counted and the keys are destroyed, not even both read what was copied.
    await close(round.id)
    await stage.tally(round.id)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(await readWith(round, copied, sheets)).toMatchObject({ inner: 0, named: 0 })
  })

  /** As somebody marks them who has the key of the house. */
  function markedAnew({ id }: CodedRound, { first: one, second: two, rollHash, holders }: RoundLocks): RoundLocks {
    const [holder, other] = holders ?? [null, null]
    const begun = openLocks(stage.keys, id, rollHash)
    const half = withLock(stage.keys, id, begun, { place: 1, publicKey: one, holder })
    return withLock(stage.keys, id, half, { place: 2, publicKey: two, holder: other })
  }
})
