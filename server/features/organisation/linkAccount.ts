import { randomUUID } from 'node:crypto'
import { Person, PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { loginPlatformUnknown, type Refusal, recordChanged, refusal } from '../../refusals'
import type { PlatformTenants } from '../call'
import { endSessionsOf } from '../session'
import { userKeyOf } from './accounts'
import { requirePresentPerson } from './records'

const accountTaken = refusal(409, 'account.taken', '这个账号已经绑定给了{name}。')

async function taken(work: Work, personId: string): Promise<Refusal> {
  const holder = await work.manager.findOneBy(Person, { id: personId })
  return accountTaken({ name: holder?.name ?? '另一位同志' })
}

/**
 * Links a roster person to a chat account, or to another one in its place; one account belongs to one person. This is all
 * a SYS_ADMIN may do to people (rules §2.2), and it is audited with both ids.
 */
export const linkAccount =
  (tenants: PlatformTenants) =>
  async (
    work: Work,
    { personId, platform, userId }: Checked<'organisation.linkAccount'>,
  ): Promise<Output<'organisation.linkAccount'>> => {
    work.must('linkAccount')
    const tenant = tenants[platform]
    if (!tenant) throw loginPlatformUnknown()
    await requirePresentPerson(work, personId)
    const userKey = userKeyOf(userId)
    const owner = await work.manager.findOneBy(PlatformAccount, { platform, tenant, userKey })
    if (owner && owner.personId !== personId) throw await taken(work, owner.personId)
    const known = await work.manager.findOneBy(PlatformAccount, { personId, platform, tenant })
    const facts = { userId, userKey, unionId: null, lastUsedAt: null, unreachable: null }
    const write = known
      ? work.change(PlatformAccount, { id: known.id }, facts)
      : work.insert(PlatformAccount, { id: randomUUID(), personId, platform, tenant, ...facts })
    await orTaken<unknown>(write, () => recordChanged())
    // Whoever came in through the old account is out.
    await endSessionsOf(work, personId)
    const change = { platform, before: known?.userId ?? null, after: userId }
    await work.audit({ action: 'account.link', subjectKind: 'person', subjectId: personId, change })
    return { done: true }
  }
