import type { PlatformName } from '../../../bot/port'
import { AuditEntry } from '../../../entities'
import { type FilingStage, ok, openFilings } from './filingStage'

const form = 'measureFiling'
const values = { adoptedDay: '2026-09-04', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' }

/** 党办 decides in the card: receiving is one press, giving back needs words. */
function scenes(platform: PlatformName) {
  let stage: FilingStage
  let filingId: string
  beforeAll(async () => {
    stage = await openFilings(undefined, platform)
    filingId = (await stage.task(stage.secretary))?.filingId ?? ''
    ok(await stage.save(form, filingId, values))
  }, 60_000)
  afterAll(() => stage.product.stop())

  const state = async () => (await stage.read(form, filingId)).state

  test('the card names branch, matter and days, and no word of the measures', async () => {
    const { title, text } = await stage.card('office')
    expect(title).toBe('接收点对点联系服务措施')
    expect(text).toContain('财投支部')
    expect(text).toContain('2026年9月4日')
    expect(text).not.toContain('走访联系对象')
  })

  test('giving back without words gives nothing back: the card asks for them, or opens the page that does', async () => {
    const { buttons } = await stage.card('office')
    const back = buttons.find(({ text }) => text === '退回')
    if (platform === 'wecom') expect(back?.openUrl).toContain(`/filings/${form}/${filingId}?act=giveBack`)
    else expect((await stage.press('office', '退回', '')).toast?.text).toContain('退回原因')
    expect(await state()).toBe('FILED')
  })

  test('given back with words it is the branch’s again, and its card says so', async () => {
    if (platform === 'feishu') await stage.press('office', '退回', '没有写明责任人，请补充')
    else ok(await stage.step(form, filingId, 'giveBack', '没有写明责任人，请补充'))
    expect(await stage.read(form, filingId)).toMatchObject({
      state: 'RETURNED',
      returnReason: '没有写明责任人，请补充',
    })
    const { title, text } = await stage.card('financeSecretary')
    expect(title).toBe('点对点联系服务措施被退回')
    expect(text).not.toContain('责任人')
  })

  test('filed again it is received with one press; the card says who, when and that it is done', async () => {
    ok(await stage.save(form, filingId, values))
    expect((await stage.press('office', '收到备案')).ok).toBe(true)
    expect(await state()).toBe('RECORDED')
    const [line] = await stage.rows(AuditEntry, { action: 'measureFiling.receive' })
    expect(line).toMatchObject({ client: 'card', change: { number: '机委备〔2026〕1号', state: 'RECORDED' } })
    const shown = await ended()
    expect(shown.text).toContain(stage.office.name)
    expect(shown.buttons.map(({ text }) => text)).not.toContain('收到备案')
  })

  /** On WeCom a card changes a moment after the press. */
  const ended = async () => {
    for (let tries = 0; tries < 60; tries += 1) {
      const shown = await stage.card('office')
      if (shown.title === '已收到备案') return shown
      await new Promise((resume) => setTimeout(resume, 100))
    }
    throw new Error(`the card still says ${(await stage.card('office')).title}`)
  }
}

describe('措施备案 in a card of Feishu', () => scenes('feishu'))
describe('措施备案 in a card of WeCom', () => scenes('wecom'))
