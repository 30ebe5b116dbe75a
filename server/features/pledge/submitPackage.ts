import { createHash, randomUUID } from 'node:crypto'
import { BranchPackage, type Pledge, type PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { countCharacters } from '../../domain/wording/characters'
import { firstNames } from '../../domain/wording/nameList'
import { notStarted } from '../../domain/workflows/steps'
import { refusal } from '../../refusals'
import { requireCampaign } from '../campaign'
import { desks, requireBranch } from '../organisation'
import { begin } from '../workflow'
import { membersWithPledge, type OwingMember } from './branchMembers'
import { packageFlow, packageOpen } from './packageFlow'
import { collectedPosts, handOverPosts, requireReady } from './packagePosts'
import { handOverSheets, readySheets } from './packageSheets'
import { presentPackage } from './present'
import { isHandedIn, stateOf } from './records'

const packageMissingReason = refusal(
  422,
  'package.missingReason',
  '还有{count}人没有提交：{names}。请催交，或写明每个人未交的原因（不少于5个字）。',
)
const packageNothing = refusal(422, 'package.nothing', '本支部还没有可以报送的承诺书。')
/** R19: a branch may hand in while members are missing, but must name each with a reason. */
function missingWithReasons(
  missing: OwingMember[],
  given: { personId: string; reason: string }[],
): BranchPackage['missing'] {
  const reasons = new Map(given.map((each) => [each.personId, each.reason]))
  const unexplained = missing.filter((member) => countCharacters(reasons.get(member.personId) ?? '') < 5)
  if (unexplained.length) {
    const names = firstNames(unexplained.map((member) => member.name))
    throw packageMissingReason(
      { count: unexplained.length, names },
      unexplained.map(({ personId, name }) => ({
        field: personId,
        code: 'package.missingReason',
        sentence: `请写明${name}未交的原因（不少于5个字）`,
      })),
    )
  }
  return missing.map(({ personId, name }) => ({ personId, name, reason: reasons.get(personId) ?? '' }))
}

/** Over what was handed in as it was then, sheets and 岗区 alike. */
const manifestOf = (records: readonly (Pledge | PostArea)[]): string =>
  createHash('sha256')
    .update(
      records
        .map(({ id, revision }) => `${id}:${revision}`)
        .sort()
        .join('\n'),
    )
    .digest('hex')

/** The number of the next submission; refused while the last one waits for 党办. */
async function nextNumber(work: Work, campaignId: string, branchId: string): Promise<number> {
  const [last] = await work.manager.find(BranchPackage, {
    where: { campaignId, branchId },
    order: { number: 'DESC' },
    take: 1,
  })
  if (last?.state === 'SUBMITTED') throw packageOpen({ number: last.number })
  return (last?.number ?? 0) + 1
}

interface Contents {
  sheets: Pledge[]
  posts: PostArea[]
}

/** What lies with the branch, ready to go: sheets, 岗区 or both, but something. */
async function gather(work: Work, campaignId: string, branchId: string, members: OwingMember[]): Promise<Contents> {
  const sheets = readySheets(members)
  const departments = await desks(work, { branchIds: [branchId] })
  const posts = await collectedPosts(work, departments)
  if (!sheets.length && !posts.length) throw packageNothing()
  // A supplement of sheets or of an earlier year's 岗区 does not wait for a 岗 that was suspended or owed since the branch's
  // work was taken in.
  const takenIn = await work.manager.existsBy(BranchPackage, { campaignId, branchId, state: 'ACCEPTED' })
  if (!takenIn || posts.some((record) => record.campaignId === campaignId))
    await requireReady(work, campaignId, departments)
  return { sheets, posts }
}

/** The secretary hands the branch's sheets and 岗区 to 党办; a later one is a numbered supplement (R13, R14, R19, R26). */
export async function submitPackage(
  work: Work,
  { branchId, missing: given, note }: Checked<'package.submit'>,
): Promise<Output<'package.submit'>> {
  work.must('submitPackage', { branchId })
  const branch = await requireBranch(work, branchId)
  const campaign = await requireCampaign(work)
  const members = await membersWithPledge(work, branchId, campaign.id)
  // After the sheets: whoever comes second at the same instant hears of the first, not of an empty branch.
  const number = await nextNumber(work, campaign.id, branchId)
  const owing = members.filter(({ pledge }) => !isHandedIn(stateOf(pledge)))
  const missing = missingWithReasons(owing, given)
  const { sheets, posts } = await gather(work, campaign.id, branchId, members)
  const postCount = posts.filter(({ kind }) => kind === 'POST').length
  const record: BranchPackage = {
    id: randomUUID(),
    campaignId: campaign.id,
    branchId,
    number,
    state: notStarted,
    submittedAt: work.now,
    submittedById: work.who.personId,
    late: work.today > campaign.dueDay,
    pledgeCount: sheets.length,
    postCount,
    areaCount: posts.length - postCount,
    note: note ?? null,
    missing,
    manifestHash: manifestOf([...sheets, ...posts]),
    returnReason: null,
    decidedAt: null,
    revision: 1,
  }
  const { record: handedIn } = await begin(work, packageFlow, { record, branchName: branch.name }, 'submit')
  await handOverSheets(work, sheets, handedIn)
  await handOverPosts(work, posts, record.id)
  return { package: presentPackage(handedIn, branch.name) }
}
