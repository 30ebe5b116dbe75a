import { In } from 'typeorm'
import { AuditEntry, ImportChange, type PlatformAccount } from '../../../entities'
import type { Work } from '../../database/work'
import { userKeyOf } from './accounts'

export type AccountPlace = Pick<PlatformAccount, 'platform' | 'userId'>

export const placeKey = ({ platform, userId }: AccountPlace): string => `${platform}:${userKeyOf(userId)}`

/** What 留痕 says of an account that was closed because the directory showed its owner as left. */
export const accountClosed = 'account.close'

/**
 * Accounts that an import or the directory has taken from these people when they left, by person, as placeKey says them. Whoever has lost one so is
 * not somebody who never had any: another one would let in somebody else in his name, for which it takes two persons. At most some
 * hundred people a call; reads what imports have changed, so ask it only of people without an account.
 */
export async function takenAccounts(work: Work, personIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const taken = new Map<string, Set<string>>()
  if (!personIds.length) return taken
  const where = { table: 'person', recordId: In([...personIds]) }
  for (const { recordId, before } of await work.manager.findBy(ImportChange, where)) {
    const accounts = (before as { accounts?: AccountPlace[] } | null)?.accounts ?? []
    if (accounts.length) taken.set(recordId, new Set([...(taken.get(recordId) ?? []), ...accounts.map(placeKey)]))
  }
  const closed = { subjectKind: 'person', subjectId: In([...personIds]), action: accountClosed }
  for (const { subjectId, change } of await work.manager.findBy(AuditEntry, closed)) {
    const { platform, before } = change as { platform: AccountPlace['platform']; before: string }
    taken.set(subjectId, new Set([...(taken.get(subjectId) ?? []), placeKey({ platform, userId: before })]))
  }
  return taken
}
