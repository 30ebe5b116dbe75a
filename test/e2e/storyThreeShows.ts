import type { Locator } from 'playwright-core'
import { In, Like } from 'typeorm'
import {
  OutboxMessage,
  OutboxSubject,
  PostArea,
  PostAreaStep,
  RoleGrant,
  SignOrder,
  SignOrderDelivery,
  SignOrderProof,
  SignOrderStep,
} from '../../entities'
import { branchId, departmentId } from '../../server/demo/sampleOrganisationPeople'
import { walk } from '../support/walk'
import { handedIn, openedCampaign } from './house'
import {
  cardWith,
  closeStage,
  deskOf,
  desktopOf,
  everybody,
  faultsOf,
  open,
  openStage,
  pathBehind,
  person,
  type Stage,
  shot,
  until,
} from './stage'
import {
  approve,
  close,
  confirmProof,
  exportData,
  orderPlates,
  pay,
  quote,
  review as reviewOrder,
  sendProof,
  signFor,
  submitForReview,
} from './storyPlates'
import {
  agree,
  askExemption,
  collect,
  consult,
  fillForm,
  grantExemption,
  hangPlate,
  openPosts,
  openRecord,
  type PostStory,
  recommendPost,
  review,
} from './storyPosts'

/** 财务部 has 11 党员: two 岗 and one 区 (R05, R06). Its 书记 is also its 第一负责人, so that somebody else leads its 党小组. */
const secretary = 'financeSecretary'
const lead = 'scrutineer'
const supervisor = 'supervisor'
const investHead = '简青岩'
const placer = '舒小荷'
const groupLeader = '程远山'
const department = '财务部'
const exemptDepartment = '投资发展部'
const branch = '财投支部'
const finance = branchId('finance')

const people = { department, lead, head: secretary, supervisor }
const nameOf = (key: string): string => person(key).name
const firstPost = (): PostStory => ({ ...people, kind: 'POST', nominee: nameOf('member'), title: '报销审核示范岗' })
const secondPost = (): PostStory => ({
  ...people,
  kind: 'POST',
  nominee: '苏㛃',
  title: '成本核算示范岗',
})
const area = (): PostStory => ({ ...people, kind: 'AREA', nominee: nameOf('member'), title: '票据库房责任区' })

const seven = 7
const prices = { 工作牌: '12.50', 台牌: '8', 示范岗牌: '85.50', 责任区牌: '120' } as const
const minutes = '机委会纪〔2026〕12号'

/** Answers a question in the chat, in the card itself, and waits until the card says that it was taken. */
async function answerInCard(stage: Stage, key: string, title: string, choice: string, said: string): Promise<void> {
  await cardWith(stage, key, title)
  const desk = await deskOf(stage, key)
  const chat = desk.getByRole('region', { name: '聊天' })
  const card: Locator = chat.locator('.cardBox').filter({ hasText: title }).last()
  await shot(stage, desk, `card-${title}-pc`)
  await card.getByRole('button', { name: choice, exact: true }).click()
  // Feishu asks once more and says what follows; WeCom's cards cannot.
  if (stage.platform === 'feishu') {
    await shot(stage, desk, `card-${title}-asks-pc`)
    await desk.getByRole('dialog').getByRole('button', { name: '确定' }).click()
  }
  await chat.getByText(said).last().waitFor()
  await shot(stage, desk, `card-${title}-done-pc`)
  await desk.close()
}

/** R04: the 书记 leads the department's 党小组 by his post; he has somebody else lead it, with a reason. */
async function designateLead(stage: Stage): Promise<void> {
  const caller = await stage.product.login(secretary, stage.platform)
  const { personId } = person(lead)
  const reason = '书记同时是部门第一负责人，由副部长牵头推荐'
  const answer = await caller.call('group.designateLead', { departmentId: departmentId('D04'), personId, reason })
  expect(answer.status).toBe(200)
}

/** R08, R12: both words of 分管领导 said in the chat, without opening a page. */
async function throughCards(stage: Stage, story: PostStory): Promise<string> {
  const path = await recommendPost(stage, story)
  const page = await openRecord(stage, lead, path, story)
  await page.getByRole('button', { name: '征求意见' }).click()
  await page.getByText('已发出，等对方提出意见').waitFor()
  await answerInCard(stage, supervisor, '请对党员示范岗人选提出意见', '无意见', '分管领导已答复')
  await fillForm(stage, story, path)
  await review(stage, story, path)
  await answerInCard(stage, supervisor, '请审批党员示范岗推荐表', '同意', '分管领导已同意')
  return path
}

