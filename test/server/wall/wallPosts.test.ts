import { Person, PostArea } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'
import { finance, investment, putPost } from './wallStage'

describeByTurn('示范岗 and 责任区 on the wall (R15)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let post: PostArea
  let area: PostArea
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    const [rare] = await stage.rows(Person, { name: '苏㛃' })
    post = await putPost(stage)
    await putPost(stage, { state: 'SUBMITTED', title: '还没受理的岗' })
    area = await putPost(stage, {
      kind: 'AREA',
      title: '资金安全责任区',
      scope: '资金支付',
      nomineeId: stage.secretary.personId,
      goal: '资金支付差错率0%，合规率100%',
      memberIds: [stage.secretary.personId, rare?.id ?? ''],
    })
  })
  afterAll(() => stage.product.stop())

  const posts = async (filter: Record<string, string> = {}) => (await masses.call('wall.posts', filter)).body
  const titles = async (filter: Record<string, string> = {}) => (await posts(filter)).posts.map((one) => one.title)
  const change = (id: string, changes: Partial<PostArea>) =>
    stage.product.database.unitOfWork(null, 'job', (work) => work.change(PostArea, { id }, changes))

  test('accepted ones with the names of their people; nothing of the meeting and the opinions', async () => {
    const { posts: shown, total, basis } = await posts()
    expect([total, basis]).toEqual([2, '江岳机委发〔2026〕9号《关于开展“三亮两联三评一公开”活动的通知》'])
    expect(shown).toMatchObject([
      { title: '报销服务示范岗', nomineeName: '林知夏', memberNames: [], departmentName: '财务部', plateDay: null },
      { title: '资金安全责任区', nomineeName: '沈云舟', memberNames: ['沈云舟', '苏㛃'], branchName: '财投支部' },
    ])
    expect(Object.keys(shown[0] ?? {})).not.toEqual(expect.arrayContaining(['votesFor', 'departmentId', 'acceptedAt']))
  })

  test.each([
    ['words of a 岗', '报销3个工作日', ['报销服务示范岗']],
    ['a nominee', '林知夏', ['报销服务示范岗']],
    ['somebody of a 责任区', '苏㛃', ['资金安全责任区']],
    ['a department', '财务', ['报销服务示范岗', '资金安全责任区']],
    ['a percent sign, which both have', '100%', ['报销服务示范岗', '资金安全责任区']],
    ['an underscore, which none has', '_', []],
    ['figures of another keyboard', '报销３个工作日 林知夏', ['报销服务示范岗']],
    ['nobody', '查无此人', []],
  ])('searching for %s finds what holds it', async (_what, search, found) => {
    expect(await titles({ search })).toEqual(found)
  })

  test('by branch and department', async () => {
    expect(await titles({ departmentId: finance })).toHaveLength(2)
    expect(await titles({ departmentId: investment })).toEqual([])
    expect(await titles({ branchId: stage.branchId })).toHaveLength(2)
  })

  test.each(['SUSPENDED', 'REMOVED'])(
    'a 岗 that is %s is off at once, and back when it is active again',
    async (state) => {
      await change(post.id, { state })
      expect(await titles()).toEqual(['资金安全责任区'])
      await change(post.id, { state: 'ACTIVE' })
      expect(await titles()).toEqual(['报销服务示范岗', '资金安全责任区'])
    },
  )

  test('who has left is named nowhere, and a 岗 whose holder left is off even before the branch suspends it', async () => {
    const leave = (personId: string, dutyStatus: 'LEFT' | 'ON_DUTY') =>
      stage.product.database.unitOfWork(null, 'job', (work) => work.change(Person, { id: personId }, { dutyStatus }))
    await leave(area.memberIds[1] ?? '', 'LEFT')
    expect((await posts()).posts[1]?.memberNames).toEqual(['沈云舟'])
    expect(await titles({ search: '苏㛃' })).toEqual([])
    await leave(stage.member.personId, 'LEFT')
    expect(await titles()).toEqual(['资金安全责任区'])
    await leave(stage.member.personId, 'ON_DUTY')
  })
})
