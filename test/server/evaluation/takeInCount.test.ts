import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AuditEntry,
  Ballot,
  ClosedListPart,
  OutboxMessage,
  OutboxSubject,
  RoundAssignment,
  StrippedEnvelope,
  SubjectResult,
} from '../../../entities'
import { type Bundle, bundleText, readBundle } from '../../../server/domain/bundle/bundle'
import { withholdSmall } from '../../../server/domain/bundle/withhold'
import { shortHash } from '../../../server/domain/sealing/shortHash'
import { closeDueVotings } from '../../../server/features/evaluation/closeDueVotings'
import { noteKeptCounts } from '../../../server/features/evaluation/countKept'
import { destroyKeys } from '../../../server/features/evaluation/destroyKeys'
import { roundFlow } from '../../../server/features/evaluation/flow'
import { keepBundle } from '../../../server/features/evaluation/keepBundle'
import { loadFacts } from '../../../server/features/reminders/loadFacts'
import { duesOf } from '../../../server/features/workflow'
import { takeBackup } from '../../support/databases/backup'
import { describeEachDatabase } from '../../support/perDatabase'
import { openStage, type Rating, type Stage } from './evaluationStage'

const letters = [...'ABCD']
const patterns = letters.flatMap((one) => letters.map((other) => `${one}A${other}BA`))

