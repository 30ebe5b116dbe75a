import { measureTransfer } from '../support/browser'
import { openedCampaign, openVote } from './house'
import { closeStage, openStage, phoneOf, type Stage } from './stage'

const mostBytes = 80_000
const mostRequests = 8

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  await openedCampaign(stage)
  await stage.product.moveTo('2026-09-08')
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

/** Loads the page as if nothing of it were known, by somebody whose login went before, to its end. */
async function firstLoad(key: string, path: string) {
  const page = await phoneOf(stage, key)
  await page.goto(`${stage.product.url}/login/feishu?return=/me`, { waitUntil: 'networkidle' })
  // Older web views know nothing better than gzip.
  await page.context().setExtraHTTPHeaders({ 'Accept-Encoding': 'gzip' })
  const encodings: string[] = []
  page.on('response', async (response) => {
    const encoding = await response.headerValue('content-encoding')
    if (encoding) encodings.push(encoding)
  })
  const transfer = await measureTransfer(page)
  await page.goto(`${stage.product.url}${path}`, { waitUntil: 'networkidle' })
  const { bytes, requests } = transfer()
  console.log(`${path}: ${(bytes / 1000).toFixed(1)} kB in ${requests} requests`)
  expect([...new Set(encodings)]).toEqual(['gzip'])
  expect(bytes).toBeGreaterThan(10_000)
  return { page, bytes, requests }
}

describe('the first load', () => {
  it.each([
    ['massesSecond', 'the ballot page', () => `/ballot/${roundId}`, '开始评价'],
    ['member', 'home', () => '/', '需要您办的事'],
    ['member', 'what is one’s own', () => '/me', '我的'],
  ])('by %s of %s takes at most 80 kB, gzip, and 8 requests', async (key, _page, path, words) => {
    const { page, bytes, requests } = await firstLoad(key, path())
    expect(await page.locator('#app').innerText()).toContain(words)
    expect(bytes).toBeLessThanOrEqual(mostBytes)
    expect(requests).toBeLessThanOrEqual(mostRequests)
  })
})