/** The same on the page. */
async function throughPages(stage: Stage, story: PostStory, opinion = ''): Promise<string> {
  const path = await recommendPost(stage, story)
  await consult(stage, story, path, opinion)
  await fillForm(stage, story, path)
  await review(stage, story, path)
  await agree(stage, story, path)
  return path
}

/** R18–R26: everybody of the branch hands in his sheet; answers how many they are. */
async function allHandIn(stage: Stage, campaignId: string): Promise<number> {
  const caller = await stage.product.login(secretary, stage.platform)
  const { members } = (await caller.call('pledge.branch', { branchId: finance })).body
  for (const { personId } of members)
    await handedIn(await stage.product.loginPerson(personId, stage.platform), campaignId)
  return members.length
}

/** R13, R14: sheets, 岗 and 区 go to 机关党办 in one package, which is taken in. */
async function handInAndAccept(stage: Stage, pledges: number): Promise<void> {
  const page = await desktopOf(stage, secretary)
  await open(stage, page, '/branch', `${branch}承诺书`)
  await page.getByRole('button', { name: '报送机关党办' }).click()
  await page.getByText('随同报送示范岗2个、责任区1个。').waitFor()
  await shot(stage, page, 'shows-a1-package-pc')
  await page.getByRole('button', { name: '确认报送' }).click()
  await page.getByText('第1次报送已交给机关党办').waitFor()
  await page.getByText(`承诺书${pledges}份，示范岗2个，责任区1个`).waitFor()
  const card = await cardWith(stage, 'office', `${branch}报送了材料`)
  const office = await desktopOf(stage, 'office')
  await open(stage, office, pathBehind(stage, card, '查看材料'), `${branch}第1次报送`)
  await office.getByText(`承诺书${pledges}份、示范岗2个、责任区1个`, { exact: true }).waitFor()
  await shot(stage, office, 'shows-a2-accept-pc')
  await office.getByRole('button', { name: '受理', exact: true }).click()
  await office.getByText('已受理。').waitFor()
}

/** The 支部经办 of the branch, by name. */
async function clerkOf(stage: Stage): Promise<string> {
  const grant = await stage.product.database.read(null, 'job', ({ manager }) =>
    manager.findOneByOrFail(RoleGrant, { role: 'BRANCH_CLERK', scopeId: finance }),
  )
  return everybody().find(({ personId }) => personId === grant.personId)?.name ?? ''
}

const fenOf = (price: string): number => Math.round(Number(price) * 100)

async function tellPosts(stage: Stage): Promise<string[]> {
  await designateLead(stage)
  await openPosts(stage, secretary, [lead, investHead])
  const paths = [await throughCards(stage, firstPost())]
  paths.push(await throughPages(stage, secondPost(), '建议再听听仓库同事的看法'))
  paths.push(await throughPages(stage, area()))
  await collect(stage, secretary, paths.length)
  for (const kindName of ['示范岗', '责任区'] as const) {
    await askExemption(stage, investHead, kindName)
    await grantExemption(stage, exemptDepartment, kindName)
  }
  return paths
}

/** R28–R32: sent back once at 终审, on the page; agreed to in the card when it comes again. */
async function tellPlates(stage: Stage, pledges: number): Promise<void> {
  const counts = { 工作牌: pledges, 台牌: pledges, 示范岗牌: 2, 责任区牌: 1 }
  const plates = pledges * 2 + 3
  const totalFen = Object.entries(counts).reduce(
    (sum, [kind, count]) => sum + count * fenOf(prices[kind as keyof typeof prices]),
    0,
  )
  const total = (totalFen / 100).toFixed(2)
  const path = await orderPlates(stage, placer, counts)
  await exportData(stage, placer, path)
  await sendProof(stage, placer, path)
  await confirmProof(stage, lead, department)
  await confirmProof(stage, investHead, exemptDepartment)
  await quote(stage, placer, path, prices, total)
  await submitForReview(stage, placer, path)
  await reviewOrder(stage, 'office', path, `¥${total}`)
  await approve(stage, groupLeader, path, `¥${total}`, '请附上另外两家的比价')
  await submitForReview(stage, placer, path)
  await reviewOrder(stage, 'office', path, `¥${total}`)
  await answerInCard(stage, groupLeader, '请终审工作牌费用', '同意', '终审已同意')
  await signFor(stage, await clerkOf(stage), branch, plates)
  await pay(stage, placer, path)
  await close(stage, 'office', path, minutes)
}

