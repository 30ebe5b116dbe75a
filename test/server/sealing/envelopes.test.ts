import { packAnswers } from '../../../server/domain/sealing/ballotBytes'
import { innerLength, outerLength, type SealedOuter } from '../../../server/domain/sealing/boundTo'
import { innerOpener, outerOpener, sealInner, sealOuter } from '../../../server/sealing/envelopes'
import { deriveLock, seal } from '../../../server/sealing/hpke'

const [one, two, other] = ['1', '2', '3'].map((secret) => deriveLock(Buffer.from(secret))) as [Lock, Lock, Lock]
type Lock = ReturnType<typeof deriveLock>
const locks = { first: one.publicKey, second: two.publicKey }
const mine: SealedOuter = { roundId: 'r', subjectId: 's', raterGroup: 'PEER', voterId: 'v', revision: 1 }
const answers = packAnswers('GRADE', 'AABUD') as Uint8Array

describe('a ballot in two envelopes', () => {
  const inner = sealInner(locks, mine, answers)
  const outer = sealOuter(locks, mine, inner)

  it('has one size whatever is in it', () => {
    expect([innerLength, outerLength]).toEqual([97, 178])
    const most = sealInner(locks, mine, packAnswers('POINTS', Array(15).fill(100).join(',')) as Uint8Array)
    expect([inner.length, most.length]).toEqual([innerLength, innerLength])
    expect([outer.length, sealOuter(locks, mine, most).length]).toEqual([outerLength, outerLength])
  })

  it('opens with both locks, one after the other', () => {
    expect(outerOpener(one)(mine, outer)).toEqual(inner)
    expect(innerOpener(two)(mine, inner)).toEqual(Buffer.from(answers))
  })

  it.each([
    ['another round', { roundId: 'x' }],
    ['another subject', { subjectId: 'x' }],
    ['another group', { raterGroup: 'MASSES' }],
    ['another voter', { voterId: 'x' }],
    ['another revision', { revision: 2 }],
  ] as const)('does not open for %s', (_what, moved) => {
    expect(outerOpener(one)({ ...mine, ...moved }, outer)).toBeNull()
  })

  it('does not say inside whose it was', () => {
    expect(innerOpener(two)({ ...mine, voterId: 'x', revision: 9 } as SealedOuter, inner)).toEqual(Buffer.from(answers))
    for (const moved of [{ roundId: 'x' }, { subjectId: 'x' }, { raterGroup: 'SELF' as const }])
      expect(innerOpener(two)({ ...mine, ...moved }, inner)).toBeNull()
  })

  it('does not open with one lock in the place of the other, nor with a stranger’s', () => {
    for (const lock of [two, other]) expect(outerOpener(lock)(mine, outer)).toBeNull()
    for (const lock of [one, other]) expect(innerOpener(lock)(mine, inner)).toBeNull()
  })

  it('takes no outer envelope with something of another size in it', () => {
    const long = sealOuter(locks, mine, Buffer.alloc(innerLength + 1))
    expect(outerOpener(one)(mine, long)).toBeNull()
    const bound = Buffer.from('x')
    expect(innerOpener(two)(mine, seal(two.publicKey, bound, bound, answers))).toBeNull()
  })
})
