import { AuditEntry, PledgeVersion } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('the reading of 「3条不超过100字」 is changed (R23, U1)', (db) => {
  let stage: PledgeStage
  let revision: number
  beforeAll(async () => {
    stage = await openPledges(db.url)
    revision = stage.campaign.revision
  })
  afterAll(() => stage.product.stop())

  const long = { studyPledge: '学'.repeat(100), dutyPledge: '履'.repeat(100), integrityPledge: '廉'.repeat(100) }
  const set = async (limitMode: 'TOTAL' | 'PER_ITEM') => {
    const { campaignId } = stage.campaign
    expect((await stage.office.call('campaign.setLimitMode', { campaignId, limitMode, revision })).status).toBe(200)
    revision += 1
  }
  const wallOf = async () =>
    (await stage.office.call('wall.list', {})).body.pledges.map((one) => one.studyPledge.length)

  test('to 100 字 each: what was published under the narrower one is as valid as before', async () => {
    await stage.handIn(stage.member)
    await stage.putUp(stage.member)
    await set('PER_ITEM')
    expect(await stage.mine()).toMatchObject({ state: 'PUBLISHED', grandfathered: false })
    expect(await wallOf()).toHaveLength(1)
  })

  test('and back: 300 字 published meanwhile stay on the wall, marked, with the reading of their time', async () => {
    expect((await stage.handIn(stage.secretary, long)).status).toBe(200)
    await stage.putUp(stage.secretary)
    expect((await stage.mine(stage.secretary)).grandfathered).toBe(false)
    await set('TOTAL')
    const { state, grandfathered, pledgeId } = await stage.mine(stage.secretary)
    expect([state, grandfathered]).toEqual(['PUBLISHED', true])
    expect((await stage.office.call('pledge.read', { pledgeId })).body.grandfathered).toBe(true)
    expect(await wallOf()).toEqual([100, 14])
    const modes = (await stage.rows(PledgeVersion)).map((one) => one.limitMode).sort()
    expect(modes).toEqual(['PER_ITEM', 'TOTAL'])
  })

  test('handed in under the wider one and not yet accepted, it is accepted all the same', async () => {
    await set('PER_ITEM')
    const second = await stage.product.login('memberSecond')
    await stage.handIn(second, long)
    await set('TOTAL')
    await stage.putUp(second)
    expect(await stage.mine(second)).toMatchObject({ state: 'PUBLISHED', grandfathered: true })
  })

  test('a new version of it obeys the reading in force: 101 字 in all are too many, 100 are not', async () => {
    const { revision: at, photoId } = await stage.mine(stage.secretary)
    const begun = await stage.secretary.call('pledge.amend', { revision: at })
    const send = (studyPledge: string) =>
      stage.secretary.call('pledge.submit', {
        ...stage.sheet({ photoId, revision: begun.body.revision }),
        studyPledge,
        dutyPledge: '履'.repeat(30),
        integrityPledge: '廉'.repeat(30),
      })
    const { body } = await send('学'.repeat(41))
    expect(body.problems?.[0]?.sentence).toBe('三条承诺合计共101字，超出1字（不超过100字）')
    expect((await send(`${'学'.repeat(40)}\n`)).status).toBe(200)
  })

  test('every change is in the 留痕 with both readings', async () => {
    const lines = await stage.rows(AuditEntry, { action: 'campaign.setLimitMode' })
    expect(lines).toHaveLength(4)
    expect(lines[0]?.change).toEqual({ before: expect.any(String), after: expect.any(String) })
  })
})
