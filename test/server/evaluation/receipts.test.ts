import { createHash } from 'node:crypto'
import { type EntityManager, IsNull, Not } from 'typeorm'
import { votingEndedCard } from '../../../bot/cards/evaluation'
import { withinLimits } from '../../../bot/cards/limits'
import type { Card } from '../../../bot/port'
import { Ballot, ClosedListPart, EvaluationRound, OutboxMessage, RoundAssignment } from '../../../entities'
import {
  compared,
  type HeldReceipts,
  listHashOf,
  type Receipt,
  receiptOf,
  receiptsIn,
  rightKey,
  withAnswer,
  withTrying,
} from '../../../miniapp/sealing/receipts'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { shortHash } from '../../../server/domain/sealing/shortHash'
import { clearBox } from '../../../server/features/evaluation/clearBox'
import { describeByTurn } from '../../support/perDatabase'
import { persona } from '../organisation/house'
import { office, openStage, type Stage } from './evaluationStage'

/** Rules §4.6.10: what a voter's phone finds out by its receipts, whatever was done to the database by SQL. */
describeByTurn('receipts of ballots', (db) => {
  let stage: Stage
  let manager: EntityManager
  let roundId: string
  const voter = persona('massesSecond').personId
  beforeAll(async () => {
    stage = await openStage(db.url)
    manager = stage.house.source.manager
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
    await stage.startVote(roundId, '2026-09-08')
    for (const other of await stage.voters(roundId)) if (other !== voter) await stage.castAll(roundId, other)
  })
  afterAll(() => stage.close())

  /** One phone of the voter: what it keeps. */
  const phone = () => ({ held: { rights: {} } as HeldReceipts })
  type Phone = ReturnType<typeof phone>

  /** Rates everybody who is open, or anew, as the page does. */
  const cast = async (on: Phone, answers: string, at = new Map<string, number>()): Promise<number> => {
    const sheet = await stage.call('ballot.sheet', voter, { roundId })
    const locks = sheet.locks as NonNullable<typeof sheet.locks>
    const sent = new Map<string, Receipt>()
    const ballots = []
    for (const { subjectId, raterGroup, revision: before, voterId } of [...sheet.subjects, ...sheet.replaceable]) {
      const revision = Math.max(before, at.get(`${subjectId}/${raterGroup}`) ?? 0) + 1
      const place = { roundId, subjectId, raterGroup, revision, voterId }
      const envelope = (await sealBallot(locks, place, 'GRADE', answers)) ?? ''
      ballots.push({ subjectId, raterGroup, revision, envelope })
      sent.set(rightKey({ subjectId, raterGroup }), { revision, receipt: await receiptOf(envelope) })
    }
    on.held = withTrying(on.held, sent)
    await stage.call('ballot.cast', voter, { roundId, ballots })
    on.held = withAnswer(on.held, sent, true)
    return ballots.length
  }
  const ask = (personId = voter, whole?: 'yes') =>
    stage.call('ballot.receipts', personId, { roundId, ...(whole ? { whole } : {}) })
  /** The page is opened on this phone. */
  const look = async (on: Phone): Promise<string[]> => {
    const told = await ask()
    on.held = compared(on.held, told, null).held
    const list = told.list && receiptsIn((await ask(voter, 'yes')).list?.receipts ?? '')
    const found =
      list &&
      Object.entries(on.held.rights).flatMap(([key, { held }]) => (list.includes(held?.receipt ?? '') ? [key] : []))
    return compared(on.held, told, found && new Set(found)).lines.map(({ verdict }) => verdict)
  }
  const own = () => manager.find(RoundAssignment, { where: { roundId, voterId: voter }, order: { subjectId: 'ASC' } })
  const put = (row: RoundAssignment | undefined, changes: Partial<RoundAssignment>) =>
    manager.update(
      RoundAssignment,
      { roundId, voterId: voter, subjectId: row?.subjectId, raterGroup: row?.raterGroup },
      changes,
    )
  const emptied = {
    status: 'ISSUED',
    votedDay: null,
    castMark: null,
    sheetRevision: 0,
    envelope: null,
    envelopeMark: null,
  } as const
  const counts = (verdicts: readonly string[]) =>
    Object.fromEntries(
      [...new Set(verdicts)].sort().map((one) => [one, verdicts.filter((other) => other === one).length]),
    )

  const first = phone()
  let all = 0

  it('lie with the envelopes: the house finds the very hashes that the phone made', async () => {
    all = await cast(first, 'BABAA')
    expect(all).toBeGreaterThan(5)
    expect(counts(await look(first))).toEqual({ lies: all })
    const told = await ask()
    expect(told).toMatchObject({ stage: 'OPEN', list: null, checksum: null, refused: false })
    expect(JSON.stringify(told)).not.toMatch(/BABAA/)
    expect(await stage.refusal('ballot.receipts', office, { roundId })).toBe('ballot.notOnRoll')
  })

  it('a newer ballot from another device is no alarm, and is what this phone looks for from then on', async () => {
    const second = phone()
    await cast(second, 'AAAAA')
    expect(counts(await look(first))).toEqual({ elsewhere: all })
    expect(counts(await look(second))).toEqual({ lies: all })
    await cast(first, 'BBBBB')
    expect(counts(await look(first))).toEqual({ lies: all })
    expect(counts(await look(second))).toEqual({ elsewhere: all })
  })

  it('tell what was put back to an older one, deleted, moved or altered by SQL; cast anew it lies there again', async () => {
    const before = await own()
    await cast(first, 'ABABA')
    const now = await own()
    const [one, two, three, four] = now
    const older = before.find(({ subjectId }) => subjectId === one?.subjectId)
    await put(one, {
      envelope: older?.envelope,
      envelopeMark: older?.envelopeMark,
      sheetRevision: older?.sheetRevision,
    } as never)
    await put(two, emptied)
    await put(three, { envelope: four?.envelope, envelopeMark: four?.envelopeMark } as never)
    await put(four, { envelopeMark: '0'.repeat(64) })
    expect(counts(await look(first))).toEqual({ changed: 2, gone: 1, lies: all - 4, older: 1 })
    const revisions = new Map(Object.entries(first.held.rights).map(([key, { held }]) => [key, held?.revision ?? 0]))
    await cast(first, 'BBABA', revisions)
    expect(counts(await look(first))).toEqual({ lies: all })
    const rows = await own()
    // After all that any phone of his may know.
    expect(rows.every(({ sheetRevision }, at) => sheetRevision > (now[at]?.sheetRevision ?? 0))).toBe(true)
  })

  it('tell whoever was taken off the roll altogether', async () => {
    const rows = await own()
    await manager.delete(RoundAssignment, { roundId, voterId: voter })
    expect(await stage.refusal('ballot.receipts', voter, { roundId })).toBe('ballot.notOnRoll')
    const nothing = { stage: 'OPEN' as const, rights: [], refused: false, list: null, checksum: null }
    expect(counts(compared(first.held, nothing, null).lines.map(({ verdict }) => verdict))).toEqual({ gone: all })
    await manager.insert(
      RoundAssignment,
      rows.map((row) => ({ ...row })),
    )
  })

  it('an answer that got lost is known by the receipt that was kept before sending', async () => {
    const row = (await ask()).rights[0]
    const lying = { revision: row?.revision ?? 0, receipt: row?.receipt ?? '' }
    const key = rightKey(row ?? { subjectId: '', raterGroup: '' })
    const unheard: HeldReceipts = { rights: { [key]: { held: null, trying: lying } } }
    expect(compared(unheard, await ask(), null).lines).toMatchObject([{ key, verdict: 'lies' }])
    const another: HeldReceipts = { rights: { [key]: { held: null, trying: { ...lying, receipt: 'f' } } } }
    expect(compared(another, await ask(), null).lines).toEqual([])
  })

  it('R51: after the closing they are on the fixed list or are not, before the count and after it', async () => {
    const late = phone()
    late.held = structuredClone(first.held)
    const [one, two] = await own()
    const put1 = { ...one }
    // Deleted before the closing, and nobody looked.
    await put(one, emptied)
    await put(two, { envelopeMark: '0'.repeat(64) })
    stage.house.setToday('2026-09-09')
    const [scrutineer = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.close', scrutineer, { roundId, revision: (await stage.round(roundId)).revision })
    expect(put1.sheetRevision).toBeGreaterThan(0)
    expect(counts(await look(first))).toEqual({ counted: all - 2, missing: 2 })
    const { list } = await ask(voter, 'yes')
    const receipts = receiptsIn(list?.receipts ?? '')
    const { box } = await stage.round(roundId)
    expect([receipts.length, await listHashOf(receipts)]).toEqual([box?.envelopes, box?.listHash])
    expect(receipts).toEqual([...receipts].sort())
    // A receipt put on the list by SQL: it is no longer the list that was fixed.
    const [part] = await manager.find(ClosedListPart, { where: { roundId }, order: { part: 'ASC' } })
    const bytes = Buffer.from(part?.receipts ?? [])
    // One that is on no list: a voter's own might be the very one it is put in the place of.
    const forged = createHash('sha256').update('put on the list').digest()
    const shifted = Buffer.concat([bytes.subarray(32), forged])
    await manager.update(ClosedListPart, { roundId, part: 0 }, { receipts: shifted })
    expect(await listHashOf(receiptsIn((await ask(voter, 'yes')).list?.receipts ?? ''))).not.toBe(box?.listHash)
    await manager.update(ClosedListPart, { roundId, part: 0 }, { receipts: bytes })
  })

  /** Facts of a card as the chat platforms show them, by its receiver. */
  const factsOf = async (kind: string) => {
    const sent = (await manager.findBy(OutboxMessage, { kind })).filter(({ dedupeKey }) => dedupeKey.includes(roundId))
    return Object.fromEntries(
      sent.map(({ personId, card }) => [personId, withinLimits(card as Card).facts.map(({ value }) => value)]),
    )
  }

  it('the list stands on the phones of both 监票人 and on the cards that ended with the closing', async () => {
    const { scrutineerIds, box } = await stage.round(roundId)
    const [holder = '', second = ''] = scrutineerIds
    const list = [`${box?.envelopes}份`, shortHash(box?.listHash ?? '')]
    // He has closed the vote himself, and is asked for nothing by a card.
    expect([await factsOf('tallyDue'), await factsOf('listFixed')]).toEqual([{}, { [holder]: list, [second]: list }])
    const { facts, buttons } = votingEndedCard(roundId, box)
    expect(facts.map(({ value }) => value)).toEqual(list)
    expect(buttons).toMatchObject([{ path: `/ballot/${roundId}` }])
  })

  it('are told after the count too, when no envelope is left', async () => {
    const { scrutineerIds } = await stage.round(roundId)
    const [scrutineer = '', second = ''] = scrutineerIds
    const now = async () => ({ roundId, revision: (await stage.round(roundId)).revision })
    await stage.call('round.strip', scrutineer, { ...(await now()), ...(await stage.give(roundId, 1)) })
    for (const personId of [scrutineer, second])
      if ((await stage.round(roundId)).box?.stripped?.asksWords)
        await stage.call('round.confirmBox', personId, { ...(await now()), reason: '已查明是数据库维护差错' })
    await stage.call('round.tally', second, { ...(await now()), ...(await stage.give(roundId, 2)) })
    await clearBox(stage.house.database, await stage.round(roundId))
    expect(await manager.countBy(RoundAssignment, { roundId, envelope: Not(IsNull()) })).toBe(0)
    expect(counts(await look(first))).toEqual({ counted: all - 2, missing: 2 })
    const told = await ask()
    expect(told).toMatchObject({ stage: 'COUNTED', checksum: (await stage.round(roundId)).checksum })
    expect(told.rights.every(({ receipt }) => receipt === null)).toBe(true)
    expect(await manager.countBy(Ballot, { roundId })).toBeGreaterThan(0)
    expect(await manager.countBy(EvaluationRound, { id: roundId, state: 'TALLIED' })).toBe(1)
    const counted = shortHash(told.checksum ?? '')
    const cards = await factsOf('roundCounted')
    expect(Object.keys(cards).sort()).toEqual([...scrutineerIds].sort())
    for (const facts of Object.values(cards)) expect(facts).toContain(counted)
  })
})
