import { Campaign, OutboxMessage, PostArea, RoleGrant } from '../../../entities'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { type CampaignRules, ruleDefaults } from '../../../server/domain/campaignRules'
import { remind } from '../../../server/features/reminders/remind'
import { describeByTurn } from '../../support/perDatabase'
import { samplePostArea } from '../../support/samplePostArea'
import { branch, campaignId, department, forms, openPostStage, type PostStage, someone } from './postStage'

const lead = someone('investHead')

/** What 党办 set for the campaign is what counts, at the form and at the reminders. */
describeByTurn('the rules of the campaign in 岗区', (db) => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(db.url)
    await stage.open('finance')
  }, 60_000)
  afterAll(() => stage.close())

  const set = (rules: Partial<CampaignRules>) =>
    stage.house.as(null, (work) => work.change(Campaign, { id: campaignId }, { rules: { ...ruleDefaults, ...rules } }))
  /** What this person is reminded of on the morning of the day. */
  const saidTo = async (day: string, personId: string): Promise<string> => {
    stage.house.setToday(day)
    await stage.house.as(null, async (work) => {
      await work.manager.query('delete from outbox_subject')
      await work.manager.query('delete from outbox_message')
    })
    await remind(stage.house.database, toCalendarDay(day))
    const rows = await stage.rows(OutboxMessage, { kind: 'reminder', personId })
    return JSON.stringify(rows.map(({ card }) => card))
  }

  test('the form holds as many 字 as were set, and the page is told how many', async () => {
    const postAreaId = await stage.at('D04', 'CONSULTED')
    const who = (await stage.line('D04')).lead
    const fill = { ...(await stage.form(postAreaId)), ...forms, goal: `${'好'.repeat(59)}9%` }
    expect((await stage.call('postArea.read', who, { postAreaId })).formLimit).toBe(300)
    await set({ formCharacters: 60 })
    expect((await stage.call('postArea.read', who, { postAreaId })).formLimit).toBe(60)
    expect(await stage.refusal('postArea.fill', who, fill)).toBe('form.invalid')
    await set({ formCharacters: 61 })
    expect(await stage.call('postArea.fill', who, fill)).toMatchObject({ state: 'FILLED' })
  })

  test('plates and walls are asked for after the working days that were set, each after its own', async () => {
    const place = { campaignId, branchId: branch('finance'), departmentId: department('D05') }
    const acceptedAt = instantOf(toCalendarDay('2026-09-21'), 10 * 60)
    const facts = { kind: 'POST' as const, state: 'ACCEPTED', nomineeId: someone('rareNameOne'), acceptedAt }
    await stage.house.as(null, (work) => work.insert(PostArea, samplePostArea({ ...place, ...facts })))
    const [held] = await stage.rows(RoleGrant, { role: 'BRANCH_CLERK', scopeId: branch('finance') })
    const clerk = held?.personId ?? ''
    await set({ plateWorkdays: 2, postingWorkdays: 3 })
    expect(await saidTo('2026-09-22', lead)).not.toContain('登记挂牌')
    expect(await saidTo('2026-09-23', lead)).toContain('本部门有1块牌子还没有登记挂牌')
    expect(await saidTo('2026-09-23', clerk)).not.toContain('还没有张贴')
    expect(await saidTo('2026-09-24', clerk)).toContain('本支部有1个部门还没有张贴')
  })
})
