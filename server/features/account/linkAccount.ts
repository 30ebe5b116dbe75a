import { randomUUID } from 'node:crypto'
import { accountLinkedCard } from '../../../bot/cards/account'
import { type AccountChange, type Person, PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { onceFor } from '../../domain/cardKeys'
import { platformNames } from '../../domain/organisation/platforms'
import { accountChange } from '../../domain/workflows/accountChange'
import { notStarted } from '../../domain/workflows/steps'
import { loginPlatformUnknown, refusal } from '../../refusals'
import type { PlatformTenants } from '../call'
import { holders, placeKey, requirePresentPerson, takenAccounts, userKeyOf } from '../organisation'
import { begin } from '../workflow'
import { accountFlow } from './flow'
import { type LinkedAccount, replaceAccount, requireFree } from './replaceAccount'

const accountWaits = refusal(409, 'account.waits', '{name}已经有一份换绑申请在等确认，请先在“换绑账号”里办完或撤回。')

/** Whether nobody besides the actor could confirm, the owner apart. */
async function isAlone(work: Work): Promise<boolean> {
  const held = await holders(work, ['HQ_OFFICE', 'SYS_ADMIN'])
  return held.every(({ personId }) => personId === work.who.personId)
}

/** What the administrator did alone is known to 党办, who keep the roster; nobody else could know of it. */
async function tellOffice(work: Work, person: Person, { id, platform, userId }: LinkedAccount): Promise<void> {
  if (work.may('manageOrganisation')) return
  const officers = new Set((await holders(work, ['HQ_OFFICE'])).map(({ personId }) => personId))
  officers.delete(person.id)
  const platformName = platformNames[platform]
  const card = accountLinkedCard({ ownerName: person.name, platformName, userId, byName: work.who.name })
  const kind = accountChange.name
  await work.notifyAll(
    [...officers].map((personId) => {
      const dedupeKey = onceFor.accountLinked(id, personId)
      return { dedupeKey, personId, kind, subjectKeys: [], card }
    }),
  )
}

/**
 * Links a roster person to a chat account: at once while the person has none in this house and lost no other by an import, for
 * then there is nothing to take over; else it is asked for, and a second person confirms it. This is all a SYS_ADMIN may do to people (rules §2.2).
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
    const taken = current.length ? null : (await takenAccounts(work, [personId])).get(personId)
    const isOther = taken !== undefined && taken !== null && !taken.has(placeKey({ platform, userId }))
    if (isTheirs || (!current.length && !isOther)) {
      if (!isTheirs) await tellOffice(work, person, await replaceAccount(work, account))
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
