import { randomUUID } from 'node:crypto'
import { In, IsNull, Not } from 'typeorm'
import { directoryNewsCard } from '../../../bot/cards/account'
import type { DirectoryPerson } from '../../../bot/directory'
import type { ChatPlatform } from '../../../bot/port'
import { DirectoryFinding, type DirectoryOutcome, DirectoryReading, PlatformAccount } from '../../../entities'
import { inPieces, othersFirst, rowsAPiece } from '../../database/pieces'
import type { Database, Work } from '../../database/work'
import { onceFor } from '../../domain/cardKeys'
import { type Finding, mostLeavers, planDirectory, type RosterPerson } from '../../domain/organisation/directoryPlan'
import { platformNames } from '../../domain/organisation/platforms'
import type { PlatformTenants } from '../call'
import { holders } from '../organisation'
import { closeAccounts } from './closeLeavers'
import { linkFound } from './linkFound'
import { rosterFor } from './roster'

/** More are not asked for one by one: so many missing at once are no leavers. */
const mostAsked = 500

interface Place {
  platform: ChatPlatform['name']
  tenant: string
}

/**
 * Who of those the directory does not show, or shows as left, is gone. An account is asked for by itself before it counts: one
 * that is merely out of the app's sight, or not told of, is none of them.
 */
async function leaversAmong(
  platform: ChatPlatform,
  unseen: readonly RosterPerson[],
  people: readonly DirectoryPerson[],
  isWhole: boolean,
  accountsById: ReadonlyMap<string, string>,
): Promise<RosterPerson[]> {
  const gone = new Set(people.filter(({ presence }) => presence === 'gone').map(({ userId }) => userId.toLowerCase()))
  const isShown = ({ account }: RosterPerson): boolean => account !== null && gone.has(account.userKey)
  if (unseen.length > mostAsked) return unseen.filter(isShown)
  const leavers: RosterPerson[] = []
  for (const person of unseen) {
    const userId = accountsById.get(person.account?.id ?? '')
    const told = userId === undefined ? 'unknown' : await platform.askAccount(userId)
    if (told === 'gone' || (told === 'unseen' && isWhole)) leavers.push(person)
  }
  return leavers
}

const userIdsOf = async (work: Work, unseen: readonly RosterPerson[]): Promise<Map<string, string>> => {
  const userIds = new Map<string, string>()
  for (let at = 0; at < unseen.length; at += rowsAPiece) {
    const ids = unseen.slice(at, at + rowsAPiece).flatMap(({ account }) => (account ? [account.id] : []))
    for (const { id, userId } of await work.manager.findBy(PlatformAccount, { id: In(ids) })) userIds.set(id, userId)
  }
  return userIds
}

/** Closes them unless they are so many that 党办 must say so; answers how many, and how many wait. */
async function closeLeft(
  database: Database,
  { platform }: Place,
  leavers: readonly RosterPerson[],
  linked: number,
  dry: boolean,
): Promise<{ closed: number; findings: Finding[] }> {
  const isMany = leavers.length > mostLeavers(linked)
  const kind = isMany ? ('MANY_LEFT' as const) : ('LEFT' as const)
  const findings = leavers.map((person): Finding => ({ kind, personId: person.personId, entry: null }))
  if (isMany) return { closed: 0, findings }
  if (dry) return { closed: leavers.length, findings }
  const ids = leavers.flatMap(({ account }) => (account ? [account.id] : []))
  const closed = await database.unitOfWork(null, 'job', async (work) => {
    const accounts = ids.length ? await work.manager.findBy(PlatformAccount, { id: In(ids), platform }) : []
    await closeAccounts(work, accounts)
    return accounts.length
  })
  return { closed, findings }
}

/** In place of those of the reading before; meanwhile the page says that it is being read. */
async function keepFindings(
  database: Database,
  platform: Place['platform'],
  findings: readonly Finding[],
  userIds: ReadonlyMap<string, string>,
): Promise<void> {
  await inPieces(database, async (work) => {
    const old = await work.manager.find(DirectoryFinding, {
      select: { id: true },
      where: { platform },
      take: rowsAPiece,
    })
    if (old.length) await work.manager.delete(DirectoryFinding, { id: In(old.map(({ id }) => id)) })
    return old.length
  })
  for (let at = 0; at < findings.length; at += rowsAPiece) {
    const rows = findings.slice(at, at + rowsAPiece).map(({ kind, personId, entry }) => ({
      id: randomUUID(),
      platform,
      kind,
      personId,
      userId: entry?.userId ?? userIds.get(personId) ?? '',
      staffNumber: (entry?.staffNumber ?? '').slice(0, 64),
      name: (entry?.name ?? '').slice(0, 80),
      departmentName: (entry?.departments[0]?.[0] ?? '').slice(0, 120),
    }))
    await database.unitOfWork(null, 'job', (work) => work.insert(DirectoryFinding, rows))
    await othersFirst()
  }
}

