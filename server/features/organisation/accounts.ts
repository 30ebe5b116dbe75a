import { In } from 'typeorm'
import type { PlatformIdentity, PlatformName } from '../../../bot/port'
import { OutboxMessage, Person, PlatformAccount } from '../../../entities'
import type { Work } from '../../database/work'
import { waitsOnPerson } from '../../domain/delivery/decide'

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

/** The accounts through which each of these persons can be reached, the one used last first. */
export async function accountsOfAll(work: Work, personIds: readonly string[]): Promise<Map<string, PlatformAccount[]>> {
  const accounts = personIds.length ? await work.manager.findBy(PlatformAccount, { personId: In([...personIds]) }) : []
  accounts.sort((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0) || a.platform.localeCompare(b.platform))
  return new Map(personIds.map((personId) => [personId, accounts.filter((each) => each.personId === personId)]))
}

/** What waited because nobody could be reached goes out now. */
const sendWaiting = (work: Work, personId: string): Promise<number> =>
  work.change(OutboxMessage, { waitsOn: waitsOnPerson, personId }, { nextAt: work.now, waitsOn: null })

/** Notes that the account can be reached again; what waited for the person comes. */
export async function accountReached(work: Work, { id, personId }: PlatformAccount): Promise<void> {
  await work.change(PlatformAccount, { id }, { unreachable: null, unreachableAt: null })
  await sendWaiting(work, personId)
}

/** Links an account to the person, or another one in its place: what waited for want of one comes. */
export async function accountLinked(work: Work, personId: string): Promise<void> {
  await sendWaiting(work, personId)
}

/**
 * Notes that the person came in through this account, or was heard of on it: he can be reached again. Who came in or wrote is
 * written to there from now on (`isUse`); that the app was opened to him alone says nothing of where he wants to read.
 */
export async function accountUsed(
  work: Work,
  platform: PlatformName,
  identity: PlatformIdentity,
  isUse = true,
): Promise<void> {
  const place = { platform, tenant: identity.tenant, userKey: userKeyOf(identity.userId) }
  const account = await work.one(PlatformAccount, place)
  if (!account) return
  if (isUse) await work.change(PlatformAccount, { id: account.id }, { lastUsedAt: work.now })
  // Of one that never was unreachable nothing waits but what came before there was any account.
  await accountReached(work, account)
}

const tenMinutes = 600_000

/** Whether accountUsed would say anything new of the account: asked for every press, which need not write for it. */
export async function isNewsOf(
  work: Work,
  platform: PlatformName,
  identity: PlatformIdentity,
  isUse: boolean,
): Promise<boolean> {
  const place = { platform, tenant: identity.tenant, userKey: userKeyOf(identity.userId) }
  const account = await work.one(PlatformAccount, place)
  if (!account) return false
  return account.unreachable !== null || (isUse && work.now - (account.lastUsedAt ?? 0) > tenMinutes)
}
