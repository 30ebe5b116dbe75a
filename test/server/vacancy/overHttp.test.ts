import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { persona } from '../organisation/house'

const digital = branchId('digital')
const lines = ['收集并报送承诺书', '通知各部门推荐示范岗、确定责任区']

describeByTurn('a post that falls empty, from the page that ends it to the page that fills it', (db) => {
  let product: TestProduct
  let office: Caller
  beforeAll(async () => {
    product = await startTestProduct(db.url)
    office = await product.login('office')
    const basis = { basisNumber: '江岳机委发〔2026〕9号', basisTitle: '通知', basisDay: '2026-09-01' }
    await office.call('campaign.open', { year: 2026, title: '2026年“三亮”', dueDay: '2026-09-20', ...basis })
  }, 120_000)
  afterAll(() => product.stop())

  const today = () => product.database.read(null, 'job', async (work) => work.today)
  const listed = async () => (await office.call('vacancy.list')).body.posts
  const tasksOf = async (caller: Caller) => (await caller.call('tasks.mine')).body.tasks
  const secretaryGrant = async () => {
    const { personId } = persona('digitalSecretary')
    const { grants } = (await office.call('organisation.person', { personId })).body
    return grants.find(({ role }) => role === 'BRANCH_SECRETARY')?.grantId ?? ''
  }

  test('the night finds it, the morning tells 党办', async () => {
    expect(await listed()).toEqual([])
    const ended = { grantId: await secretaryGrant(), toDay: await today(), reason: '另有任用' }
    expect((await office.call('organisation.endGrant', ended)).status).toBe(200)
    expect(await listed()).toEqual([])
    await product.moveTo('2026-09-16')
    const [post] = await listed()
    expect(post).toMatchObject({ scopeName: '信息支部', roleName: '支部书记', another: false })
    const things = post?.things.length
    expect(post?.things.map(({ title }) => title)).toEqual(expect.arrayContaining(lines))
    expect((await tasksOf(office)).find(({ kind }) => kind === 'vacancies')).toMatchObject({
      title: '补任空缺岗位',
      detail: `1个岗位空缺，${things}件事没人办`,
      path: '/office/vacancies',
    })
    const chat = JSON.stringify(await product.chat('office'))
    expect(chat).toContain(`1个岗位空缺，${things}件事没人办。`)
    expect(JSON.stringify(await product.chat('hqCommittee'))).not.toContain('岗位空缺')
  }, 120_000)

  test('nobody but 党办 reads the list', async () => {
    for (const key of ['digitalSecretary', 'hqCommittee', 'member', 'masses'])
      expect((await (await product.login(key)).call('vacancy.list')).status).toBe(403)
  })

  test('granted on the page, the line is gone at once and the work is his', async () => {
    const { personId } = persona('digitalSecretary')
    const fromDay = await today()
    const role = { role: 'BRANCH_SECRETARY', scopeId: digital, fromDay, toDay: null, reason: '组织任命' } as const
    expect((await office.call('organisation.grantRole', { personId, ...role })).status).toBe(200)
    expect(await listed()).toEqual([])
    expect((await tasksOf(office)).filter(({ kind }) => kind === 'vacancies')).toEqual([])
    const mine = (await tasksOf(await product.login('digitalSecretary'))).map(({ title }) => title)
    expect(mine).toEqual(expect.arrayContaining(['收集并报送承诺书']))
    await product.catchUp()
    // The card ends too: nothing is left to press for.
    expect(JSON.stringify(await product.chat('office'))).toContain('岗位都有人了')
  }, 120_000)
})
