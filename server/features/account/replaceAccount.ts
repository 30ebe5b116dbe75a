import { randomUUID } from 'node:crypto'
import { type AccountChange, Person, PlatformAccount } from '../../../entities'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { recordChanged, refusal } from '../../refusals'
import { accountLinked } from '../organisation'
import { endSessionsOf } from '../session'

const accountTaken = refusal(409, 'account.taken', '这个账号已经绑定给了{name}。')

type Account = Pick<AccountChange, 'personId' | 'platform' | 'tenant' | 'userId' | 'userKey'>

export type LinkedAccount = Pick<PlatformAccount, 'id' | 'platform' | 'userId'>

/** Refuses an account that is somebody else's, by name. */
export async function requireFree(work: Work, { personId, platform, tenant, userKey }: Account): Promise<void> {
  const owner = await work.manager.findOneBy(PlatformAccount, { platform, tenant, userKey })
  if (!owner || owner.personId === personId) return
  const holder = await work.manager.findOneBy(Person, { id: owner.personId })
  throw accountTaken({ name: holder?.name ?? '另一位同志' })
}

/**
 * The person's account on the platform is this one from now on; one account belongs to one person. Every login of the person
 * ends: whoever came in through the old one is out. Audited with both ids.
 */
export async function replaceAccount(work: Work, account: Account): Promise<LinkedAccount> {
  const { personId, platform, tenant, userId, userKey } = account
  await requireFree(work, account)
  const known = await work.manager.findOneBy(PlatformAccount, { personId, platform, tenant })
  const facts = { userId, userKey, unionId: null, lastUsedAt: null, unreachable: null, unreachableAt: null }
  const id = known?.id ?? randomUUID()
  const write = known
    ? work.change(PlatformAccount, { id }, facts)
    : work.insert(PlatformAccount, { id, personId, platform, tenant, ...facts })
  await orTaken<unknown>(write, () => recordChanged())
  await accountLinked(work, personId)
  await endSessionsOf(work, personId)
  const change = { platform, before: known?.userId ?? null, after: userId }
  await work.audit({ action: 'account.link', subjectKind: 'person', subjectId: personId, change })
  return { id, platform, userId }
}
