import { In } from 'typeorm'
import { accountAskedCard, accountChangedCard, confirmAccountCard } from '../../../bot/cards/account'
import { AccountChange, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { hasLeft } from '../../domain/organisation/persons'
import { platformNames } from '../../domain/organisation/platforms'
import { accountChange, type accountChangeSteps } from '../../domain/workflows/accountChange'
import { notStarted, type StepRole } from '../../domain/workflows/steps'
import type { Actor } from '../../policy/actor'
import { refusal } from '../../refusals'
import { byGrant, type Flow, type Held, type Known, type Taken } from '../workflow'
import { replaceAccount } from './replaceAccount'

const accountSelf = refusal(
  403,
  'account.self',
  '换绑账号要两个人办：这是您申请的，请由另一位机关党办、系统管理员，或者{name}本人确认。',
)
const accountGone = refusal(409, 'account.gone', '{name}已经离职或退休，不能再绑定账号，请点“不同意换绑”。')

/** A request with its people. */
interface KnownChange extends Known<AccountChange> {
  ownerName: string
  ownerLeft: boolean
  askerName: string
  askerLeft: boolean
}

const changesPath = '/account-changes'
const keepers = byGrant(['systemAdministrator', 'hqOffice'])

async function withPeople(work: Work, records: readonly AccountChange[]): Promise<KnownChange[]> {
  if (!records.length) return []
  const ids = records.flatMap(({ personId, askedById }) => [personId, askedById])
  const people = await work.manager.find(Person, {
    select: { id: true, name: true, dutyStatus: true },
    where: { id: In([...new Set(ids)]) },
  })
  const byId = new Map(people.map((person) => [person.id, person]))
  const nameOf = (personId: string): string => byId.get(personId)?.name ?? ''
  const isGone = (personId: string): boolean => {
    const person = byId.get(personId)
    return person !== undefined && hasLeft(person)
  }
  return records.map((record) => ({
    record,
    ownerName: nameOf(record.personId),
    ownerLeft: isGone(record.personId),
    askerName: nameOf(record.askedById),
    askerLeft: isGone(record.askedById),
  }))
}

/** Those in these states, the oldest first; of one person where it says so. */
export async function changesIn(work: Work, states: readonly string[], personId?: string): Promise<KnownChange[]> {
  const rows = await work.manager.find(AccountChange, {
    where: { state: In([...states]), ...(personId === undefined ? {} : { personId }) },
    order: { askedAt: 'ASC', id: 'ASC' },
  })
  return withPeople(work, rows)
}

/** Nobody confirms what he has asked for, be it about himself. */
function rolesOf(actor: Actor | null, { record }: KnownChange): StepRole[] {
  const granted = keepers.of(actor, {})
  if (!actor || record.state === (notStarted as string)) return granted
  if (record.askedById === actor.personId) return ['accountAsker']
  return [...granted, ...(record.personId === actor.personId ? (['accountOwner'] as const) : [])]
}

/** The same the other way round; nobody who has left owes anything. */
function peopleIn(role: StepRole, { record, ownerLeft, askerLeft }: KnownChange, held: Held): string[] {
  if (role === 'accountOwner') return ownerLeft ? [] : [record.personId]
  if (role === 'accountAsker') return askerLeft ? [] : [record.askedById]
  return keepers.people(role, {}, held).filter((personId) => personId !== record.askedById)
}

const mayDecide = (work: Work, { record, ownerName }: KnownChange): void => {
  if (record.askedById === work.who.personId) throw accountSelf({ name: ownerName })
}

type TakenChange = Taken<KnownChange, (typeof accountChangeSteps)[number]['event']>

/** The owner hears of it whatever becomes of it: in time to stop it, and when it is done. */
async function after(work: Work, { known, event, actor }: TakenChange): Promise<void> {
  const { record, askerName, ownerName } = known
  const about = { platformName: platformNames[record.platform], askerName, ownerName, path: changesPath }
  const { id, personId, revision } = record
  const { name } = accountChange
  if (event === 'askForAccount') {
    const subjectKeys = [subjectFor.turn(name, id, record.state)]
    const dedupeKey = onceFor.turn(name, id, 'owner', revision, personId)
    // Not put off to the morning: whoever takes an account over does it at night.
    await work.notify({ dedupeKey, personId, kind: name, subjectKeys, card: accountAskedCard(about) })
  }
  if (event !== 'confirmAccount') return
  await replaceAccount(work, record)
  const card = accountChangedCard({ ...about, confirmerName: actor?.name ?? '' })
  const dedupeKey = onceFor.turn(name, id, record.state, revision, personId)
  await work.notify({ dedupeKey, personId, kind: name, subjectKeys: [], card })
}

export const accountFlow: Flow<typeof accountChangeSteps, AccountChange, KnownChange> = {
  table: accountChange,
  entity: AccountChange,
  load: async (work, id) => {
    const record = await work.one(AccountChange, { id })
    return (record && (await withPeople(work, [record]))[0]) ?? null
  },
  open: (work, states) => changesIn(work, states),
  near: async (work, states) => (work.may('linkAccount') ? changesIn(work, states) : []),
  roles: rolesOf,
  people: peopleIn,
  grants: keepers.grants,
  face: ({ record, ownerName }) => ({
    about: `${ownerName}，${platformNames[record.platform]}`,
    path: changesPath,
    dueDay: null,
  }),
  may: { confirmAccount: mayDecide, declineAccount: mayDecide, withdrawAccount: () => undefined },
  blocked: ({ ownerLeft, ownerName }, event) =>
    ownerLeft && event === 'confirmAccount' ? accountGone({ name: ownerName }) : null,
  follows: (_known, event, _state, work) =>
    event === 'askForAccount' ? {} : { openFor: null, decidedById: work.actor?.personId ?? null, decidedAt: work.now },
  audit: ({ known: { record } }) => ({
    subjectKind: 'person',
    subjectId: record.personId,
    change: { platform: record.platform, after: record.userId, askedById: record.askedById, state: record.state },
  }),
  cards: {
    ASKED: async (_work, { record, ownerName, askerName }) => ({
      card: () =>
        confirmAccountCard({ ownerName, askerName, platformName: platformNames[record.platform], path: changesPath }),
    }),
  },
  after,
}
