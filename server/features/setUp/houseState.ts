import { In } from 'typeorm'
import { Person, PlatformAccount } from '../../../entities'
import type { Work } from '../../database/work'
import type { PlatformTenants } from '../call'
import { holders } from '../organisation'

/**
 * 'empty': nobody is in the house, it can be set up. 'waiting': it has its first 党办, but none who could let others in has
 * ever logged in. 'entered': it goes on by itself.
 */
export type HouseState = 'empty' | 'waiting' | 'entered'

type Holder = Awaited<ReturnType<typeof holders>>[number]

async function someoneIn(work: Work, keepers: readonly Holder[], tenants: PlatformTenants): Promise<boolean> {
  const personId = In(keepers.map((one) => one.personId))
  const accounts = keepers.length ? await work.manager.findBy(PlatformAccount, { personId }) : []
  return accounts.some(({ platform, tenant }) => tenants[platform] === tenant)
}

/** An account of another app or company opens nothing here, so whoever has only such a one waits too. */
export async function houseState(work: Work, tenants: PlatformTenants): Promise<HouseState> {
  if (!(await work.manager.exists(Person))) return 'empty'
  const keepers = await holders(work, ['HQ_OFFICE', 'SYS_ADMIN'])
  const hasOffice = keepers.some(({ role }) => role === 'HQ_OFFICE')
  return hasOffice && !(await someoneIn(work, keepers, tenants)) ? 'waiting' : 'entered'
}

/** 党办 of the house, each once. */
export async function officers(work: Work): Promise<{ personId: string; name: string; staffNumber: string }[]> {
  const ids = (await holders(work, ['HQ_OFFICE'])).map(({ personId }) => personId)
  const people = ids.length ? await work.manager.findBy(Person, { id: In(ids) }) : []
  return people
    .map(({ id: personId, name, staffNumber }) => ({ personId, name, staffNumber }))
    .sort((one, other) => (one.staffNumber < other.staffNumber ? -1 : 1))
}
