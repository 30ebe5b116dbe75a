import { measureTransfer } from '../support/browser'
import { openVote } from './house'
import { closeStage, openStage, phoneOf, type Stage } from './stage'

const mostBytes = 80_000
const mostRequests = 8

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

describe('the first load of the ballot page', () => {
  it('takes at most 80 kB, gzip, and 8 requests', async () => {
    const page = await phoneOf(stage, 'massesSecond')
    // The client's login goes before, to its end; the page itself is loaded as if nothing of it were known.
    await page.goto(`${stage.product.url}/login/feishu?return=/me`, { waitUntil: 'networkidle' })
    // Older web views know nothing better than gzip.
    await page.context().setExtraHTTPHeaders({ 'Accept-Encoding': 'gzip' })
    const encodings: string[] = []
    page.on('response', async (response) => {
      const encoding = await response.headerValue('content-encoding')
      if (encoding) encodings.push(encoding)
    })
    const transfer = await measureTransfer(page)
    await page.goto(`${stage.product.url}/ballot/${roundId}`, { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: '开始评价' }).waitFor()
    const { bytes, requests } = transfer()
    console.log(`ballot page: ${(bytes / 1000).toFixed(1)} kB in ${requests} requests`)
    expect([...new Set(encodings)]).toEqual(['gzip'])
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(mostBytes)
    expect(requests).toBeLessThanOrEqual(mostRequests)
  })
})
