import type { LockPlace } from '../../domain/sealing/boundTo'
import { codeBinding, codeSealedFor } from '../../domain/sealing/codeBound'
import { codeFrom, drawnDigits, groupsOf } from '../../domain/sealing/lockCode'
import { seal } from '../../sealing/hpke'
import { lockOf } from '../../sealing/locks'
import type { Telling } from './cast'

/** In the demo alone: the slips of its two 监票人 say the same digits each time, so that whoever plays them can type them. */
export const demoCodes: readonly [string, string] = [
  codeFrom('1'.repeat(drawnDigits)),
  codeFrom('2'.repeat(drawnDigits)),
]

export const demoSlip = (place: LockPlace): string => groupsOf(demoCodes[place - 1] ?? '').join(' ')

/** Whoever has not set his code yet does, as his phone would. */
export async function setDemoCode(
  { act }: Telling,
  personId: string,
  roundId: string,
  place: LockPlace,
): Promise<void> {
  const { publicKey } = await lockOf(demoCodes[place - 1] ?? '', roundId, place)
  await act(personId, 'round.setLock', { roundId, publicKey: publicKey.toString('base64') })
}

/** The code as the phone of that 监票人 gives it for the list that was closed. */
export async function demoCode({ act }: Telling, personId: string, roundId: string, place: LockPlace) {
  const { publicKey, listHash } = await act(personId, 'round.door', { roundId })
  const bound = codeBinding({ roundId, place, personId, listHash })
  const code = Buffer.from(demoCodes[place - 1] ?? '')
  const sealed = seal(Buffer.from(publicKey, 'base64'), Buffer.from(codeSealedFor), bound, code)
  return { sealedCode: sealed.toString('base64url'), listHash }
}
