import { LeaderLink } from '../../../entities'
import { inventedNotice2027 } from '../../domain/calendar/notices'
import { describeByTurn } from '../../support/perDatabase'
import { openInput, openPledges, type PledgeStage } from '../pledge/pledgeStage'

describeByTurn('党办 owes by date what the notice orders, until it is done (M9, rules §6.5)', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
  })
  afterAll(() => stage.product.stop())

  const duties = async () =>
    (await stage.office.call('tasks.mine')).body.tasks
      .filter(({ kind }) => kind === 'officeDuty' || kind === 'openCampaign')
      .map(({ title, dueDay }) => `${title} ${dueDay}`)
  const cards = async () =>
    (await stage.product.chat('office'))
      .map((message) => JSON.stringify(message))
      .filter((text) => /放假通知|下半年评价/.test(text))

  test('a campaign of this year stands: nothing is owed in September; cancelled it is owed again', async () => {
    expect(await duties()).toEqual([])
    const { campaignId, revision } = stage.campaign
    const cancel = { campaignId, revision, reason: '文号写错了，重新开' }
    expect((await stage.office.call('campaign.cancel', cancel)).status).toBe(200)
    expect(await duties()).toEqual(['开展2026年“三亮”活动 2026-09-10'])
    expect((await stage.office.call('campaign.open', openInput())).status).toBe(200)
    expect(await duties()).toEqual([])
  })

  test('in November the office is told of next year’s holidays, by card and on its page, until they are there', async () => {
    await stage.moveQuietly('2026-10-30')
    expect(await duties()).toEqual([])
    await stage.product.moveTo('2026-11-02')
    expect(await duties()).toEqual(['登记2027年放假通知 2026-11-30'])
    expect((await cards())[0]).toContain('登记2027年放假通知')
    expect((await stage.office.call('calendar.setNotice', { notice: inventedNotice2027 })).status).toBe(200)
    expect(await duties()).toEqual([])
  })

  test('in December the evaluation that nobody opened; opened, it is gone', async () => {
    await stage.moveQuietly('2026-12-01')
    expect(await duties()).toEqual(['开展2026年下半年评价 2026-12-10'])
    const opened = { half: '2026H2', title: '2026年下半年评价', basisNumber: '江岳机委发〔2026〕9号' }
    expect((await stage.office.call('evaluation.open', opened)).status).toBe(200)
    expect(await duties()).toEqual([])
  })

  test('in January the links of every leader, until each has taken over his', async () => {
    await stage.moveQuietly('2027-01-04')
    expect(await duties()).toEqual(['确定2027年“三联系”联系点 2027-01-31'])
    const { leaders } = (await stage.office.call('threeLinks.board')).body
    for (const { personId, proposed } of leaders)
      await stage.office.call('threeLinks.assign', {
        leaderId: personId,
        targets: [],
        carried: proposed.map(({ targetId }) => targetId),
      })
    expect(await duties()).toEqual([])
    expect(await stage.rows(LeaderLink, { year: 2027 })).not.toHaveLength(0)
  })
})
