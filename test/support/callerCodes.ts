import type { LockPlace } from '../../server/domain/sealing/boundTo'
import { givenCode, type LockCaller, setCode } from './lockCodes'
import type { Caller } from './product'

/** A person of a running product, as `lockCodes` asks him. */
const asLockCaller = (personId: string, caller: Caller): LockCaller => ({
  personId,
  setLock: async (input) => {
    const { status, body } = await caller.call('round.setLock', input)
    if (status !== 200) throw new Error(body.sentence)
    return body
  },
  door: async (roundId) => (await caller.call('round.door', { roundId })).body,
})

/** Both 监票人 of a round in a running product, with what stands on their slips. */
export function codesOf(roundId: string, login: (personId: string) => Promise<Caller>) {
  const codes = new Map<LockPlace, string>()
  const places = [1, 2] as const
  return {
    codes,
    set: async (scrutineerIds: readonly string[]) => {
      for (const place of places) {
        const personId = scrutineerIds[place - 1] ?? ''
        const caller = await login(personId)
        const { locks } = (await caller.call('round.read', { roundId })).body
        codes.set(place, await setCode(asLockCaller(personId, caller), roundId, place, { print: locks?.print ?? null }))
      }
    },
    /** Each gives his code, the one after the other. */
    open: async (scrutineerIds: readonly string[], revision: () => Promise<number>) => {
      for (const place of places) {
        const personId = scrutineerIds[place - 1] ?? ''
        const caller = await login(personId)
        const given = await givenCode(asLockCaller(personId, caller), roundId, place, codes.get(place) ?? '')
        const input = { roundId, revision: await revision(), ...given }
        const { status, body } = await (place === 1
          ? caller.call('round.strip', input)
          : caller.call('round.tally', input))
        if (status !== 200) throw new Error((body as { sentence?: string }).sentence)
      }
    },
  }
}
