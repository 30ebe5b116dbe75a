import { randomUUID } from 'node:crypto'
import { type AccountChange, PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { notStarted } from '../../domain/workflows/steps'
import { loginPlatformUnknown, refusal } from '../../refusals'
import type { PlatformTenants } from '../call'
import { holders, requirePresentPerson, userKeyOf } from '../organisation'
import { begin } from '../workflow'
import { accountFlow } from './flow'
import { replaceAccount, requireFree } from './replaceAccount'

const accountWaits = refusal(409, 'account.waits', '{name}已经有一份换绑申请在等确认，请先在“换绑账号”里办完或撤回。')

/** Whether nobody besides the actor could confirm, the owner apart. */
async function isAlone(work: Work): Promise<boolean> {
  const held = await holders(work, ['HQ_OFFICE', 'SYS_ADMIN'])
  return held.every(({ personId }) => personId === work.who.personId)
}

/**
 * Links a roster person to a chat account: at once while the person has none in this house, for then there is nothing to take
 * over; else it is asked for, and a second person confirms it. This is all a SYS_ADMIN may do to people (rules §2.2).
 */
export const linkAccount =
  (tenants: PlatformTenants) =>
  async (work: Work, { personId, platform, userId }: Checked<'account.link'>): Promise<Output<'account.link'>> => {
    work.must('linkAccount')
    const tenant = tenants[platform]
    if (!tenant) throw loginPlatformUnknown()
    const person = await requirePresentPerson(work, personId)
    const account = { personId, platform, tenant, userId, userKey: userKeyOf(userId) }
    const accounts = await work.manager.findBy(PlatformAccount, { personId })
    const current = accounts.filter((each) => tenants[each.platform] === each.tenant)
    const isTheirs = current.some((each) => each.platform === platform && each.userKey === account.userKey)
    if (!current.length || isTheirs) {
      if (!isTheirs) await replaceAccount(work, account)
      return { waits: false, alone: false }
    }
    await requireFree(work, account)
    const { name, personId: askedById } = work.who
    const asked: Pick<AccountChange, 'openFor' | 'askedById' | 'askedAt' | 'decidedById' | 'decidedAt'> = {
      openFor: `${personId}:${platform}`,
      askedById,
      askedAt: work.now,
      decidedById: null,
      decidedAt: null,
    }
    const record = { id: randomUUID(), ...account, ...asked, state: notStarted as never, revision: 1 }
    const known = { record, ownerName: person.name, ownerLeft: false, askerName: name, askerLeft: false }
    await begin(work, { ...accountFlow, duplicate: () => accountWaits({ name: person.name }) }, known, 'askForAccount')
    return { waits: true, alone: await isAlone(work) }
  }
