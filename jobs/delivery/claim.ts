import type { PlatformName } from '../../bot/port'
import { never, OutboxMessage, type PlatformAccount } from '../../entities'
import type { Database, Work } from '../../server/database/work'
import { accountsOfAll } from '../../server/features/organisation/accounts'
import { type Plan, type PlanFacts, planOf } from './plan'

/** A message whose call may begin. */
export interface InHand {
  message: OutboxMessage
  call: 'send' | 'change'
  platform: PlatformName
  account: PlatformAccount
  /** Nothing of it can be on the platform yet. */
  isFirstTry: boolean
}

const sending = "state in ('PENDING', 'LEASED')"
const changing = "state = 'SENT' and doneState in ('WANTED', 'LEASED')"
/**
 * The instant leads to the rows; the states only keep out what somebody has settled by hand. As a case, for the planner of
 * SQLite would else go by the index of the state, and read every card ever sent, each second.
 */
const isDue = `message.nextAt <= :now and
  case when message.state in ('PENDING', 'LEASED') then 1
    when message.state = 'SENT' and message.doneState in ('WANTED', 'LEASED') then 1 else 0 end = 1`
/** A message expires while it waits, and is looked at then. */
const noLaterThanExpiry = 'case when expiresAt is not null and expiresAt < :until then expiresAt + 1 else :until end'

const update = (work: Work, ids: readonly string[], token: string) =>
  work.manager
    .createQueryBuilder()
    .update(OutboxMessage)
    .where('id in (:...ids) and (leaseOwner is null or leaseOwner <> :token)', { ids, token, now: work.now })

/** One statement for all messages of which the same becomes. Whatever has changed meanwhile stays as it is. */
async function carryOut(work: Work, plan: Plan, ids: readonly string[], token: string): Promise<void> {
  const rows = update(work, ids, token)
  const free = { leaseOwner: null }
  if (plan.kind === 'send')
    await rows
      .set({
        state: 'LEASED',
        leaseOwner: token,
        platform: plan.platform,
        waitsOn: null,
        unsureSince: () => 'coalesce(unsureSince, :now)',
      })
      .andWhere(sending)
      .execute()
  else if (plan.kind === 'change')
    await rows.set({ doneState: 'LEASED', leaseOwner: token }).andWhere(changing).execute()
  else if (plan.kind === 'end')
    await rows
      .set({
        ...free,
        state: plan.state,
        nextAt: never,
        waitsOn: null,
        ...(plan.words ? { failReason: plan.words } : {}),
      })
      .andWhere(sending)
      .execute()
  else if (plan.kind === 'leave')
    await rows
      .set({ ...free, doneState: 'FAILED', nextAt: never })
      .andWhere(changing)
      .execute()
  else
    await rows
      .set({
        ...free,
        state: () => "case when state = 'LEASED' then 'PENDING' else state end",
        waitsOn: plan.on,
        ...(plan.words ? { failReason: plan.words } : {}),
        nextAt: () => noLaterThanExpiry,
      })
      .setParameter('until', plan.until)
      .andWhere(`((${sending}) or (${changing}))`)
      .execute()
}

/** What is due and in nobody's hand, or in that of a sitting that is over; what is due longest first. Read by its index alone. */
const due = (work: Work, token: string, most: number): Promise<OutboxMessage[]> =>
  work.manager
    .createQueryBuilder(OutboxMessage, 'message')
    .where(isDue, { now: work.now })
    .andWhere('(message.leaseOwner is null or message.leaseOwner <> :token)', { token })
    .orderBy('message.nextAt', 'ASC')
    .limit(most)
    .getMany()

/** Asked in the order of the index: MySQL counts what has just left it as still due, and would rather read the whole table. */
export const isAnyDue = (database: Database): Promise<boolean> =>
  database.read(null, 'job', async (work) => {
    const query = work.manager.createQueryBuilder(OutboxMessage, 'message').select('message.id')
    query.where(isDue, { now: work.now }).orderBy('message.nextAt', 'ASC').limit(1)
    return (await query.getRawMany()).length > 0
  })

/**
 * Takes up to `most` due messages in hand and decides of the others what they wait for. Answers those whose call may begin,
 * and whether there may be more. Six statements, however many messages.
 */
export async function claim(
  database: Database,
  token: string,
  facts: Omit<PlanFacts, 'now'>,
  most: number,
): Promise<{ inHand: InHand[]; found: number }> {
  const now = database.clock.now()
  const [found, accounts] = await database.read(null, 'job', async (work) => {
    const messages = await due(work, token, most)
    const persons = [...new Set(messages.map(({ personId }) => personId))]
    return [messages, await accountsOfAll(work, persons)] as const
  })
  if (!found.length) return { inHand: [], found: 0 }
  const plans = planOf(found, accounts, { ...facts, now })
  const groups = new Map<string, { plan: Plan; ids: string[] }>()
  for (const { message, plan } of plans) {
    const key = JSON.stringify({ ...plan, account: undefined })
    const group = groups.get(key) ?? { plan, ids: [] }
    group.ids.push(message.id)
    groups.set(key, group)
  }
  const mine = await database.unitOfWork(null, 'job', async (work) => {
    for (const { plan, ids } of groups.values()) await carryOut(work, plan, ids, token)
    const ids = plans.flatMap(({ message, plan }) =>
      plan.kind === 'send' || plan.kind === 'change' ? [message.id] : [],
    )
    if (!ids.length) return new Set<string>()
    const query = work.manager.createQueryBuilder(OutboxMessage, 'message').select('message.id', 'id')
    const rows = await query
      .where('message.id in (:...ids) and message.leaseOwner = :token', { ids, token })
      .getRawMany<{ id: string }>()
    return new Set(rows.map(({ id }) => id))
  })
  const inHand = plans.flatMap(({ message, plan }): InHand[] => {
    if ((plan.kind !== 'send' && plan.kind !== 'change') || !mine.has(message.id)) return []
    const { kind: call, platform, account } = plan
    return [{ message, call, platform, account, isFirstTry: message.unsureSince === null }]
  })
  return { inHand, found: found.length }
}