/** 党办 hears of leavers, whose accounts are closed or wait for a word: nobody else would tell them that day. */
async function tellOffice(work: Work, platform: Place['platform'], closed: number, held: number): Promise<void> {
  if (!closed && !held) return
  const card = directoryNewsCard({ platformName: platformNames[platform], closed, held, path: '/directory' })
  const officers = new Set((await holders(work, ['HQ_OFFICE'])).map(({ personId }) => personId))
  await work.notifyAll(
    [...officers].map((personId) => {
      const dedupeKey = onceFor.directoryNews(platform, work.today, personId)
      return { dedupeKey, personId, kind: 'accountChange', subjectKeys: [], card }
    }),
  )
}

type Ended = Partial<Pick<DirectoryReading, 'failure' | 'outcome' | 'finishedDry'>>

/** Unless it was asked for anew meanwhile, nothing is wanted any more. */
async function end(work: Work, reading: DirectoryReading, facts: Ended): Promise<void> {
  const { platform, askedAt } = reading
  await work.change(DirectoryReading, { platform }, { finishedAt: work.now, ...facts })
  if (askedAt !== null) await work.change(DirectoryReading, { platform, askedAt }, { askedAt: null })
}

async function follow(database: Database, platform: ChatPlatform, tenant: string, reading: DirectoryReading) {
  const read = await platform.readDirectory()
  if (read.kind === 'failed') {
    await database.unitOfWork(null, 'job', (work) => end(work, reading, { failure: read.words.slice(0, 200) }))
    return `${platform.name}: not read`
  }
  const { dry } = reading
  const { people, isWhole, missing } = read
  const place = { platform: platform.name, tenant }
  const roster = await database.read(null, 'job', (work) => rosterFor(work, platform.name, tenant))
  const plan = planDirectory(people, roster)
  const accountIds = await database.read(null, 'job', (work) => userIdsOf(work, plan.unseen))
  const linkedNow = roster.filter(({ account }) => account).length
  const leavers = await leaversAmong(platform, plan.unseen, people, isWhole, accountIds)
  const { closed, findings } = await closeLeft(database, place, leavers, linkedNow, dry)
  const sure = plan.findings.filter(({ kind }) => kind === 'BY_NUMBER' || kind === 'BY_NAME')
  const linked = dry ? sure.length : await linkFound(database, place, sure)
  const left = dry ? plan.findings : plan.findings.filter((finding) => !sure.includes(finding))
  const held = findings.some(({ kind }) => kind === 'MANY_LEFT') ? findings.length : 0
  const userIds = new Map(leavers.map(({ personId, account }) => [personId, accountIds.get(account?.id ?? '') ?? '']))
  await keepFindings(database, platform.name, [...findings, ...left], userIds)
  const { matched, outside } = plan
  const outcome: DirectoryOutcome = { people: people.length, matched, linked, closed, outside, isWhole, missing }
  await database.unitOfWork(null, 'job', async (work) => {
    await end(work, reading, { failure: null, outcome, finishedDry: dry })
    if (!dry) await tellOffice(work, platform.name, closed, held)
  })
  return `${platform.name}: ${people.length} people, linked ${linked}, closed ${closed}`
}

/** Reads the directories that are wanted, one after the other, and does what they say beyond doubt (rules §6.8). */
export async function followDirectory(
  database: Database,
  platforms: readonly ChatPlatform[],
  tenants: PlatformTenants,
  holds: () => boolean,
): Promise<string[]> {
  const wanted = await database.read(null, 'job', (work) =>
    work.manager.findBy(DirectoryReading, { askedAt: Not(IsNull()) }),
  )
  const outcomes: string[] = []
  for (const reading of wanted) {
    const platform = platforms.find(({ name }) => name === reading.platform)
    const tenant = tenants[reading.platform]
    if (platform && tenant && holds()) outcomes.push(await follow(database, platform, tenant, reading))
  }
  return outcomes
}
