import { drawCode, publicLockOf, sealCode } from '../../miniapp/sealing/lock'
import type { Input, Output } from '../../server/contract'
import type { LockPlace } from '../../server/domain/sealing/boundTo'

/** What a 监票人 needs of the house: his own session. */
export interface LockCaller {
  personId: string
  setLock(input: Input<'round.setLock'>): Promise<Output<'round.setLock'>>
  door(roundId: string): Promise<Output<'round.door'>>
}

/** Sets a code as a phone does, and answers what stands on the slip. */
export async function setCode(caller: LockCaller, roundId: string, place: LockPlace, again = false): Promise<string> {
  const code = drawCode()
  await caller.setLock({ roundId, publicKey: await publicLockOf(code, roundId, place), again })
  return code
}

/** A code as the phone gives it for the list it was shown. */
export async function givenCode(caller: LockCaller, roundId: string, place: LockPlace, code: string) {
  const { publicKey, listHash } = await caller.door(roundId)
  const about = { roundId, place, personId: caller.personId, listHash }
  return { sealedCode: await sealCode(publicKey, about, code), listHash }
}
