import { randomBytes } from 'node:crypto'
import { Ballot, type RoundAssignment, type RoundLocks } from '../../../entities'
import { sealBallot } from '../../../miniapp/sealing/seal'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import { describeEachDatabase } from '../../support/perDatabase'
import { codedRound } from './codedRound'
import { openStage, type Stage } from './evaluationStage'

type Place = Parameters<typeof sealOuter>[1]

const byteLocks = ({ first, second }: RoundLocks) => ({
  first: Buffer.from(first, 'base64'),
  second: Buffer.from(second, 'base64'),
})

/**
 * What no phone of this product makes, given at the door by people who may vote: nobody can see it there. Lock 1 refuses what is another
 * one's and names who gave it; what only lock 2 finds out is 无效, counted, and nobody is named (rules §4.6.2).
 */
describeEachDatabase('envelopes that are not what their place says', (db) => {
  let stage: Stage
  let roundId: string
  let locks: RoundLocks
  let otherLocks: RoundLocks
  let roll: RoundAssignment[]
  let subjects: string[]
  beforeAll(async () => {
    stage = await openStage(db.url)
    const member = { kind: 'MEMBER' as const, issued: { PEER: 9, MASSES: 9 } }
    otherLocks = (await codedRound(stage, [member, member])).locks
    const round = await codedRound(stage, [member, member])
    roundId = round.id
    locks = round.locks
    roll = round.rights
    subjects = [...new Set(roll.map(({ subjectId }) => subjectId))]
  })
  afterAll(() => stage.close())

  const answers = 'ABABA'
  const peers = (subjectId = subjects[0]) =>
    roll
      .filter((right) => right.raterGroup === 'PEER' && right.subjectId === subjectId)
      .sort((left, right) => (left.voterId < right.voterId ? -1 : 1))
  const placeOf = ({ voterId, subjectId, raterGroup }: RoundAssignment): Place => {
    return { roundId, voterId, subjectId, raterGroup, revision: 1 }
  }
  const sealed = async (place: Place, by = locks): Promise<string> =>
    (await sealBallot(by, place, 'GRADE', answers)) ?? ''
  const cast = ({ voterId, subjectId, raterGroup }: RoundAssignment, envelope: string) =>
    stage.call('ballot.cast', voterId, { roundId, ballots: [{ subjectId, raterGroup, revision: 1, envelope }] })
  const at = async () => ({ roundId, revision: (await stage.round(roundId)).revision })

  it('forged, moved, copied and of another round or subject are refused and named, rubbish is 无效, and the rest is counted', async () => {
    const group = peers()
    const [moved, subject, groupOf, round, rubbish, older, copied, inner, noise] = group as [
      RoundAssignment,
      ...RoundAssignment[],
    ] as RoundAssignment[]
    const good = [...peers(subjects[1]), ...roll.filter(({ raterGroup }) => raterGroup === 'MASSES')]
    for (const right of good) await cast(right, await sealed(placeOf(right)))
    const of = (right: RoundAssignment | undefined): RoundAssignment => right as RoundAssignment
    // What lock 1 refuses: a colleague's envelope, another subject's, another group's, another round's, bytes, another revision.
    await cast(of(moved), await sealed(placeOf(of(subject))))
    await cast(of(subject), await sealed({ ...placeOf(of(subject)), subjectId: subjects[1] ?? '' }))
    await cast(of(groupOf), await sealed({ ...placeOf(of(groupOf)), raterGroup: 'MASSES' }))
    await cast(of(round), await sealed(placeOf(of(round)), otherLocks))
    await cast(of(rubbish), randomBytes(178).toString('base64url'))
    await cast(of(older), await sealed({ ...placeOf(of(older)), revision: 2 }))
    // What only lock 2 finds: one's own outer envelope over what was sealed for another subject, over noise, over too many items.
    const own = byteLocks(locks)
    const matter = { ...placeOf(of(copied)), subjectId: subjects[1] ?? '' }
    const another = sealInner(own, matter, Buffer.alloc(16, 1))
    await cast(of(copied), sealOuter(own, placeOf(of(copied)), another).toString('base64url'))
    await cast(of(inner), sealOuter(own, placeOf(of(inner)), randomBytes(97)).toString('base64url'))
    const bytes = sealInner(own, placeOf(of(noise)), randomBytes(16))
    await cast(of(noise), sealOuter(own, placeOf(of(noise)), bytes).toString('base64url'))

    stage.house.setToday('2026-09-09')
    const [one = '', two = ''] = (await stage.round(roundId)).scrutineerIds
    await stage.call('round.close', one, await at())
    await stage.call('round.strip', one, { ...(await at()), ...(await stage.give(roundId, 1)) })
    const stripped = (await stage.round(roundId)).box?.stripped
    const refused = [moved, subject, groupOf, round, rubbish, older].map((right) => of(right).voterId)
    expect([...(stripped?.refused ?? [])].sort()).toEqual(refused.sort())
    expect(stripped).toMatchObject({ passed: good.length + 3, copied: [], asksWords: true })
    for (const personId of [one, two])
      await stage.call('round.confirmBox', personId, { ...(await at()), reason: '已查明这几份不是用本系统封的' })
    await stage.call('round.tally', two, { ...(await at()), ...(await stage.give(roundId, 2)) })
    const { manager } = stage.house.source
    const { box } = await stage.round(roundId)
    expect(box).toMatchObject({ envelopes: good.length + 9, invalid: 3 })
    expect(await manager.countBy(Ballot, { roundId })).toBe(good.length)
    expect(await manager.countBy(Ballot, { roundId, answers })).toBe(good.length)
    expect(await manager.countBy(Ballot, { roundId, subjectId: subjects[0] ?? '', raterGroup: 'PEER' })).toBe(0)
  })
})
