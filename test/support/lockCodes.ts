import { randomUUID } from 'node:crypto'
import { drawCode, openCopy, printLockOf, publicLockOf, sealCode, sealCopy } from '../../miniapp/sealing/lock'
import type { Input, Output } from '../../server/contract'
import type { LockPlace } from '../../server/domain/sealing/boundTo'

/** What a 监票人 needs of the house: his own session. */
export interface LockCaller {
  personId: string
  setLock(input: Input<'round.setLock'>): Promise<Output<'round.setLock'>>
  door(roundId: string): Promise<Output<'round.door'>>
}

/** Sets a code as a phone does, and answers what stands on the slip. */
export async function setCode(
  caller: LockCaller,
  roundId: string,
  place: LockPlace,
  { again = false, print = null }: { again?: boolean; print?: PublicPrint | null } = {},
): Promise<string> {
  const code = drawCode()
  const publicKey = await publicLockOf(code, roundId, place)
  const copy = print && {
    printId: print.printId,
    sealed: await sealCopy(print.publicKey, { printId: print.printId, roundId, place, lock: publicKey }, code),
  }
  await caller.setLock({ roundId, publicKey, again, ...(copy ? { copy } : {}) })
  return code
}

/** A print as the phone of a 监票人 sees it. */
export interface PublicPrint {
  printId: string
  publicKey: string
}

/** A print as the device at headquarters draws it, and what then stands on the sheet. */
export async function drawPrint(place: LockPlace): Promise<PublicPrint & { code: string }> {
  const printId = randomUUID()
  const code = drawCode()
  return { printId, code, publicKey: await printLockOf(code, printId, place) }
}

/** The sealed 监票码 opened with the print, and given as a 监票人 gives his. */
export async function givenBySafe(
  personId: string,
  roundId: string,
  copy: Output<'round.safeCopy'>,
  printCode: string,
) {
  const { place, printId, lock, sealed, door, listHash } = copy
  const code = await openCopy(printCode, { printId, roundId, place, lock }, sealed)
  if (!code) return null
  return { sealedCode: await sealCode(door, { roundId, place, personId, listHash }, code), listHash }
}

/** A code as the phone gives it for the list it was shown. */
export async function givenCode(caller: LockCaller, roundId: string, place: LockPlace, code: string) {
  const { publicKey, listHash } = await caller.door(roundId)
  const about = { roundId, place, personId: caller.personId, listHash }
  return { sealedCode: await sealCode(publicKey, about, code), listHash }
}
