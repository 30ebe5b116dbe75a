import { sampleChat } from '../../../server/demo/sampleOrganisation'
import { startTestProduct, type TestProduct } from '../../support/product'

let product: TestProduct
beforeAll(async () => {
  product = await startTestProduct()
}, 60_000)
afterAll(() => product.stop())

const userId = sampleChat().chatPeople.find(({ feishuUserId }) => feishuUserId)?.feishuUserId

/** One step of a login by hand; cookies are carried along. */
async function hop(url: string, cookie: string): Promise<{ location: string; cookie: string }> {
  const response = await fetch(new URL(url, product.url), { redirect: 'manual', headers: { cookie } })
  const set = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  return { location: response.headers.get('location') ?? '', cookie: [cookie, ...set].join('; ') }
}

// Loaded anew while a slow platform is still being asked: the code is spent, and the first reply is nobody's any more.
it('a second copy of a login’s answer waits for the first, which the platform has not answered yet', async () => {
  const begun = await hop('/login/feishu?return=/visits', `emulator_user=feishu:${userId}`)
  const back = await hop(begun.location, begun.cookie)
  const slow = { path: '/feishu/open-apis/authen/v1/user_info', kind: 'delay', delayMs: 1500, times: 1 }
  await fetch(`${product.url}/emulator/__ctl/frame/fault`, { method: 'POST', body: JSON.stringify(slow) })
  const first = hop(back.location, back.cookie)
  await new Promise((resume) => setTimeout(resume, 500))
  const second = await hop(back.location, back.cookie)
  expect([(await first).location, second.location]).toEqual(['/visits', '/visits'])
  const session = await fetch(`${product.url}/api/session`, { headers: { cookie: second.cookie } })
  expect(session.status).toBe(200)
})
