import { packageDecidedCard, packageWaitingCard } from '../../../bot/cards/pledge'
import { BranchPackage, PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import {
  branchPackage,
  type branchPackageSteps,
  returnedState,
  waitingState,
} from '../../domain/workflows/branchPackage'
import { scopesOf } from '../../policy/actor'
import { refusal } from '../../refusals'
import { campaignPast, closedWords, openCampaignId, pastOf } from '../campaign'
import { type BranchWithNames, branchNameThen, withBranchNames } from '../organisation'
import { byGrant, type Flow, type Known } from '../workflow'
import { movePosts } from './packagePosts'
import { moveSheets } from './packageSheets'

export const packageOpen = refusal(
  409,
  'package.open',
  '上一次报送（第{number}次）还没有办结，请等机关党办受理或退回。',
)

/** An earlier year's, given back: its branch hands in this year's. 岗区 go along, sheets are written anew. */
const superseded = '往年的报送退回后不再重报：岗区表重新收集，随今年的报送一起报；承诺书今年另外填写'

export interface KnownPackage extends Known<BranchPackage> {
  branchName: string
  /** Of an earlier year. */
  past?: boolean
}

const granted = byGrant(['branchSecretary', 'branchCommittee', 'hqOffice'])

const withBranch = (work: Work) =>
  withBranchNames(
    work.manager
      .createQueryBuilder(BranchPackage, 'package')
      .innerJoinAndMapOne('package.branch', PartyOrganisation, 'branch', 'branch.id = package.branchId'),
  )

const known = (row: BranchPackage): KnownPackage => {
  const { branch, ...record } = row as BranchPackage & { branch: BranchWithNames }
  return { record, branchName: branchNameThen(branch, Number(record.submittedAt)) }
}

/**
 * What waits for 党办, of every year, and of the campaign in force what it has given back; not those that a later number of
 * the branch has superseded: a return is mended by it.
 */
const standing = (work: Work, states: readonly string[]) =>
  withBranch(work)
    .where('package.state in (:...states)', { states })
    .andWhere(`(package.state = :waitingState or package.campaignId = ${openCampaignId})`, { waitingState })
    .andWhere((query) => {
      const later = query
        .subQuery()
        .select('1')
        .from(BranchPackage, 'later')
        .where('later.campaignId = package.campaignId and later.branchId = package.branchId')
        .andWhere('later.number > package.number')
      return `not exists ${later.getQuery()}`
    })
    .orderBy('package.submittedAt')
    .addOrderBy('package.id')

const packagePath = (packageId: string): string => `/office/packages/${packageId}`

export const packageFlow: Flow<typeof branchPackageSteps, BranchPackage, KnownPackage> = {
  table: branchPackage,
  entity: BranchPackage,
  load: async (work, id) => {
    const row = await withBranch(work).where('package.id = :id', { id }).getOne()
    if (!row) return null
    const past = await pastOf(work, row)
    const why = past === 'closed' ? closedWords : superseded
    return { ...known(row), past: past !== null, ...(past && row.state === returnedState ? { rests: why } : {}) }
  },
  open: async (work, states) => (await standing(work, states).getMany()).map(known),
  near: async (work, states) => {
    if (work.may('decidePackage')) return packageFlow.open(work, states)
    const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY'])
    if (!branchIds.length) return []
    const own = standing(work, states).andWhere('package.branchId in (:...branchIds)', { branchIds })
    return (await own.getMany()).map(known)
  },
  roles: (actor, { record }) => granted.of(actor, record),
  people: (role, { record }, held) => granted.people(role, record, held),
  grants: granted.grants,
  face: ({ record, branchName }) => ({
    about: `${branchName}第${record.number}次报送`,
    // Where whoever owes it acts: 党办 decides, the branch hands in again.
    path: record.state === waitingState ? packagePath(record.id) : `/branch/${record.branchId}`,
    dueDay: null,
    places: { branchId: record.branchId },
  }),
  may: {
    accept: (work) => work.must('decidePackage'),
    return: (work) => work.must('decidePackage'),
  },
  blocked: ({ rests }) => (rests ? campaignPast({ why: rests }) : null),
  follows: (_known, event, _state, work) => (event === 'submit' ? {} : { decidedAt: work.now }),
  audit: ({ known: { record }, event }) => {
    const { number, pledgeCount: pledges, postCount: posts, areaCount: areas, missing, manifestHash, state } = record
    const contents = { number, pledges, posts, areas, missing: missing.length, manifestHash }
    return { change: event === 'submit' ? contents : { state } }
  },
  cards: {
    SUBMITTED: async (work, handedIn) => ({
      kind: 'packageWaiting',
      once: (officerId) => onceFor.package(handedIn.record.id, officerId),
      subject: subjectFor.package(handedIn.record.id),
      card: () => packageWaitingCard(handedIn.branchName, handedIn.record, work.actor?.name ?? ''),
    }),
    ACCEPTED: async (_work, { record }) => ({
      kind: 'packageDecided',
      to: [record.submittedById],
      once: () => onceFor.packageDecided(record.id, 'accept'),
      card: (day) => packageDecidedCard('accept', record.branchId, day),
    }),
    // To whoever holds the post now, and open until the branch hands in again.
    RETURNED: async (_work, { record, past }) => ({
      kind: 'packageDecided',
      subject: subjectFor.branchPackageReturned(record.branchId),
      card: (day) => packageDecidedCard('return', record.branchId, day, past ? `${superseded}。` : undefined),
    }),
  },
  ends: ({ record }, state) =>
    state === 'SUBMITTED'
      ? [subjectFor.package(record.id)]
      : [subjectFor.branchPackageDue(record.branchId), subjectFor.branchPackageReturned(record.branchId)],
  after: async (work, { known: { record }, event, comment, actor }) => {
    if (event === 'submit') return
    await moveSheets(work, record, event, actor)
    await movePosts(work, record, event, comment)
  },
  duplicate: ({ record }) => packageOpen({ number: record.number }),
}
