import { In } from 'typeorm'
import { BranchPackage, type Campaign, EvaluationRound, Pledge, RoundAssignment } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { monthEnd, toCalendarDay } from '../../domain/calendar/calendarDay'
import { holdsAnywhere } from '../../policy/actor'
import { findCampaign } from '../campaign'
import { roundFlow } from '../evaluation'
import {
  everyState,
  isHandedIn,
  type KnownPackage,
  type MemberState,
  memberDueDay,
  memberStates,
  type PlacedState,
  packageFlow,
  readyStates,
  stateOf,
} from '../pledge'
import { myThreeLinks } from '../threeLinks'
import { unvisited } from '../visit'
import { type Due, dueFor, duesOf } from '../workflow'
import { filingTasks } from './filingTasks'
import { accountTasks, officePostTasks, vacancyTasks } from './officePostTasks'
import { loadPostScene, type PostScene, postTasks } from './postTasks'
import { signTasks } from './signTasks'
import { madeOf, type Task, task } from './task'
import { wallTasks } from './wallTasks'

async function pledgeTasks(work: Work, campaign: Campaign | null): Promise<Task[]> {
  const { personId, activeMember } = work.who
  if (!campaign || !activeMember) return []
  const pledge = await work.manager.findOneBy(Pledge, { campaignId: campaign.id, personId })
  const state = stateOf(pledge)
  if (isHandedIn(state)) return []
  const due = pledge ? toCalendarDay(pledge.dueDay) : await memberDueDay(work, campaign)
  if (state === 'RETURNED')
    return [task(work, 'pledgeReturned', '修改公开承诺书', '支部退回了您的承诺书', '/pledge', due)]
  return [task(work, 'pledge', '填写公开承诺书', '职责、三条承诺和一张红底照片，约5分钟', '/pledge', due)]
}

interface BranchFacts {
  campaign: Campaign
  branchId: string
  members: MemberState[]
  /** 岗区 the branch has collected and not handed in yet (R13). */
  collected: number
  last: BranchPackage | undefined
}

function branchTask(work: Work, { campaign, branchId, members, collected, last }: BranchFacts): Task[] {
  const due = toCalendarDay(campaign.dueDay)
  const waiting = members.filter(({ state }) => readyStates.includes(state)).length
  const posts = collected ? `，${collected}份岗区表待报送` : ''
  const handedIn: KnownPackage | undefined = last && { record: last, branchName: '' }
  const returned = handedIn && dueFor(packageFlow, handedIn, work.who)
  if (last && returned) {
    const detail = `机关党办退回了第${last.number}次报送，${waiting}份待补正后重新报送${posts}`
    return [task(work, 'branchReturned', returned.title, detail, returned.path, due)]
  }
  // Whom the branch named with a reason when it handed in (R19) is no work left to do.
  const explained = new Set(last?.missing.map((each) => each.personId))
  const missing = members.filter(({ personId, state }) => !isHandedIn(state) && !explained.has(personId))
  if (missing.length + waiting + collected === 0) return []
  const detail =
    (missing.length ? `还有${missing.length}人未交，${waiting}份待报送` : `已交齐，${waiting}份待报送`) + posts
  const progress = { done: members.filter(({ state }) => isHandedIn(state)).length, owed: members.length }
  const shown = { progress, ...madeOf(missing.map(({ name }) => ({ name }))) }
  return [{ ...task(work, 'branchPackage', '收集并报送承诺书', detail, `/branch/${branchId}`, due), ...shown }]
}

async function branchTasks(work: Work, campaign: Campaign | null, scene: PostScene | null): Promise<Task[]> {
  const led = work.who.grants.filter((grant) => grant.role === 'BRANCH_SECRETARY').map((grant) => grant.scopeId)
  if (!campaign || !led.length) return []
  const members = await memberStates(work, campaign.id, led)
  const packages = await work.manager.find(BranchPackage, {
    where: { campaignId: campaign.id, branchId: In(led) },
    order: { number: 'DESC' },
  })
  return led.flatMap((branchId) => {
    const own = members.filter((member) => member.branchId === branchId)
    const last = packages.find((each) => each.branchId === branchId)
    const departments = (scene?.desks ?? []).filter((desk) => desk.branchId === branchId)
    const collected = (scene?.records ?? []).filter(
      ({ state, departmentId }) =>
        state === 'COLLECTED' && departments.some((desk) => desk.departmentId === departmentId),
    ).length
    return branchTask(work, { campaign, branchId, members: own, collected, last })
  })
}

/** Of a branch's 评价: not the decision of 党办 about what came of it. */
const isBranchStep = ({ event }: Due): boolean => event !== 'accept'

async function officeTasks(work: Work, campaign: Campaign | null, rounds: readonly Due[]): Promise<Task[]> {
  if (!work.may('decidePackage')) return []
  if (!campaign) {
    return [
      task(
        work,
        'openCampaign',
        '开展今年的“三亮”活动',
        '填写依据文件和截止日期，通知各支部',
        '/office/campaign',
        null,
      ),
    ]
  }
  const packages = await duesOf(work, packageFlow)
  const waiting = packages.filter(({ event }) => event === 'accept')
  const reports = rounds.filter((due) => !isBranchStep(due)).length
  return [
    ...(waiting.length
      ? [
          {
            ...task(work, 'officePackages', '受理支部报送', `${waiting.length}个支部等待受理`, '/office', null),
            ...madeOf(waiting.map(({ about: name, path }) => ({ name, path }))),
          },
        ]
      : []),
    ...(reports ? [task(work, 'officeReports', '受理表1', `${reports}个支部已报送`, '/rounds', null)] : []),
  ]
}

