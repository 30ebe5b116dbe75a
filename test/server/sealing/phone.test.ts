import { sealBallot } from '../../../miniapp/sealing/seal'
import { unpackAnswers } from '../../../server/domain/sealing/ballotBytes'
import { outerLength, type SealedOuter } from '../../../server/domain/sealing/boundTo'
import { innerOpener, outerOpener } from '../../../server/sealing/envelopes'
import { deriveLock } from '../../../server/sealing/hpke'

const first = deriveLock(Buffer.from('first'))
const second = deriveLock(Buffer.from('second'))
const locks = { first: first.publicKey.toString('base64'), second: second.publicKey.toString('base64') }
const place: SealedOuter = { roundId: 'r', subjectId: 's', raterGroup: 'PEER', voterId: 'v', revision: 3 }

describe('what a phone seals', () => {
  it.each([
    ['GRADE', 'AABUD', 5],
    ['POINTS', '20,,100,0', 4],
  ] as const)('opens in the house: %s %s', async (mode, answers, items) => {
    const sealed = Buffer.from((await sealBallot(locks, place, mode, answers)) ?? '', 'base64url')
    expect(sealed).toHaveLength(outerLength)
    const inner = outerOpener(first)(place, sealed)
    expect(inner).not.toBeNull()
    const ballot = innerOpener(second)(place, inner as Buffer)
    expect(unpackAnswers(mode, items, ballot as Buffer)).toBe(answers)
    expect(outerOpener(first)({ ...place, revision: 4 }, sealed)).toBeNull()
  })

  it('seals nothing that is no ballot', async () => {
    expect(await sealBallot(locks, place, 'GRADE', '')).toBeNull()
  })
})