/** Rules §4.6.11: a house restored from a backup of before the count. */
describeEachDatabase('a restore across a closing', (db) => {
  let stage: Stage
  let roundId: string
  let checksum: string
  /** What the house looked like once the bundle was written and the keys were gone. */
  let counted: unknown
  /** Puts the house back to the middle of the vote, to after the closing, to between both steps of the opening. */
  let toVoting: () => Promise<void>
  let toClosed: () => Promise<void>
  let toStripped: () => Promise<void>

  const manager = () => stage.house.source.manager
  const at = async () => ({ roundId, revision: (await stage.round(roundId)).revision })
  const scrutineers = async () => (await stage.round(roundId)).scrutineerIds as [string, string]
  const secretary = async () => (await stage.officers('digital')).secretary
  const file = () => join(stage.bundlesFolder, `${roundId}.count.json`)
  const takeIn = async (told: string, personId?: string) =>
    stage.call('round.takeIn', personId ?? (await scrutineers())[0], { ...(await at()), checksum: told })
  const refused = async (told = checksum) =>
    stage.refusal('round.takeIn', (await scrutineers())[1], { ...(await at()), checksum: told })

  /** All that was counted, whatever keys it has. */
  async function whatWasCounted(): Promise<unknown> {
    const { checksum: sum, box, statistics } = await stage.round(roundId)
    const { talliedDay: _day, seed: _seed, kept: _kept, ...figures } = statistics as Record<string, unknown>
    const ballots = await manager().find(Ballot, { where: { roundId }, order: { id: 'ASC' } })
    const results = await manager().find(SubjectResult, { where: { roundId }, order: { subjectId: 'ASC' } })
    const parts = await manager().find(ClosedListPart, { where: { roundId }, order: { part: 'ASC' } })
    return {
      sum,
      figures,
      list: [box?.envelopes, box?.listHash, box?.invalid, box?.stripped?.passed],
      ballots: ballots.map(({ subjectId, raterGroup, answers }) => `${subjectId} ${raterGroup} ${answers}`),
      results,
      receipts: Buffer.concat(parts.map(({ receipts }) => receipts)).toString('hex'),
    }
  }

  beforeAll(async () => {
    stage = await openStage(db.url)
    roundId = (await stage.open('digital')).id
    await stage.freeze(roundId)
    await stage.startVote(roundId, '2026-09-08')
    const voters = await stage.voters(roundId)
    const vote = async (some: readonly string[]) => {
      for (const [place, voterId] of some.entries()) {
        const rating: Rating = () => patterns[place % patterns.length] ?? 'AAAAA'
        await stage.castAll(roundId, voterId, rating)
      }
    }
    await vote(voters.slice(0, 8))
    toVoting = await takeBackup(stage.house.source)
    await vote(voters.slice(8))
    stage.house.setToday('2026-09-09')
    const [one, two] = await scrutineers()
    await stage.call('round.close', one, await at())
    toClosed = await takeBackup(stage.house.source)
    await stage.call('round.strip', one, { ...(await at()), ...(await stage.give(roundId, 1)) })
    toStripped = await takeBackup(stage.house.source)
    checksum = (await stage.call('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })).checksum
    // The bundle is written before the keys go: a kill between the two leaves both.
    await keepBundle(stage.house.database, stage.bundles, roundId)
    counted = await whatWasCounted()
  })
  afterAll(() => stage.close())

  it('offers nothing that leads to a second count while the keys are still there: no ballot, no closing, no code, no void', async () => {
    await toVoting()
    const [one, two] = await scrutineers()
    const leader = await secretary()
    const read = async (personId: string) => stage.call('round.read', personId, { roundId })
    expect((await read(one)).countKept).toBe(true)
    expect((await read(one)).allowed).toEqual(['takeIn'])
    expect((await read(leader)).allowed).toEqual([])
    const { rests, turn } = (await read(leader)).face
    expect(rests).toBeNull()
    expect(turn).toMatchObject({ event: 'takeIn', title: '取回计票结果', mine: false })
    expect(turn?.people.map(({ personId }) => personId).sort()).toEqual([one, two].sort())
    stage.house.setToday('2026-09-08')
    const voter = (await stage.voters(roundId)).at(-1) ?? ''
    const [own] = await manager().findBy(RoundAssignment, { roundId, voterId: voter, status: 'ISSUED' })
    const ballot = {
      subjectId: own?.subjectId ?? '',
      raterGroup: own?.raterGroup ?? 'PEER',
      answers: 'AAAAA',
      revision: 1,
    }
    expect(await stage.refusal('ballot.cast', voter, { roundId, ballots: [ballot] })).toBe('round.countKept')
    expect(await stage.refusal('ballot.sheet', voter, { roundId })).toBe('round.countKept')
    expect(await stage.refusal('ballot.receipts', voter, { roundId })).toBe('round.countKept')
    stage.house.setToday('2026-09-09')
    expect(await stage.refusal('round.close', one, await at())).toBe('round.countKept')
    const asks = { ...(await at()), cause: 'KEYS_LOST' as const, reason: '钥匙目录是空的' }
    expect(await stage.refusal('round.askVoid', leader, asks)).toBe('round.countKept')
    const closing = await closeDueVotings(stage.keys, stage.bundles)(stage.house.database, '2026-09-10' as never)
    expect(closing).toBe('due 1, closed 0, sheets missing 0, counted before 1')
    await toClosed()
    const given = { ...(await at()), ...(await stage.give(roundId, 1)) }
    expect(await stage.refusal('round.strip', one, given)).toBe('round.countKept')
    await toStripped()
    const inner = { ...(await at()), ...(await stage.give(roundId, 2)) }
    expect(await stage.refusal('round.tally', two, inner)).toBe('round.countKept')
    expect(await manager().countBy(Ballot, { roundId })).toBe(0)
  })

  describe('asks for what there is to do, and for no older step', () => {
    const look = () => noteKeptCounts(stage.house.database, stage.bundles)
    const owed = async (personId: string): Promise<string[]> =>
      stage.house.as(personId, async (work) =>
        (await duesOf(work, roundFlow)).flatMap(({ recordId, title }) => (recordId === roundId ? [title] : [])),
      )
    const cards = async (personId: string) => {
      const about = await manager().findBy(OutboxMessage, { personId })
      const open = await manager().findBy(OutboxSubject, { finished: false })
      const isOpen = ({ id }: OutboxMessage) => open.some(({ messageId }) => messageId === id)
      return about.filter(isOpen).map(({ card }) => JSON.stringify(card))
    }

    it.each([
      ['while the vote ran', () => toVoting, '2026-09-07', []],
      // The sheets of the meetings are waited for first.
      ['after its last day', () => toVoting, '2026-09-09', []],
      ['after the closing', () => toClosed, '2026-09-09', ['开外封']],
      ['between both steps of the opening', () => toStripped, '2026-09-09', ['开内封并计票']],
    ])('of a backup made %s', async (_when, back, day, before) => {
      await back()()
      stage.house.setToday(day)
      const watching = await scrutineers()
      const asked = await Promise.all(watching.map(owed))
      expect([...new Set(asked.flat())]).toEqual(before)
      expect(await look()).toBe(1)
      for (const personId of watching) {
        expect(await owed(personId)).toEqual(['取回计票结果'])
        const [card, ...others] = (await cards(personId)).filter((text) => text.includes(`/rounds/${roundId}`))
        expect(card).toContain('请取回计票结果')
        expect(others).toEqual([])
      }
      expect(await look()).toBe(0)
      const voter = (await manager().findBy(RoundAssignment, { roundId, status: 'ISSUED' }))[0]?.voterId
      if (voter) expect((await cards(voter)).filter((text) => text.includes(`/ballot/${roundId}`))).toEqual([])
      const facts = await stage.house.database.read(null, 'job', (work) =>
        loadFacts(work, day as never, new Map() as never),
      )
      const round = facts.rounds.find((one) => one.roundId === roundId)
      expect(round?.voting).toBeUndefined()
      expect(round?.askedScrutineers).toMatchObject({ for: 'takeIn', personIds: watching })
      await takeIn(checksum, watching[1])
      expect(await owed(watching[0])).toEqual([])
      for (const personId of watching)
        expect((await cards(personId)).filter((text) => text.includes('请取回计票结果'))).toEqual([])
    })

    it('of a bundle that lay there by mistake nothing is left once it is gone', async () => {
      await toClosed()
      const [one] = await scrutineers()
      expect(await look()).toBe(1)
      const text = stage.bundles.read(roundId) ?? ''
      rmSync(file())
      const changed = await look()
      const after = await owed(one)
      writeFileSync(file(), text)
      expect([changed, after]).toEqual([1, ['开外封']])
    })
  })

  it.each([
    ['while the vote ran', () => toVoting],
    ['after the closing', () => toClosed],
    ['between both steps of the opening', () => toStripped],
  ])('takes in what was counted, from a backup made %s, once', async (_when, back) => {
    await back()()
    await takeIn(shortHash(checksum))
    expect((await stage.round(roundId)).state).toBe('TALLIED')
    expect(await whatWasCounted()).toEqual(counted)
    expect(await manager().countBy(StrippedEnvelope, { roundId })).toBe(0)
    expect(await manager().countBy(RoundAssignment, { roundId, closed: false })).toBe(0)
    expect(await refused()).toBe('workflow.wrongState')
    const line = await manager().findOneByOrFail(AuditEntry, { action: 'round.takeIn', subjectId: roundId })
    expect(line.change).toMatchObject({ checksum })
    // What the database has now is held against the bundle as after any count.
    const verdict = await stage.call('round.verify', await secretary(), { roundId })
    expect(verdict).toMatchObject({ whole: true, faults: [] })
    const [ballot] = await manager().findBy(Ballot, { roundId, raterGroup: 'MASSES' })
    await manager().delete(Ballot, { id: ballot?.id })
    expect((await stage.call('round.verify', await secretary(), { roundId })).whole).toBe(false)
  })

  it('destroys the keys after it, and the round goes on to its 表1', async () => {
    await toVoting()
    await takeIn(checksum)
    await destroyKeys(stage.house.database, stage.keys, stage.bundles)
    expect(stage.keys.rounds()).not.toContain(roundId)
    await stage.confirmAll(roundId, '2026-09-09')
    expect((await stage.round(roundId)).state).toBe('COMPLETED')
    await stage.call('round.report', await secretary(), await at())
    expect((await stage.round(roundId)).checksum).toBe(checksum)
  })

  describe('refuses a file that is not what was written at this count, in one sentence', () => {
    let whole: Bundle
    beforeAll(async () => {
      whole = readBundle(stage.bundles.read(roundId) ?? '') as Bundle
    })
    beforeEach(() => toVoting())
    afterEach(async () => {
      writeFileSync(file(), bundleText(whole))
      expect((await stage.round(roundId)).state).toBe('VOTING')
      expect(await manager().countBy(Ballot, { roundId })).toBe(0)
    })

    it.each([
      [
        'of another round',
        (one: Bundle): Bundle => ({ ...one, round: { ...one.round, id: 'another' } }),
        'round.bundleForeign',
      ],
      [
        'of another half-year',
        (one: Bundle): Bundle => ({ ...one, round: { ...one.round, half: '2025H1' } }),
        'round.bundleForeign',
      ],
      [
        'of another house',
        (one: Bundle): Bundle => ({
          ...one,
          subjects: one.subjects.map((subject) => ({ ...subject, personId: 'stranger' })),
        }),
        'round.bundleForeign',
      ],
      [
        'over another list of voters',
        (one: Bundle): Bundle => ({ ...one, groups: one.groups.map((group) => ({ ...group, due: group.due + 1 })) }),
        'round.bundleForeign',
      ],
      [
        'with a changed ballot',
        (one: Bundle): Bundle => ({
          ...one,
          groups: one.groups.map((group) => ({ ...group, ballots: (group.ballots ?? []).map(() => 'DDDDD') })),
        }),
        'round.bundleAltered',
      ],
      ['as it is downloaded', withholdSmall, 'round.bundleWithheld'],
    ])('%s', async (_what, changed, code) => {
      writeFileSync(file(), bundleText(changed(whole)))
      expect(await refused()).toBe(code)
    })

    it('that is no bundle, or was made anew so that it hangs together: the card tells another checksum', async () => {
      writeFileSync(file(), '{}')
      expect(await refused()).toBe('round.bundleBroken')
      writeFileSync(file(), bundleText(whole))
      expect(await refused('1234 5678 1234 5678')).toBe('round.checksumDiffers')
      const { committee } = await stage.officers('digital')
      const others = [await secretary(), ...committee].filter((id) => id !== whole.round.id)
      const watching = await scrutineers()
      for (const personId of others.filter((id) => !watching.includes(id)))
        expect(await stage.refusal('round.takeIn', personId, { ...(await at()), checksum })).toBe('permission.denied')
    })
  })
})
