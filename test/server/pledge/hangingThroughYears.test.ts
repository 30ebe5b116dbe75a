import { AuditEntry, Pledge } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { satisfyPosts } from '../../support/satisfyPosts'
import { openInput, openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('what hangs stays until something replaces it (rules §3.2)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let second: Caller
  let nextCampaign = ''
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    second = stage.secretary
  })
  afterAll(() => stage.product.stop())

  const wall = async () => (await masses.call('wall.list', { branchId: stage.branchId })).body
  const shown = async () => (await wall()).pledges.map(({ name }) => name)
  const accept = async () => {
    const handed = await stage.package()
    const reply = await stage.office.call('package.accept', { packageId: handed.packageId, revision: handed.revision })
    expect(reply.status).toBe(200)
  }
  const earlier = async (who: Caller) => (await who.call('pledge.earlier')).body.pledge
  const sheetOf = async (who: Caller, campaignId: string) => {
    const [sheet] = await stage.rows(Pledge, { personId: who.personId, campaignId })
    if (!sheet) throw new Error(`${who.name} has no sheet`)
    return sheet
  }
  const note = (who: Caller, id: string) =>
    who.call('fulfilment.record', {
      fulfilmentId: `11111111-1111-4111-8111-11111111111${id}`,
      item: 'DUTY',
      doneDay: '2026-09-07',
      content: '当日办结报销12笔',
      pictureId: null,
    })

  test('a new campaign takes nothing off the wall, and the paper in the office is still up to date', async () => {
    for (const who of [stage.member, second]) await stage.handIn(who)
    await accept()
    expect(await shown()).toEqual(expect.arrayContaining([stage.member.name, second.name]))
    const before = await wall()
    const opened = await stage.office.call(
      'campaign.open',
      openInput({ year: 2027, title: '2027年“三亮”活动', dueDay: '2027-09-20' }),
    )
    nextCampaign = opened.body.campaign.campaignId
    await satisfyPosts(stage.product.database, stage.branchId)
    const after = await wall()
    expect(after.pledges).toEqual(before.pledges)
    expect(after.total).toBe(2)
  })

  test('the address printed on paper answers, and so does the sheet a code leads to', async () => {
    const { id } = await sheetOf(stage.member, stage.campaign.campaignId)
    expect((await masses.call('wall.pledge', { pledgeId: id })).status).toBe(200)
    const { photoId } = (await wall()).pledges[0] ?? {}
    expect((await masses.call('photo.read', { photoId: photoId ?? '' })).status).toBe(200)
  })

  test('what is done for it is still noted', async () => {
    expect((await stage.member.call('fulfilment.mine')).body.may).toBe(true)
    expect((await note(stage.member, '1')).status).toBe(200)
  })

  test('its words are a start for the new year’s, for its member alone', async () => {
    expect(await earlier(stage.member)).toMatchObject({
      year: 2026,
      hangs: true,
      dutyPledge: '3个工作日内办结报销。',
      publishConsent: true,
    })
    expect((await masses.call('pledge.earlier')).status).toBe(403)
    expect(await earlier(await stage.product.login('scrutineer'))).toBeNull()
  })

  test('its member takes the agreement back, and gives it again', async () => {
    const seen = await earlier(second)
    const { pledgeId = '', revision = 0 } = seen ?? {}
    const given = { pledgeId, photoConsent: false, publishConsent: false, revision }
    expect((await stage.member.call('pledge.setConsent', given)).body.code).toBe('record.notFound')
    const off = await second.call('pledge.setConsent', given)
    expect(off.body).toMatchObject({ state: 'WITHDRAWN' })
    expect(await shown()).toEqual([stage.member.name])
    const on = { ...given, publishConsent: true, revision: off.body.revision }
    expect((await second.call('pledge.setConsent', on)).body.state).toBe('PUBLISHED')
    expect(await shown()).toHaveLength(2)
  })

  test('this year’s, once it hangs, takes its place: one sheet a member, the old one archived with a line', async () => {
    await stage.handIn(stage.member, { campaignId: nextCampaign, dutyPledge: '2个工作日内办结报销。' })
    expect((await wall()).pledges.find(({ name }) => name === stage.member.name)?.dutyPledge).toBe(
      '3个工作日内办结报销。',
    )
    await accept()
    const { total, pledges } = await wall()
    expect(total).toBe(2)
    expect(pledges.find(({ name }) => name === stage.member.name)?.dutyPledge).toBe('2个工作日内办结报销。')
    const old = await sheetOf(stage.member, stage.campaign.campaignId)
    expect(old.state).toBe('ARCHIVED')
    const lines = await stage.rows(AuditEntry, { action: 'pledge.archive', subjectId: old.id })
    expect(lines).toHaveLength(1)
    expect(await earlier(stage.member)).toMatchObject({ hangs: false })
    const again = { pledgeId: old.id, publishConsent: true, photoConsent: true, revision: old.revision }
    expect((await stage.member.call('pledge.setConsent', again)).body.code).toBe('record.notFound')
  })

  test('a note now belongs to the new sheet, and the code of the old one leads to it', async () => {
    expect((await note(stage.member, '2')).status).toBe(200)
    const { fulfilments } = (await stage.member.call('fulfilment.mine')).body
    expect(fulfilments).toHaveLength(1)
    const old = await sheetOf(stage.member, stage.campaign.campaignId)
    const led = (await masses.call('wall.pledge', { pledgeId: old.id })).body
    expect([led.pledgeId === old.id, led.name, led.fulfilments.length]).toEqual([false, stage.member.name, 1])
  })
})
