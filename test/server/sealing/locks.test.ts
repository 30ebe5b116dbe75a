import { readCode } from '../../../server/domain/sealing/lockCode'
import { drawCode, fingerprintOf, lockOf } from '../../../server/sealing/locks'

describe('the locks of a round', () => {
  it('are the same whenever the same code is typed, and others for another round, place or code', async () => {
    const [code, another] = [drawCode(), drawCode()]
    const lock = await lockOf(code, 'round', 1)
    expect(await lockOf(code, 'round', 1)).toEqual(lock)
    expect(lock.publicKey).toHaveLength(65)
    const others = await Promise.all([lockOf(code, 'round', 2), lockOf(code, 'other', 1), lockOf(another, 'round', 1)])
    for (const { publicKey } of others) expect(publicKey).not.toEqual(lock.publicKey)
  })

  it('come from codes that read as they were drawn, each another one', () => {
    const codes = Array.from({ length: 500 }, drawCode)
    expect(new Set(codes).size).toBe(codes.length)
    for (const code of codes) expect(readCode(code)).toEqual({ code })
  })

  it('are compared by eight digits that change with either of them and with their order', async () => {
    const [first, second] = [Buffer.alloc(65, 1), Buffer.alloc(65, 2)]
    const shown = fingerprintOf(first, second)
    expect(shown).toMatch(/^\d{8}$/)
    for (const other of [fingerprintOf(second, first), fingerprintOf(first, first)]) expect(other).not.toBe(shown)
  })
})
