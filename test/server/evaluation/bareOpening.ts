import { createDecipheriv, createECDH, createHmac } from 'node:crypto'
import { sealedFor } from '../../../server/domain/sealing/boundTo'
import type { LockKeys } from '../../../server/sealing/hpke'

/** What opening comes to at least: ECDH, HKDF and AES-GCM of RFC 9180 on node:crypto, for one envelope. */
export function bareOpener({ publicKey, privateKey }: LockKeys) {
  const mac = (key: Uint8Array, ...parts: Uint8Array[]) => {
    const hash = createHmac('sha256', key)
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  const suites = { kem: Buffer.from('4b454d0010', 'hex'), hpke: Buffer.from('48504b45001000010001', 'hex') }
  const label = (suite: keyof typeof suites, text: string) =>
    Buffer.concat([Buffer.from('HPKE-v1'), suites[suite], Buffer.from(text)])
  const sized = (size: number) => Buffer.from([0, size])
  const one = Buffer.from([1])
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  const info = Buffer.from(sealedFor)
  return (bound: Uint8Array, sealed: Uint8Array): Buffer => {
    const enc = sealed.subarray(0, 65)
    const prk = mac(Buffer.alloc(0), label('kem', 'eae_prk'), pair.computeSecret(enc))
    const shared = mac(prk, sized(32), label('kem', 'shared_secret'), enc, publicKey, one)
    const about = Buffer.concat([
      Buffer.from([0]),
      mac(Buffer.alloc(0), label('hpke', 'psk_id_hash')),
      mac(Buffer.alloc(0), label('hpke', 'info_hash'), info),
    ])
    const secret = mac(shared, label('hpke', 'secret'))
    const key = mac(secret, sized(16), label('hpke', 'key'), about, one).subarray(0, 16)
    const nonce = mac(secret, sized(12), label('hpke', 'base_nonce'), about, one).subarray(0, 12)
    const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: 16 })
    decipher.setAAD(bound)
    decipher.setAuthTag(sealed.subarray(sealed.length - 16))
    return Buffer.concat([decipher.update(sealed.subarray(65, sealed.length - 16)), decipher.final()])
  }
}

export async function cpuOf<Answer>(
  body: () => Promise<Answer> | Answer,
): Promise<{ milliseconds: number; answer: Answer }> {
  const before = process.cpuUsage()
  const answer = await body()
  const { user, system } = process.cpuUsage(before)
  return { milliseconds: (user + system) / 1000, answer }
}