/** What the tables say at the end, whatever the pages showed. */
async function whatIsWritten(stage: Stage) {
  return stage.product.database.read(null, 'job', async ({ manager }) => {
    const acted = [
      ...(await manager.find(PostAreaStep)).map(({ actorId }) => actorId),
      ...(await manager.find(SignOrderStep)).map(({ actorId }) => actorId),
      ...(await manager.find(SignOrderDelivery)).map(({ signedById }) => signedById),
      ...(await manager.find(SignOrderProof)).map(({ byId }) => byId),
    ]
    return {
      posts: (await manager.find(PostArea)).map(({ state }) => state),
      orders: (await manager.find(SignOrder)).map(({ state }) => state),
      actors: new Set(acted.filter((personId) => personId !== null)),
    }
  })
}

const matters = [
  'postArea:%',
  'postAreaDue:%',
  'signOrder:%',
  'signReturned:%',
  'signReview:%',
  'signApproval:%',
  'signPaid:%',
  'proof:%',
  'plates:%',
]

/** Every card about 岗区 and 工作牌 has come to its end, in the chat too; answers how many there were. */
async function cardsHaveEnded(stage: Stage): Promise<number> {
  const read = () =>
    stage.product.database.read(null, 'job', async ({ manager }) => {
      const subjects = await manager.findBy(
        OutboxSubject,
        matters.map((key) => ({ subjectKey: Like(key) })),
      )
      const id = In(subjects.map(({ messageId }) => messageId))
      return { subjects, messages: await manager.findBy(OutboxMessage, { id }) }
    })
  const { subjects } = await read()
  expect(subjects.filter(({ finished }) => !finished).map(({ subjectKey }) => subjectKey)).toEqual([])
  const messages = await until('the end of every card', async () => {
    const found = (await read()).messages
    return found.every(({ state, doneState }) => state === 'CANCELLED' || doneState === 'DONE') ? found : undefined
  })
  return messages.length
}

/** R03–R16, R28–R32: the whole chain of one department, in one house on one chat platform. */
export function tellThreeShows(platform: Stage['platform'], name: string): void {
  describe(`示范岗, 责任区 and 工作牌 on ${name}`, () => {
    let stage: Stage
    let campaignId = ''
    let paths: string[] = []
    let pledges = 0
    beforeAll(async () => {
      stage = await openStage(platform, true)
    })
    afterAll(() => closeStage(stage))

    walk(
      ['R03', 'R04', 'R05', 'R06', 'R07', 'R08', 'R09', 'R10', 'R11', 'R12'],
      '岗 and 区 go from the opening by the 书记 to the agreement of 分管领导',
      async () => {
        campaignId = await openedCampaign(stage)
        paths = await tellPosts(stage)
      },
    )

    walk(
      ['R13', 'R14'],
      'the branch hands its sheets, 岗 and 区 in before 9月20日, and 党办 takes them in',
      async () => {
        pledges = await allHandIn(stage, campaignId)
        await handInAndAccept(stage, pledges)
      },
    )

    it('the plates are hung', async () => {
      const stories = [firstPost(), secondPost(), area()]
      for (const [at, story] of stories.entries()) await hangPlate(stage, story, paths[at] ?? '')
    })

    walk(['R28', 'R29', 'R30', 'R31', 'R32'], '工作牌 go from the order to the payment', () =>
      tellPlates(stage, pledges),
    )

    it('seven different people did it, and every card has come to its end', async () => {
      const { posts, orders, actors } = await whatIsWritten(stage)
      expect({ posts, orders }).toEqual({ posts: ['ACTIVE', 'ACTIVE', 'ACTIVE'], orders: ['CLOSED'] })
      expect(actors.size).toBeGreaterThanOrEqual(seven)
      expect(await cardsHaveEnded(stage)).toBeGreaterThan(paths.length)
      expect(await faultsOf(stage)).toEqual([])
    })
  })
}
