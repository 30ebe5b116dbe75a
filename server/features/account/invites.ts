import { createHash, randomUUID } from 'node:crypto'
import { In, IsNull } from 'typeorm'
import type { PlatformIdentity, PlatformName } from '../../../bot/port'
import { AccountInvite, House, Person, PlatformAccount } from '../../../entities'
import type { Work } from '../../database/work'
import { hasLeft } from '../../domain/organisation/persons'
import { platformNames } from '../../domain/organisation/platforms'
import { readCode } from '../../domain/setUp/oneTimeCode'
import { refusal } from '../../refusals'
import type { PlatformTenants } from '../call'
import { userKeyOf } from '../organisation'
import { replaceAccount } from './replaceAccount'

const inviteNot = refusal(
  403,
  'login.inviteNot',
  '这个登录链接不对、过期或已经用过了，请向发给您的人重新要一个；已经登录过的，直接打开首页就行。',
)
const inviteTaken = refusal(
  409,
  'login.inviteTaken',
  '现在登录的{platform}账号是{owner}的，不能再给{name}用。请换成{name}本人的账号，再打开一次登录链接。',
)

const lifeMilliseconds = 7 * 86_400_000

/** Only this is kept of a code: whoever reads the database comes in by none. */
const hashOf = (code: string): string => createHash('sha256').update(`invite:${code}`).digest('hex')

/** Who may come in by a link, while it is good. */
interface Invited {
  inviteId: string
  personId: string
  name: string
}

/** Gives these people their links, each with the code it holds; links that they had before are void. */
export async function inviteAll(
  work: Work,
  given: readonly { personId: string; code: string }[],
  issuedById: string | null,
): Promise<void> {
  const personId = In(given.map((one) => one.personId))
  await work.change(AccountInvite, { personId, usedAt: IsNull() }, { expiresAt: work.now })
  const facts = { expiresAt: work.now + lifeMilliseconds, usedAt: null, issuedById }
  for (const { personId: subjectId, code } of given) {
    const codeHash = hashOf(readCode(code) ?? randomUUID())
    await work.insert(AccountInvite, { id: randomUUID(), personId: subjectId, codeHash, ...facts })
    await work.audit({ action: 'account.invite', subjectKind: 'person', subjectId })
  }
}

async function invitedBy(work: Work, where: { codeHash: string } | { id: string }): Promise<Invited | null> {
  const invite = await work.manager.findOneBy(AccountInvite, where)
  if (!invite || invite.usedAt !== null || invite.expiresAt <= work.now) return null
  const { personId, id: inviteId } = invite
  const person = await work.manager.findOneBy(Person, { id: personId })
  if (!person || hasLeft(person)) return null
  return { inviteId, personId, name: person.name }
}

/** Whose link it is; refuses with login.inviteNot. A code has 99 bits, so that looking its hash up tells nobody anything. */
export async function readInvite(work: Work, typed: string): Promise<Invited & { houseName: string | null }> {
  const code = readCode(typed)
  const invited = code && (await invitedBy(work, { codeHash: hashOf(code) }))
  if (!invited) throw inviteNot()
  const house = await work.manager.findOneBy(House, { key: 'house' })
  return { ...invited, houseName: house?.name ?? null }
}

/** Whoever came in by the link before is in: the answer was lost, or it was opened twice. */
async function enteredBefore(work: Work, inviteId: string, ownerId: string | undefined): Promise<string | null> {
  const invite = ownerId ? await work.manager.findOneBy(AccountInvite, { id: inviteId, personId: ownerId }) : null
  return invite?.usedAt ? invite.personId : null
}

/** Who has got an account in another way since the link was made needs it no more, and it must not bring him another. */
async function hasAccount(work: Work, personId: string, tenants: PlatformTenants): Promise<boolean> {
  const accounts = await work.manager.findBy(PlatformAccount, { personId })
  return accounts.some(({ platform, tenant }) => tenants[platform] === tenant)
}

/** Who has just logged in with this account is the person of the link from now on. Refuses an account that is somebody's. */
export async function enterByInvite(
  work: Work,
  inviteId: string,
  platform: PlatformName,
  { tenant, userId }: PlatformIdentity,
  tenants: PlatformTenants,
): Promise<{ personId: string; name: string }> {
  const userKey = userKeyOf(userId)
  const owner = await work.manager.findOneBy(PlatformAccount, { platform, tenant, userKey })
  const ownerName = owner && ((await work.manager.findOneBy(Person, { id: owner.personId }))?.name ?? '')
  const before = await enteredBefore(work, inviteId, owner?.personId)
  if (before) return { personId: before, name: ownerName ?? '' }
  const invited = await invitedBy(work, { id: inviteId })
  if (!invited) throw inviteNot()
  const { personId, name } = invited
  if (owner && owner.personId !== personId)
    throw inviteTaken({ platform: platformNames[platform], owner: ownerName || '另一位同志', name })
  if (await hasAccount(work, personId, tenants)) throw inviteNot()
  // Of two who open one link at once the second finds it used.
  if (!(await work.change(AccountInvite, { id: inviteId, usedAt: IsNull() }, { usedAt: work.now }))) throw inviteNot()
  await replaceAccount(work, { personId, platform, tenant, userId, userKey })
  return { personId, name }
}
