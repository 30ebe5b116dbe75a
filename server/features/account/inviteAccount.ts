import { PlatformAccount } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import type { PlatformTenants } from '../call'
import { requirePresentPerson, takenAccounts } from '../organisation'
import { inviteAll } from './invites'

const inviteHas = refusal(
  409,
  'account.inviteHas',
  '{name}已经有账号了，不用登录链接；要换账号，请用“换绑账号”，由两个人办。',
)
const inviteTaken = refusal(
  409,
  'account.inviteTook',
  '{name}离职前有过账号，不能用登录链接；请用“换绑账号”，由两个人办。',
)

/**
 * 党办 gives somebody without an account the link by which he comes in: nobody has to know what a platform calls his account.
 * Who has one, or has lost one by leaving, needs two persons for another, as with account.link.
 */
export const inviteAccount =
  (tenants: PlatformTenants) =>
  async (work: Work, { personId, loginCode }: Checked<'account.invite'>): Promise<Output<'account.invite'>> => {
    work.must('manageOrganisation')
    const { name } = await requirePresentPerson(work, personId)
    const accounts = await work.manager.findBy(PlatformAccount, { personId })
    if (accounts.some(({ platform, tenant }) => tenants[platform] === tenant)) throw inviteHas({ name })
    if ((await takenAccounts(work, [personId])).size) throw inviteTaken({ name })
    await inviteAll(work, [{ personId, code: loginCode }], work.who.personId)
    return { done: true }
  }
