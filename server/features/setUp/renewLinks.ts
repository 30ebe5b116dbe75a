import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'
import { inviteAll } from '../account'
import type { PlatformTenants } from '../call'
import { setUpDone } from './foundHouse'
import { houseState, officers } from './houseState'

/** New links for the first 党办, of whom nobody has come in yet: the old ones were lost, or ran out. */
export async function renewLinks(
  work: Work,
  given: readonly { personId: string; code: string }[],
  tenants: PlatformTenants,
): Promise<void> {
  await work.takeTurn('setUp')
  if ((await houseState(work, tenants)) !== 'waiting') throw setUpDone()
  const known = new Set((await officers(work)).map(({ personId }) => personId))
  if (given.some(({ personId }) => !known.has(personId))) throw recordNotFound({ what: '人员' })
  await inviteAll(work, given, null)
}
