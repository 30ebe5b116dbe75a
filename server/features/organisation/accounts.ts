import type { PlatformIdentity, PlatformName } from '../../../bot/port'
import { Person, PlatformAccount } from '../../../entities'
import type { Work } from '../../database/work'

/** The roster person behind a chat account; null when the account is linked to nobody or the person left. */
export async function findPersonByAccount(
  work: Work,
  platform: PlatformName,
  identity: PlatformIdentity,
): Promise<{ personId: string; name: string } | null> {
  const row = await work.manager
    .createQueryBuilder(PlatformAccount, 'account')
    .innerJoin(Person, 'person', 'person.id = account.personId')
    .select('person.id', 'personId')
    .addSelect('person.name', 'name')
    .where('account.platform = :platform and account.tenant = :tenant and account.userKey = :userKey', {
      platform,
      tenant: identity.tenant,
      userKey: userKeyOf(identity.userId),
    })
    .andWhere("person.dutyStatus not in ('LEFT', 'RETIRED')")
    .getRawOne<{ personId: string; name: string }>()
  return row ?? null
}

/** WeCom user ids are unique whatever their case; Feishu's are lower case already (wecom §6.1). */
export const userKeyOf = (userId: string): string => userId.toLowerCase()

/** The accounts through which a person can be reached, the one used last first. */
export async function accountsOf(work: Work, personId: string): Promise<PlatformAccount[]> {
  const accounts = await work.manager.findBy(PlatformAccount, { personId })
  return accounts.sort((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || a.platform.localeCompare(b.platform))
}

/** Notes that the person came in through this account; whoever comes in can be reached again. */
export async function accountUsed(work: Work, platform: PlatformName, identity: PlatformIdentity): Promise<void> {
  const account = { platform, tenant: identity.tenant, userKey: userKeyOf(identity.userId) }
  await work.change(PlatformAccount, account, { lastUsedAt: work.now, unreachable: null })
}
