import { randomUUID } from 'node:crypto'
import type { PostAreaKind } from '../../domain/postArea/kinds'
import { openCampaign } from './campaign'
import { investmentDepartment, moneyDepartment, storyBranch, type Telling } from './cast'

const board = ({ act, cast }: Telling) => act(cast.secretary, 'postArea.board', storyBranch)

const startPost = ({ act, cast }: Telling, kind: PostAreaKind) =>
  act(cast.secretary, 'postArea.start', { postAreaId: randomUUID(), departmentId: moneyDepartment, kind })

/** The 书记 opens the 岗区 work, and the first 岗 of 财务部 waits for its 推荐. */
export async function openPosts(telling: Telling): Promise<void> {
  await openCampaign(telling)
  const { act, cast } = telling
  const { openedAt, items } = await board(telling)
  if (openedAt === null) await act(cast.secretary, 'postArea.open', storyBranch)
  if (items.length === 0) await startPost(telling, 'POST')
}

const formWords = {
  POST: {
    title: '资金结算示范岗',
    goal: '全年资金结算差错为零，付款申请当日办结率不低于98%。',
    content: '带头执行财务制度，每月自查2次，当天的凭证当天审完。',
    grounds: '近三年考核均为优秀，业务熟练，群众公认。',
  },
  AREA: {
    title: '费用报销责任区',
    goal: '报销平均用时压缩到3个工作日以内，退单率低于2%。',
    content: '包干报销窗口，每周通报1次积压，每季度给报账员讲1次课。',
    scope: '财务部报销窗口和各部门报账员',
    checking: '每月抽查20笔，支部每季度讲评1次',
  },
}
const meeting = { place: '三楼会议室', dueCount: 11, presentCount: 10, votesFor: 10, voteWay: 'HANDS' as const }

/** The one step the record waits for, by whoever it is up to; false when the branch has nothing left to do with it. */
async function takeStep({ act, cast, today }: Telling, postAreaId: string, kind: PostAreaKind): Promise<boolean> {
  const { state, revision, candidates } = await act(cast.secretary, 'postArea.read', { postAreaId })
  const target = { postAreaId, revision }
  const able = candidates.filter((one) => !one.holdsPost && one.personId !== cast.secretary)
  const [nomineeId = '', ...others] = able.map(({ personId }) => personId)
  const memberIds = kind === 'AREA' ? others.slice(0, 2) : []
  const recommended = { ...target, ...meeting, nomineeId, memberIds, day: today() }
  const steps: Record<string, () => Promise<unknown>> = {
    DRAFT: () => act(cast.secretary, 'postArea.recommend', recommended),
    RECOMMENDED: () => act(cast.secretary, 'postArea.consult', target),
    CONSULTING: () => act(cast.supervisor, 'postArea.giveOpinion', { ...target, opinion: '同意' }),
    CONSULTED: () => act(cast.secretary, 'postArea.fill', { ...target, ...formWords[kind] }),
    FILLED: () => act(cast.secretary, 'postArea.review', { ...target, decision: 'review' }),
    HEAD_REVIEWED: () => act(cast.supervisor, 'postArea.decide', { ...target, decision: 'agree' }),
    LEADER_AGREED: () => act(cast.secretary, 'postArea.collect', { ...storyBranch, postAreaIds: [postAreaId] }),
  }
  await steps[state]?.()
  return state in steps
}

/** As many 岗 and 区 of 财务部 as are asked for, each through all hands until the branch has collected it. */
async function finishMoneyPosts(telling: Telling): Promise<void> {
  const { departments } = await board(telling)
  const desk = departments.find((one) => one.departmentId === moneyDepartment)
  if (!desk) return
  for (let at = desk.posts; at < desk.requiredPosts; at += 1) await startMissing(telling, 'POST', at)
  for (let at = desk.areas; at < desk.requiredAreas; at += 1) await startMissing(telling, 'AREA', at)
  for (const { postAreaId, kind, departmentId } of (await board(telling)).items) {
    if (departmentId !== moneyDepartment) continue
    while (await takeStep(telling, postAreaId, kind));
  }
}

/** A draft counts for nothing yet (R05): what was begun is gone on with before another is. */
async function startMissing(telling: Telling, kind: PostAreaKind, at: number): Promise<void> {
  const { items } = await board(telling)
  const own = items.filter((one) => one.departmentId === moneyDepartment && one.kind === kind && !isOver(one.state))
  if (own.length <= at) await startPost(telling, kind)
}

const isOver = (state: string): boolean => ['REMOVED', 'VOID', 'SUSPENDED'].includes(state)

/** 党办 excuses 投资发展部, where there are no 群众 (R05 「原则上」). */
async function excuseInvestment(telling: Telling): Promise<void> {
  const { act, cast } = telling
  const departmentId = investmentDepartment
  const { exemptions } = await board(telling)
  for (const kind of ['POST', 'AREA'] as const) {
    const known = exemptions.filter((one) => one.departmentId === departmentId && one.kind === kind)
    if (known.some(({ state }) => state === 'GRANTED')) continue
    const reason = '本部门没有群众，人员长期在项目现场'
    if (!known.some(({ state }) => state === 'ASKED'))
      await act(cast.secretary, 'exemption.ask', { exemptionId: randomUUID(), departmentId, kind, reason })
    const all = (await act(cast.office, 'exemption.list', {})).exemptions
    const asked = all.find((one) => one.departmentId === departmentId && one.kind === kind && one.state === 'ASKED')
    if (!asked) continue
    const { exemptionId, revision } = asked
    await act(cast.office, 'exemption.decide', { exemptionId, revision, decision: 'GRANTED' })
  }
}

/** The branch owes nothing any more: what is asked for is collected or excused. */
export async function finishPosts(telling: Telling): Promise<void> {
  await openPosts(telling)
  await excuseInvestment(telling)
  await finishMoneyPosts(telling)
}
