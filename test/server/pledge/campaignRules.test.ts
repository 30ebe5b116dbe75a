import { AuditEntry, Person } from '../../../entities'
import type { Input } from '../../../server/contract'
import { ruleDefaults } from '../../../server/domain/campaignRules'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from './pledgeStage'

const { minutesRequired: _house, ...numbers } = ruleDefaults

describeByTurn('党办 sets what the notice leaves open', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
  })
  afterAll(() => stage.product.stop())

  const current = async () => (await stage.office.call('campaign.current')).body.campaign
  const set = async (changes: Partial<Input<'campaign.setRules'>> = {}, who: Caller = stage.office) => {
    const { campaignId } = stage.campaign
    const revision = (await current())?.revision ?? 0
    const input = { campaignId, revision, ...numbers, minutesRequired: null, ...changes }
    return who.call('campaign.setRules', input)
  }

  test('a new campaign begins with the defaults', () => {
    expect(stage.campaign.rules).toEqual(ruleDefaults)
  })

  test('nobody else may', async () => {
    for (const who of [stage.member, stage.secretary]) {
      const reply = await set({ joinerWorkdays: 5 }, who)
      expect([reply.status, reply.body.code]).toEqual([403, 'permission.denied'])
    }
    expect((await current())?.rules).toEqual(ruleDefaults)
  })

  test.each([
    ['formCharacters', 49],
    ['formCharacters', 301],
    ['joinerWorkdays', 0],
    ['plateWorkdays', 61],
    ['postingWorkdays', 1.5],
  ] as const)('%s of %d is refused with its bounds', async (rule, value) => {
    const { status, body } = await set({ [rule]: value })
    expect(status).toBe(400)
    expect(body.problems?.map(({ field }) => field)).toEqual([rule])
    expect(body.problems?.[0]?.sentence).toMatch(/请填\d+至\d+的整数/)
    expect((await current())?.rules).toEqual(ruleDefaults)
  })

  test('who joins mid-year has the days that were set; the change is in the 留痕 with both readings', async () => {
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: stage.member.personId }, { joinedDay: '2026-09-08' }),
    )
    const owed = async () => (await stage.member.call('pledge.mine')).body.dueDay
    expect(await owed()).toBe('2026-10-12')
    expect((await set({ joinerWorkdays: 1 })).status).toBe(200)
    expect(await owed()).toBe('2026-09-09')
    const after = { ...ruleDefaults, joinerWorkdays: 1 }
    expect(await current()).toMatchObject({ rules: after, revision: stage.campaign.revision + 1 })
    const lines = await stage.rows(AuditEntry, { action: 'campaign.setRules' })
    expect(lines.map(({ change, actorId }) => ({ change, actorId }))).toEqual([
      { change: { before: ruleDefaults, after }, actorId: stage.office.personId },
    ])
  })

  test('of two who change them at once the second is told that they have changed', async () => {
    const stale = await set({ revision: stage.campaign.revision })
    expect(stale.body.code).toBe('record.changed')
  })
})
