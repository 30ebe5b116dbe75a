import { randomUUID } from 'node:crypto'
import { packAnswers } from '../../../server/domain/sealing/ballotBytes'
import type { SealedOuter } from '../../../server/domain/sealing/boundTo'
import { sealInner, sealOuter } from '../../../server/sealing/envelopes'
import { deriveLock } from '../../../server/sealing/hpke'
import { type OuterEnvelope, openRound, stripRound } from '../../../server/sealing/openRound'

const first = deriveLock(Buffer.from('first'))
const second = deriveLock(Buffer.from('second'))
const locks = { first: first.publicKey, second: second.publicKey }
const roundId = randomUUID()
const items = new Map([
  ['one', 5],
  ['two', 5],
])

const envelope = (voter: string, answers: string, moved: Partial<SealedOuter> = {}): OuterEnvelope => {
  const place: SealedOuter = { roundId, voterId: voter, subjectId: 'one', raterGroup: 'PEER', revision: 1, ...moved }
  return {
    ...place,
    outer: sealOuter(locks, place, sealInner(locks, place, packAnswers('GRADE', answers) as Uint8Array)),
  }
}
const open = async (envelopes: OuterEnvelope[]) => {
  const { inner, refused, copied } = await stripRound(first, envelopes)
  return { ...(await openRound(second, inner, 'GRADE', items)), refused, copied }
}

describe('opening a round', () => {
  it('gives every ballot once, in an order of its own whatever order they came in', async () => {
    const given = ['AAAAA', 'BBBBB', 'ABCDU', 'AAAAA', 'UUUUU'].map((answers, at) => envelope(`v${at}`, answers))
    const opened = await open(given)
    expect(opened.ballots.map(({ answers }) => answers)).toEqual(['AAAAA', 'AAAAA', 'ABCDU', 'BBBBB', 'UUUUU'])
    expect([opened.invalid, opened.refused, opened.copied]).toEqual([0, [], []])
    expect(await open([...given].reverse())).toEqual(opened)
    const stripped = await stripRound(first, given)
    expect((await stripRound(first, [...given].reverse())).inner).toEqual(stripped.inner)
  })

  it('refuses and names an envelope that stands in another’s place', async () => {
    const good = envelope('a', 'AAAAA')
    const moved = [{ voterId: 'b' }, { subjectId: 'two' }, { raterGroup: 'MASSES' as const }, { revision: 2 }]
    const { ballots, refused } = await open([good, ...moved.map((place) => ({ ...envelope('a', 'DDDDD'), ...place }))])
    expect(ballots.map(({ answers }) => answers)).toEqual(['AAAAA'])
    expect(refused).toEqual(moved.map((place) => expect.objectContaining(place)))
  })

  it('counts a copied inner envelope once and names both who have it', async () => {
    const mine: SealedOuter = { roundId, voterId: 'a', subjectId: 'one', raterGroup: 'PEER', revision: 1 }
    const inner = sealInner(locks, mine, packAnswers('GRADE', 'DDDDD') as Uint8Array)
    const both = ['a', 'b'].map((voterId) => ({
      ...mine,
      voterId,
      outer: sealOuter(locks, { ...mine, voterId }, inner),
    }))
    const { ballots, copied } = await open([...both, envelope('c', 'AAAAA')])
    expect(ballots.map(({ answers }) => answers)).toEqual(['AAAAA', 'DDDDD'])
    expect(copied.map(({ voterId }) => voterId)).toEqual(['a', 'b'])
  })

  it('counts as 无效 what opens to no ballot, and keeps nothing of it', async () => {
    const place: SealedOuter = { roundId, voterId: 'a', subjectId: 'one', raterGroup: 'PEER', revision: 1 }
    const rubbish = Buffer.from('0123456789abcdef')
    const stray = sealInner(locks, { ...place, subjectId: 'two' }, packAnswers('GRADE', 'AAAAA') as Uint8Array)
    const given = [sealInner(locks, place, rubbish), stray].map((inner, at) => {
      const outer = { ...place, voterId: `v${at}` }
      return { ...outer, outer: sealOuter(locks, outer, inner) }
    })
    const opened = await open([...given, envelope('c', 'AAAAA')])
    expect([opened.invalid, opened.ballots.length, opened.refused]).toEqual([2, 1, []])
    expect(JSON.stringify(opened)).not.toContain('0123')
  })
})
