import { AuditEntry, Pledge } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { satisfyPosts } from '../../support/satisfyPosts'
import { openInput, openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('last year’s package, accepted when this year’s sheet already hangs (rules §3.2)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let other: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    other = stage.secretary
  })
  afterAll(() => stage.product.stop())

  const hanging = async () =>
    (await masses.call('wall.list', { branchId: stage.branchId })).body.pledges.map(({ name, dutyPledge }) => ({
      name,
      dutyPledge,
    }))
  const accept = async ({ packageId, revision }: { packageId: string; revision: number }) =>
    expect((await stage.office.call('package.accept', { packageId, revision })).status).toBe(200)
  const stateOf = async (who: Caller, campaignId: string) =>
    (await stage.rows(Pledge, { personId: who.personId, campaignId }))[0]?.state

  test('of whoever has a newer one on the wall it goes to the archive; of whoever has none it hangs', async () => {
    for (const who of [stage.member, other]) await stage.handIn(who)
    const old = await stage.package()
    const next = openInput({ year: 2027, title: '2027年“三亮”活动', dueDay: '2027-09-20' })
    const { campaignId } = (await stage.office.call('campaign.open', next)).body.campaign
    await satisfyPosts(stage.product.database, stage.branchId)
    await stage.handIn(stage.member, { campaignId, dutyPledge: '2个工作日内办结报销。' })
    await accept(await stage.package())
    const newest = { name: stage.member.name, dutyPledge: '2个工作日内办结报销。' }
    expect(await hanging()).toEqual([newest])

    await accept(old)
    expect(await hanging()).toEqual(
      expect.arrayContaining([newest, { name: other.name, dutyPledge: '3个工作日内办结报销。' }]),
    )
    expect(await hanging()).toHaveLength(2)
    const past = stage.campaign.campaignId
    expect([await stateOf(stage.member, past), await stateOf(other, past)]).toEqual(['ARCHIVED', 'PUBLISHED'])
    const [sheet] = await stage.rows(Pledge, { personId: stage.member.personId, campaignId: past })
    const lines = await stage.rows(AuditEntry, { subjectId: sheet?.id ?? '' })
    expect(lines.map(({ action }) => action)).toContain('pledge.archive')
    expect(sheet?.publishedVersion).toBe(0)
  })
})
