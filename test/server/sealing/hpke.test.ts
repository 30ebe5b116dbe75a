import { deriveLock, opener, seal } from '../../../server/sealing/hpke'

const hex = (text: string): Buffer => Buffer.from(text, 'hex')

// RFC 9180, A.3: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, A.3.1 base mode.
const vector = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  secretOfReceiver: hex('668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550'),
  publicKey: hex(
    '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
  ),
  privateKey: hex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
  enc: hex(
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ),
  plain: hex('4265617574792069732074727574682c20747275746820626561757479'),
  bound: hex('436f756e742d30'),
  sealed: hex('5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434'),
}

describe('RFC 9180 as ballots use it', () => {
  it('derives the keys of the RFC’s vector', () => {
    expect(deriveLock(vector.secretOfReceiver)).toEqual({
      publicKey: vector.publicKey,
      privateKey: vector.privateKey,
    })
  })

  it('opens the RFC’s sealed text', () => {
    const open = opener(vector, vector.info)
    expect(open(vector.bound, Buffer.concat([vector.enc, vector.sealed]))).toEqual(vector.plain)
  })

  it('opens what it sealed, and seals nothing twice alike', () => {
    const sealed = seal(vector.publicKey, vector.info, vector.bound, vector.plain)
    expect(sealed).toHaveLength(65 + vector.plain.length + 16)
    expect(sealed).not.toEqual(seal(vector.publicKey, vector.info, vector.bound, vector.plain))
    expect(opener(vector, vector.info)(vector.bound, sealed)).toEqual(vector.plain)
  })

  it.each([
    ['another matter', vector, vector.info, hex('00')],
    ['another use', vector, hex('00'), vector.bound],
    ['another lock', deriveLock(hex('00')), vector.info, vector.bound],
  ])('does not open it beside %s', (_what, lock, info, bound) => {
    const sealed = seal(vector.publicKey, vector.info, vector.bound, vector.plain)
    expect(opener(lock, info)(bound, sealed)).toBeNull()
  })

  it('opens no text of which one byte is another, cut off or added', () => {
    const sealed = seal(vector.publicKey, vector.info, vector.bound, vector.plain)
    const open = opener(vector, vector.info)
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(open(vector.bound, altered)).toBeNull()
      expect(open(vector.bound, sealed.subarray(0, at))).toBeNull()
    }
    expect(open(vector.bound, Buffer.concat([sealed, Buffer.alloc(1)]))).toBeNull()
  })

  it('refuses a lock that is no point of the curve', () => {
    expect(() => seal(Buffer.alloc(65, 4), vector.info, vector.bound, vector.plain)).toThrow()
  })
})
