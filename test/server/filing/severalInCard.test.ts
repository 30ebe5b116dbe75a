import type { DisplayBlock, DisplayCard, PressResult } from '../../../bot/emulator/display'
import type { PlatformName } from '../../../bot/port'
import { AuditEntry } from '../../../entities'
import { sampleChat } from '../../../server/demo/sampleOrganisation'
import type { Caller } from '../../support/product'
import { someone } from '../postArea/postStage'
import { type FilingStage, ok, openFilings } from './filingStage'

const form = 'measureFiling'
const values = { adoptedDay: '2026-09-04', unit: 'BRANCH', measures: '每名党员每季度走访联系对象。' }
const branches = ['finance', 'marketing', 'production', 'digital'] as const

/** Four branches have filed; 党办 answers them in the reminder, as each platform draws it. */
function scenes(platform: PlatformName) {
  let stage: FilingStage
  const filed = new Map<string, string>()

  const file = async (branch: string, secretary: Caller) => {
    const { filingId = '' } = (await stage.task(secretary, form)) ?? {}
    const { revision, branchId } = ok(await secretary.call('filing.read', { form, filingId }))
    ok(await secretary.call('filing.save', { form, filingId, branchId, revision, draft: false, values }))
    filed.set(branch, filingId)
  }
  beforeAll(async () => {
    stage = await openFilings(undefined, platform)
    for (const branch of branches) await file(branch, await stage.product.loginPerson(someone(`${branch}Secretary`)))
    // Looked at within three working days: the fourth is the one on which it is asked for.
    await stage.moveQuietly('2026-09-10')
  }, 60_000)
  afterAll(() => stage.product.stop())

  const stateOf = async (branch: string) => (await stage.read(form, filed.get(branch) ?? '', stage.office)).state
  const states = () => Promise.all(branches.map(stateOf))
  const inside = (block: DisplayBlock): DisplayBlock[] => {
    if (block.kind === 'form') return [block, ...block.blocks.flatMap(inside)]
    return block.kind === 'columns'
      ? [block, ...block.columns.flatMap((column) => column.blocks.flatMap(inside))]
      : [block]
  }
  const ticks = (card: DisplayCard) =>
    card.blocks
      .flatMap(inside)
      .flatMap((block) => (block.kind === 'field' && block.field.type === 'checkbox' ? [block.field] : []))
  const press = async (label: string, ticked: Record<string, boolean>): Promise<PressResult> => {
    const shown = await stage.card('office')
    const person = sampleChat().personas.find(({ key }) => key === 'office')
    const response = await fetch(`${stage.product.url}/emulator/desk/api/press`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        platform,
        user: platform === 'feishu' ? person?.feishuUserId : person?.wecomUserId,
        message: shown.id,
        button: shown.buttons.find(({ text }) => text === label)?.id ?? label,
        values: ticked,
      }),
    })
    return (await response.json()) as PressResult
  }
  /** On WeCom a card changes a moment after the press. */
  const until = async (words: string) => {
    for (let tries = 0; tries < 60; tries += 1) {
      const shown = await stage.card('office')
      if (shown.text.includes(words)) return shown
      await new Promise((resume) => setTimeout(resume, 100))
    }
    throw new Error(`the card still says ${(await stage.card('office')).text}`)
  }

  test('the reminder lists them by branch and has no word of any', async () => {
    const card = await until('份点对点联系服务措施等您办理')
    for (const name of ['财投支部', '营销支部', '生技支部', '信息支部']) expect(card.text).toContain(name)
    expect(card.text).not.toContain('走访联系对象')
    const label = platform === 'feishu' ? '勾选的都收到备案' : '全部收到备案'
    const button = card.buttons.find(({ text }) => text === label)
    expect(button).toBeDefined()
    // What a tap leads to is said before it is sent, where the platform can ask.
    expect(button?.confirm?.text).toBe(platform === 'feishu' ? '每份各自留痕。点了“收到备案”就不能撤回。' : undefined)
    expect(ticks(card).map(({ value }) => value)).toEqual(platform === 'feishu' ? Array(4).fill(true) : [])
  })

  test('one given back meanwhile is not received; one unticked, where there are ticks, stays', async () => {
    ok(await stage.step(form, filed.get('marketing') ?? '', 'giveBack', '没有写明责任人，请补充'))
    const shown = await stage.card('office')
    const left = ticks(shown).find(({ label }) => label?.includes('信息支部'))
    const all = Object.fromEntries(ticks(shown).map(({ name }) => [name, name !== left?.name]))
    const result = await press(platform === 'feishu' ? '勾选的都收到备案' : '全部收到备案', all)
    expect(result.ok).toBe(true)
    const kept = platform === 'feishu' ? 'FILED' : 'RECORDED'
    expect(await states()).toEqual(['RECORDED', 'RETURNED', 'RECORDED', kept])
    const taken = platform === 'feishu' ? 2 : 3
    const lines = await stage.rows(AuditEntry, { action: 'measureFiling.receive' })
    expect(lines).toHaveLength(taken)
    expect(new Set(lines.map(({ client }) => client))).toEqual(new Set(['card']))
    const after = await until('没有办理：营销支部')
    expect(after.text).toContain('已有变动，现在是“已退回”')
    expect(after.buttons.map(({ text }) => text)).not.toContain('全部收到备案')
    expect(after.buttons.map(({ text }) => text)).not.toContain('勾选的都收到备案')
    if (platform === 'wecom') expect(after.title).toBe('已收到备案（3份）')
    else {
      expect(after.title).toBe('已办理2份，没勾选的还有1份')
      expect(after.text).toContain('未办1')
    }
  })

  test('with the last of them the card ends', async () => {
    if (platform === 'feishu') ok(await stage.step(form, filed.get('digital') ?? '', 'receive'))
    const shown = await until('已收到备案')
    await stage.product.catchUp()
    expect(shown.text).toContain(stage.office.name)
  })
}

describe('several filings received in one card of Feishu', () => scenes('feishu'))
describe('several filings received in one card of WeCom', () => scenes('wecom'))
