import { In } from 'typeorm'
import { BranchPackage, type Campaign, type Pledge } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { monthEnd, toCalendarDay } from '../../domain/calendar/calendarDay'
import { evaluationRound } from '../../domain/workflows/evaluationRound'
import { type AnyWorkflow, owedStates } from '../../domain/workflows/workflow'
import { holdsAnywhere } from '../../policy/actor'
import { roundFlow } from '../evaluation'
import { branches } from '../organisation'
import {
  isHandedIn,
  type KnownPackage,
  type MemberState,
  memberDueDay,
  memberStates,
  ownPledge,
  packageFlow,
  readyStates,
  type StateCount,
  stateCounts,
  stateOf,
} from '../pledge'
import { myThreeLinks } from '../threeLinks'
import { unvisited } from '../visit'
import { type Due, dueFor, duesOf } from '../workflow'
import { careTasks } from './careTasks'
import { filingTasks } from './filingTasks'
import { type NearFacts, nearFacts } from './nearFacts'
import { accountTasks, deliveryTasks, dutyTasks, officePostTasks, vacancyTasks } from './officePostTasks'
import { loadPostScene, type PostScene, postTasks } from './postTasks'
import { printTasks, slipTasks } from './safeTasks'
import { signTasks } from './signTasks'
import { madeOf, type Task, task } from './task'
import { wallTasks } from './wallTasks'

async function pledgeTasks(work: Work, campaign: Campaign | null, pledge: Pledge | null): Promise<Task[]> {
  if (!campaign || !work.who.activeMember) return []
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
  const duties = await dutyTasks(work)
  if (!campaign) {
    const open = [
      'openCampaign',
      '开展今年的“三亮”活动',
      '填写依据文件和截止日期，通知各支部',
      '/office/campaign',
    ] as const
    return duties.some(({ kind }) => kind === open[0]) ? duties : [...duties, task(work, ...open, null)]
  }
  const packages = await duesOf(work, packageFlow)
  const waiting = packages.filter(({ event }) => event === 'accept')
  const reports = rounds.filter((due) => !isBranchStep(due)).length
  return [
    ...duties,
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

const ballotTasks = (work: Work, { ballots }: NearFacts): Task[] =>
  ballots.map(({ roundId, votingToDay, open }) =>
    task(work, 'ballot', '参加无记名评价', `还有${open}张评价表`, `/ballot/${roundId}`, toCalendarDay(votingToDay)),
  )

/** 半年评价 that waits for this person's step; what 党办 has to take in stands in one line for all branches. */
const roundTasks = (work: Work, dues: readonly Due[]): Task[] =>
  dues
    .filter(isBranchStep)
    .map(({ about, title, instead, path, dueDay }) =>
      task(work, 'round', about, `${instead ?? ''}下一步：${title}`, path, dueDay),
    )

const roundTable = evaluationRound as AnyWorkflow

const shareOf = ({ name, visited, required }: { name: string; visited: number; required: number }) => ({
  name,
  done: visited,
  owed: required,
})

/** R46, by the end of the year; before anything else in January, which places they are. */
async function threeLinksTasks(work: Work): Promise<Task[]> {
  if (!work.may('logThreeLinks')) return []
  const { coverage, proposed } = await myThreeLinks(work)
  const until = (day: string) => toCalendarDay(`${work.today.slice(0, 4)}-${day}`)
  if (proposed.length && coverage.every(({ targets }) => !targets.length)) {
    const detail = `去年的${proposed.length}个联系点可以沿用，也可以换`
    return [task(work, 'threeLinks', '确定今年的“三联系”联系点', detail, '/three-links', until('01-31'))]
  }
  const open = coverage.filter((each) => each.visited < each.required)
  if (!open.length) return []
  const detail = open.map((each) => `${each.name}${each.visited}/${each.required}`).join(' · ')
  const shares = [...open, ...coverage.filter((each) => !open.includes(each))].map(shareOf)
  return [
    { ...task(work, 'threeLinks', '开展“三联系”活动', detail, '/three-links', until('12-31')), ...madeOf(shares) },
  ]
}

async function visitTasks(work: Work): Promise<Task[]> {
  if (!work.may('logVisit')) return []
  const open = await unvisited(work)
  if (!open.length) return []
  const month = Math.ceil(Number(work.today.slice(5, 7)) / 3) * 3
  const quarterEnd = monthEnd(toCalendarDay(`${work.today.slice(0, 4)}-${String(month).padStart(2, '0')}-01`))
  const detail = `本季度还有${open.length}位没有走访`
  return [{ ...task(work, 'visit', '走访联系对象', detail, '/visits', quarterEnd), ...madeOf(open) }]
}

/** R26: whoever looks after all branches sees where it lags; the figures of the progress board, the one furthest back first. */
async function lagging(work: Work, everybody: readonly StateCount[]): Promise<Pick<Output<'tasks.mine'>, 'branches'>> {
  const shares = new Map<string, { done: number; owed: number }>()
  for (const { branchId, state, members } of everybody) {
    if (branchId === null) continue
    const share = shares.get(branchId) ?? { done: 0, owed: 0 }
    share.owed += members
    if (isHandedIn(state)) share.done += members
    shares.set(branchId, share)
  }
  const open = (shares.size ? await branches(work) : []).flatMap(({ id, name }) => {
    const share = shares.get(id)
    return share && share.done < share.owed ? [{ name, path: `/progress/${id}`, ...share }] : []
  })
  return open.length ? { branches: open.sort((one, other) => one.done / one.owed - other.done / other.owed) } : {}
}

/** Everything this person has to do, nearest date first: the home page and the answer to "what now?". */
export async function myTasks(work: Work): Promise<Output<'tasks.mine'>> {
  const near = await nearFacts(work)
  const { who } = work
  // 群众 without an office have no part in the year's campaign.
  const asked = who.activeMember || who.grants.length > 0
  const { campaign: known, pledge } = asked ? await ownPledge(work) : { campaign: null, pledge: null }
  // Closed, it asks for nothing any more.
  const campaign = known?.state === 'OPEN' ? known : null
  const scene = await loadPostScene(work, campaign, near)
  const overAll = holdsAnywhere(who, ['HQ_OFFICE', 'HQ_COMMITTEE'])
  const branch = holdsAnywhere(who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'HQ_DISCIPLINE'])
  const watched = near.scrutinises || overAll || branch ? await roundFlow.near(work, owedStates(roundTable)) : []
  const rounds = watched.flatMap((known) => dueFor(roundFlow, known, who) ?? [])
  const everybody = overAll ? await stateCounts(work, campaign?.id ?? null) : []
  const found = [
    ...(await pledgeTasks(work, campaign, pledge)),
    ...ballotTasks(work, near),
    ...(await postTasks(work, scene)),
    ...(await branchTasks(work, campaign, scene)),
    ...roundTasks(work, rounds),
    ...slipTasks(work, watched),
    ...(await printTasks(work)),
    ...(await officeTasks(work, known, rounds)),
    ...(await officePostTasks(work, everybody)),
    ...(await vacancyTasks(work)),
    ...(await accountTasks(work)),
    ...(await deliveryTasks(work)),
    ...(await wallTasks(work, scene)),
    ...(await signTasks(work, near)),
    ...(await filingTasks(work)),
    ...(await careTasks(work, near)),
    ...(await visitTasks(work)),
    ...(await threeLinksTasks(work)),
  ]
  const tasks = found.sort((a, b) => (a.dueDay ?? '9').localeCompare(b.dueDay ?? '9'))
  return { tasks, ...(campaign && (await lagging(work, everybody))) }
}