async function ballotTasks(work: Work): Promise<Task[]> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .innerJoin(EvaluationRound, 'round', "round.id = roll.roundId and round.state = 'VOTING'")
    .select('round.id', 'roundId')
    .addSelect('round.votingToDay', 'votingToDay')
    .addSelect('count(*)', 'open')
    // A secret ballot can be cast until the last day; the sheet of a meeting that comes later is owed on the round.
    .where("roll.voterId = :personId and roll.status = 'ISSUED' and round.votingToDay >= :today", {
      personId: work.who.personId,
      today: work.today,
    })
    .groupBy('round.id')
    .addGroupBy('round.votingToDay')
    .getRawMany<{ roundId: string; votingToDay: string; open: number | string }>()
  return rows.map((row) =>
    task(
      work,
      'ballot',
      '参加无记名评价',
      `还有${row.open}张评价表`,
      `/ballot/${row.roundId}`,
      toCalendarDay(row.votingToDay),
    ),
  )
}

/** 半年评价 that waits for this person's step; what 党办 has to take in stands in one line for all branches. */
const roundTasks = (work: Work, dues: readonly Due[]): Task[] =>
  dues
    .filter(isBranchStep)
    .map(({ about, title, instead, path, dueDay }) =>
      task(work, 'round', about, `${instead ?? ''}下一步：${title}`, path, dueDay),
    )

const shareOf = ({ name, visited, required }: { name: string; visited: number; required: number }) => ({
  name,
  done: visited,
  owed: required,
})

async function linkTasks(work: Work): Promise<Task[]> {
  const tasks: Task[] = []
  if (work.may('logVisit')) {
    const open = await unvisited(work)
    const month = Math.ceil(Number(work.today.slice(5, 7)) / 3) * 3
    const quarterEnd = monthEnd(toCalendarDay(`${work.today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`))
    const detail = `本季度还有${open.length}位没有走访`
    if (open.length)
      tasks.push({ ...task(work, 'visit', '走访联系对象', detail, '/visits', quarterEnd), ...madeOf(open) })
  }
  if (work.may('logThreeLinks')) {
    const { coverage } = await myThreeLinks(work)
    const open = coverage.filter((each) => each.visited < each.required)
    const detail = open.map((each) => `${each.name}${each.visited}/${each.required}`).join(' · ')
    if (open.length)
      tasks.push({
        ...task(
          work,
          'threeLinks',
          '开展“三联系”活动',
          detail,
          '/three-links',
          toCalendarDay(`${work.today.slice(0, 4)}-12-31`),
        ),
        ...madeOf([...open, ...coverage.filter((each) => !open.includes(each))].map(shareOf)),
      })
  }
  return tasks
}

/** R26: whoever looks after all branches sees where it lags; the figures of the progress board, the one furthest back first. */
function lagging(everybody: readonly PlacedState[]): Pick<Output<'tasks.mine'>, 'branches'> {
  const branches = new Map<string, { name: string; path: string; done: number; owed: number }>()
  for (const { branchId, branchName, state } of everybody) {
    if (branchId === null) continue
    const branch = branches.get(branchId) ?? {
      name: branchName ?? '',
      path: `/progress/${branchId}`,
      done: 0,
      owed: 0,
    }
    branch.owed += 1
    if (isHandedIn(state)) branch.done += 1
    branches.set(branchId, branch)
  }
  const open = [...branches.values()].filter(({ done, owed }) => done < owed)
  return open.length ? { branches: open.sort((one, other) => one.done / one.owed - other.done / other.owed) } : {}
}

/** Everything this person has to do, nearest date first: the home page and the answer to "what now?". */
export async function myTasks(work: Work): Promise<Output<'tasks.mine'>> {
  const campaign = await findCampaign(work)
  const scene = await loadPostScene(work, campaign)
  const rounds = await duesOf(work, roundFlow)
  const overAll = holdsAnywhere(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE'])
  const everybody = overAll ? await everyState(work, campaign?.id ?? null) : []
  const found = [
    ...(await pledgeTasks(work, campaign)),
    ...(await ballotTasks(work)),
    ...(await postTasks(work, scene)),
    ...(await branchTasks(work, campaign, scene)),
    ...roundTasks(work, rounds),
    ...(await officeTasks(work, campaign, rounds)),
    ...(await officePostTasks(work, everybody)),
    ...(await vacancyTasks(work)),
    ...(await accountTasks(work)),
    ...(await wallTasks(work, scene)),
    ...(await signTasks(work)),
    ...(await filingTasks(work)),
    ...(await linkTasks(work)),
  ]
  const tasks = found.sort((a, b) => (a.dueDay ?? '9').localeCompare(b.dueDay ?? '9'))
  return { tasks, ...(campaign && lagging(everybody)) }
}
