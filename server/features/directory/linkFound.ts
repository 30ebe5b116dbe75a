import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { accountFoundCard } from '../../../bot/cards/account'
import { OutboxMessage, Person, PlatformAccount } from '../../../entities'
import { othersFirst } from '../../database/pieces'
import type { Database, Work } from '../../database/work'
import { onceFor } from '../../domain/cardKeys'
import { waitsOnPerson } from '../../domain/delivery/decide'
import type { Finding } from '../../domain/organisation/directoryPlan'
import { hasLeft } from '../../domain/organisation/persons'
import { platformNames } from '../../domain/organisation/platforms'

type Platform = PlatformAccount['platform']
interface Place {
  platform: Platform
  tenant: string
}

const peopleAPiece = 200

/** Whoever comes in by another account already hears that there is one more; the account itself cannot tell him. */
async function tellOwners(work: Work, platform: Platform, accounts: readonly PlatformAccount[]): Promise<void> {
  const personIds = accounts.map(({ personId }) => personId)
  const others = await work.manager.findBy(PlatformAccount, { personId: In(personIds) })
  const using = new Set(others.filter(({ lastUsedAt }) => lastUsedAt !== null).map(({ personId }) => personId))
  const card = accountFoundCard({ platformName: platformNames[platform] })
  await work.notifyAll(
    accounts
      .filter(({ personId }) => using.has(personId))
      .map(({ id, personId }) => {
        const dedupeKey = onceFor.accountLinked(id, personId)
        return { dedupeKey, personId, kind: 'accountChange', subjectKeys: [], card }
      }),
  )
}

/** One piece of them; what has changed since the directory was held against the roster is left to the next reading. */
async function linkPiece(work: Work, { platform, tenant }: Place, found: readonly Finding[]): Promise<number> {
  const personIds = found.map(({ personId }) => personId)
  const keys = found.flatMap(({ entry }) => (entry ? [entry.userId.toLowerCase()] : []))
  const people = await work.manager.find(Person, {
    select: { id: true, dutyStatus: true },
    where: { id: In(personIds) },
  })
  const present = new Set(people.filter((person) => !hasLeft(person)).map(({ id }) => id))
  const standing = await work.manager.find(PlatformAccount, {
    where: [
      { platform, tenant, personId: In(personIds) },
      { platform, tenant, userKey: In(keys) },
    ],
  })
  const owners = new Set(standing.map(({ personId }) => personId))
  const owned = new Set(standing.map(({ userKey }) => userKey))
  const accounts = found.flatMap(({ personId, entry, kind }) => {
    const userKey = entry?.userId.toLowerCase() ?? ''
    if (!entry || !present.has(personId) || owners.has(personId) || owned.has(userKey)) return []
    const facts = { unionId: null, lastUsedAt: null, unreachable: null, unreachableAt: null }
    const account = { id: randomUUID(), personId, platform, tenant, userId: entry.userId, userKey, ...facts }
    return [{ account, kind }]
  })
  if (!accounts.length) return 0
  const rows = accounts.map(({ account }) => account)
  await work.insert(PlatformAccount, rows)
  const waiting = { waitsOn: waitsOnPerson, personId: In(rows.map(({ personId }) => personId)) }
  await work.change(OutboxMessage, waiting, { nextAt: work.now, waitsOn: null })
  for (const { account, kind } of accounts) {
    const change = { platform, before: null, after: account.userId, by: kind }
    await work.audit({ action: 'account.link', subjectKind: 'person', subjectId: account.personId, change })
  }
  await tellOwners(work, platform, rows)
  return rows.length
}

/** Links whom the directory shows beyond doubt, in pieces so that nobody waits for them; answers how many. */
export async function linkFound(database: Database, place: Place, found: readonly Finding[]): Promise<number> {
  let linked = 0
  for (let at = 0; at < found.length; at += peopleAPiece) {
    const piece = found.slice(at, at + peopleAPiece)
    linked += await database.unitOfWork(null, 'job', (work) => linkPiece(work, place, piece))
    await othersFirst()
  }
  return linked
}
