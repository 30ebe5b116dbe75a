import { In } from 'typeorm'
import type { PlatformIdentity, PlatformName } from '../../../bot/port'
import { DirectoryFinding, PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { rowsAPiece } from '../../database/pieces'
import type { Work } from '../../database/work'
import { loginPlatformUnknown } from '../../refusals'
import type { PlatformTenants } from '../call'
import { accountClosed, userKeyOf } from '../organisation'
import { endSessionsOf } from '../session'

/**
 * These people come in through these accounts no more, and their logins end. The roster is HR's: it says itself that they left.
 * 500 at most.
 */
export async function closeAccounts(
  work: Work,
  accounts: readonly Pick<PlatformAccount, 'id' | 'personId' | 'platform' | 'userId'>[],
): Promise<void> {
  if (!accounts.length) return
  await work.manager.delete(PlatformAccount, { id: In(accounts.map(({ id }) => id)) })
  await endSessionsOf(work, ...new Set(accounts.map(({ personId }) => personId)))
  for (const { personId, platform, userId } of accounts) {
    const change = { platform, before: userId }
    await work.audit({ action: accountClosed, subjectKind: 'person', subjectId: personId, change })
  }
}

/** The account that the platform says is no more, if it is anybody's. */
export async function closeAccountOf(
  work: Work,
  platform: PlatformName,
  { tenant, userId }: PlatformIdentity,
): Promise<void> {
  const account = await work.one(PlatformAccount, { platform, tenant, userKey: userKeyOf(userId) })
  if (account) await closeAccounts(work, [account])
}

/** So many had left at once that the directory itself was doubted: 党办 says that they did. */
export const closeLeavers =
  (tenants: PlatformTenants) =>
  async (work: Work, { platform }: Checked<'directory.closeLeavers'>): Promise<Output<'directory.closeLeavers'>> => {
    work.must('manageOrganisation')
    const tenant = tenants[platform]
    if (!tenant) throw loginPlatformUnknown()
    const where = { platform, kind: 'MANY_LEFT' as const }
    const findings = await work.manager.find(DirectoryFinding, { where, order: { id: 'ASC' }, take: rowsAPiece })
    if (!findings.length) return { closed: 0 }
    const ids = new Set(findings.map(({ personId }) => personId))
    const accounts = await work.manager.findBy(PlatformAccount, { platform, tenant, personId: In([...ids]) })
    const userIds = new Map(findings.map(({ personId, userId }) => [personId, userId]))
    const closing = accounts.filter(({ personId, userId }) => userIds.get(personId) === userId)
    await closeAccounts(work, closing)
    await work.manager.delete(DirectoryFinding, { id: In(findings.map(({ id }) => id)) })
    return { closed: closing.length }
  }
