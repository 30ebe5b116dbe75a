import { drawCode, fingerprintOf, publicLockOf, sealCode } from '../../../miniapp/sealing/lock'
import { readCode } from '../../../server/domain/sealing/lockCode'
import { deriveLock } from '../../../server/sealing/hpke'
import { fingerprintOf as fingerprintInHouse, lockOf } from '../../../server/sealing/locks'
import { openInner, openOuter } from '../../../server/sealing/opening'
import { makeDoor } from '../../../server/sealing/openingProcess'

describe('the lock that a phone makes of a code', () => {
  it('is the one the house makes of it, at the same place of the same round', async () => {
    const code = drawCode()
    expect(readCode(code)).toEqual({ code })
    for (const place of [1, 2] as const) {
      const lock = await publicLockOf(code, 'round', place)
      expect(lock).toBe((await lockOf(code, 'round', place)).publicKey.toString('base64'))
    }
    expect(await publicLockOf(code, 'round', 1)).not.toBe(await publicLockOf(code, 'round', 2))
  })

  it('is for ever the one of these digits: computed by a program of its own', async () => {
    expect(await publicLockOf('12345678901234567897', '00000000-0000-4000-8000-000000000001', 1)).toBe(
      'BFat8UgfUkkzZ6h2x01OqG0MKu8Yo7VavBKrrl39SJC4gAspmF0svo5UzPJ8jroKumUyK7k7+YCzgKplt3yRwIE=',
    )
  })

  it('draws every digit about as often', () => {
    const digits = Array.from({ length: 400 }, drawCode)
      .map((code) => code.slice(0, 18))
      .join('')
    for (let digit = 0; digit < 10; digit += 1) {
      const found = digits.split(String(digit)).length - 1
      expect(found).toBeGreaterThan(600)
      expect(found).toBeLessThan(840)
    }
  })

  it('has the fingerprint that the house says', async () => {
    const [first, second] = [deriveLock(Buffer.from('a')).publicKey, deriveLock(Buffer.from('b')).publicKey]
    expect(await fingerprintOf(first.toString('base64'), second.toString('base64'))).toBe(
      fingerprintInHouse(first, second),
    )
  })

  it('is opened only by its code, sealed to this door, for this list, place and person', async () => {
    const [door, other] = [makeDoor(), makeDoor()]
    const about = { roundId: 'round', place: 1 as const, personId: 'p', listHash: 'l' }
    const code = drawCode()
    const lock = Buffer.from(await publicLockOf(code, 'round', 1), 'base64')
    const sealed = Buffer.from(await sealCode(door.publicKey.toString('base64'), about, code), 'base64url')
    const outer = (given: object) =>
      openOuter({ step: 'outer', code: { door, sealed, about, lock, ...given }, envelopes: [] })
    expect(await outer({})).toEqual({ inner: [], refused: [], copied: [] })
    expect(await outer({ door: other })).toBe('otherDoor')
    for (const changed of [{ listHash: 'm' }, { personId: 'q' }, { place: 2 as const }, { roundId: 'r' }])
      expect(await outer({ about: { ...about, ...changed } })).toBe('otherDoor')
    expect(await outer({ lock: makeDoor().publicKey })).toBe('wrongCode')
    const short = Buffer.from(await sealCode(door.publicKey.toString('base64'), about, '1234'), 'base64url')
    expect(await outer({ sealed: short })).toBe('wrongCode')
    const items: [string, number][] = []
    const inner = { step: 'inner' as const, envelopes: [], mode: 'GRADE' as const, items }
    expect(await openInner({ ...inner, code: { door, sealed, about, lock } })).toEqual({ ballots: [], invalid: 0 })
  })
})
