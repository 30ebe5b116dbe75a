import { feishuConsole } from '../../../bot/feishu/console'
import { describeByTurn } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'

describeByTurn('the consoles of the demo', (db) => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct((await db.fresh()).url)
  }, 60_000)
  afterAll(() => product.stop())

  /** What stands in the console of the emulated app for its next version. */
  async function draft(): Promise<Record<string, unknown>> {
    const address = `${product.url}/emulator/__ctl/feishu/draft`
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ appId: 'cli_a0b1c2d3e4f50617' })
    const answer = await (await fetch(address, { method: 'POST', headers, body })).json()
    return (answer as { result: Record<string, unknown> }).result
  }

  it('are set by the list that the guide prints, and by no other way', async () => {
    const scopes = feishuConsole(product.url).flatMap(({ name }) => (name.startsWith('权限 ') ? [name.slice(3)] : []))
    expect(await draft()).toMatchObject({ scopes, homeUrl: `${product.url}/`, contactRange: 'all' })
  })

  it('leave the doctor nothing to find wrong, and each way in is known once somebody has used it', async () => {
    const office = await product.login('office')
    const settings = async (state: string): Promise<string[]> =>
      (await office.call('doctor.read')).body.platforms.flatMap(({ platform, settings: all }) =>
        all.filter((one) => one.state === state).map(({ key }) => `${platform} ${key}`),
      )
    expect(await settings('bad')).toEqual([])
    const ways = async () => (await settings('good')).filter((key) => /redirect|browser/.test(key))
    // He came through Feishu's login page: that says nothing of the other address, nor of WeCom.
    expect(await ways()).toEqual(['feishu redirect'])
    await product.login('member', 'wecom')
    expect(await ways()).toEqual(['feishu redirect', 'wecom browser'])
  })
})
