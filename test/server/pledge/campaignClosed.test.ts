import { AuditEntry, OutboxSubject } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openInput, openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('党办 closes a campaign and archives it (M7)', (db) => {
  let stage: PledgeStage
  /** Has not begun. */
  let second: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
    await stage.putUp(stage.member)
    await stage.handIn(stage.secretary)
    second = await stage.product.login('memberSecond')
  })
  afterAll(() => stage.product.stop())

  const current = async () => (await stage.office.call('campaign.current')).body.campaign
  const step = async (name: 'close' | 'archive' | 'reopen' | 'cancel', changes: object = {}, who = stage.office) => {
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    return who.call(`campaign.${name}`, { campaignId, revision, reason: '今年的工作已经办完', ...changes })
  }
  const wall = async () => (await stage.member.call('wall.list', { page: 1 })).body.pledges.map(({ name }) => name)
  const tasks = async (who = stage.secretary) => (await who.call('tasks.mine')).body.tasks.map(({ kind }) => kind)
  const asking = async () =>
    (await stage.rows(OutboxSubject, { finished: false })).filter(({ subjectKey }) =>
      /^(pledge|officeSummary|branchPackage|postArea|posting)/.test(subjectKey),
    )

  test('running it is neither archived nor taken up again, and closed with a reason only, by 党办 only', async () => {
    expect((await step('archive')).body.sentence).toBe('2026年的活动还没有结束，请先结束，再归档。')
    expect((await step('reopen')).body.sentence).toBe('2026年的活动没有结束，不用撤回。')
    expect((await step('close', { reason: '好' })).body.code).toBe('return.reasonShort')
    expect((await step('close', { revision: 99 })).body.code).toBe('record.changed')
    expect((await step('close', { campaignId: stage.branchId })).body.code).toBe('record.notFound')
    expect((await step('close', {}, stage.secretary)).body.code).toBe('permission.denied')
  })

  test('not while a submission lies with 党办: it is decided first', async () => {
    const handed = await stage.package(await stage.reasons())
    expect((await step('close')).body.sentence).toBe('还有1份支部报送等机关党办受理，请先受理或退回，再结束活动。')
    const { packageId, revision } = handed
    const back = { packageId, revision, reason: '缺两个人的照片，请补齐' }
    expect((await stage.office.call('package.return', back)).status).toBe(200)
  })

  test('closed, nothing of it is asked for: tasks, reminders, cards', async () => {
    expect(await tasks()).toContainEqual(expect.stringMatching(/^branch/))
    expect((await asking()).length).toBeGreaterThan(20)
    expect((await step('close')).status).toBe(200)
    expect(await current()).toMatchObject({ year: 2026, closed: 'CLOSED' })
    expect(await asking()).toEqual([])
    for (const who of [stage.secretary, stage.member, stage.office])
      expect((await tasks(who)).filter((kind) => /pledge|branch|post|campaign/i.test(kind))).toEqual([])
    await stage.moveQuietly('2026-09-21')
    expect(await asking()).toEqual([])
    const [line] = await stage.rows(AuditEntry, { action: 'campaign.close' })
    expect(line).toMatchObject({ reason: '今年的工作已经办完', change: { before: 'OPEN', after: 'CLOSED' } })
  })

  test('nothing is handed in under it any more, and the refusal says why', async () => {
    const { branchId } = stage
    const photoId = await stage.upload(second)
    const sheet = stage.sheet({ photoId })
    const refused = [
      await second.call('pledge.submit', sheet),
      await stage.secretary.call('package.submit', { branchId, missing: [] }),
      await stage.secretary.call('postArea.open', { branchId }),
      await step('cancel'),
      await step('close'),
    ]
    expect(refused.map(({ body }) => body.code)).toEqual(Array(5).fill('campaign.closed'))
    const { may, campaign } = (await stage.secretary.call('pledge.branch', { branchId })).body
    expect([may.nudge, may.submit, campaign?.closed]).toEqual([false, false, 'CLOSED'])
    expect((await stage.mine()).mayAmend).toBe(false)
    expect((await second.call('pledge.mine')).body.campaign).toBeNull()
  })

  test('what it has brought lives on: the wall, and the consent to it', async () => {
    const [name] = await wall()
    expect(name).toBeDefined()
    const consent = async (publishConsent: boolean) => {
      const { revision } = await stage.mine()
      return stage.member.call('pledge.setConsent', { publishConsent, photoConsent: false, revision })
    }
    expect((await consent(false)).status).toBe(200)
    expect(await wall()).toEqual([])
    expect((await consent(true)).status).toBe(200)
    expect(await wall()).toEqual([name])
  })

  test('archived and back, and running again: what is owed is owed', async () => {
    expect((await step('archive')).status).toBe(200)
    expect((await current())?.closed).toBe('ARCHIVED')
    expect((await step('archive')).body.code).toBe('campaign.archived')
    expect((await step('reopen', { reason: '还有两个支部要补报' })).status).toBe(200)
    expect((await current())?.closed).toBe('CLOSED')
    expect((await step('reopen', { reason: '还有两个支部要补报' })).status).toBe(200)
    expect((await current())?.closed).toBeUndefined()
    expect(await tasks()).toContainEqual(expect.stringMatching(/^branch/))
  })

  test('not once a later campaign has begun; closed meanwhile, the house rests under that one alone', async () => {
    expect((await step('close')).status).toBe(200)
    const { campaignId = '', revision = 0 } = (await current()) ?? {}
    expect((await stage.office.call('campaign.open', openInput({ year: 2027, dueDay: '2027-09-20' }))).status).toBe(200)
    const again = { campaignId, revision, reason: '还有两个支部要补报' }
    expect((await stage.office.call('campaign.reopen', again)).body.sentence).toBe(
      '2027年的活动已经开始，2026年的活动不能再办，只能归档。',
    )
    expect(await current()).toMatchObject({ year: 2027 })
    expect(await tasks(second)).toContain('pledge')
    expect(await wall()).toHaveLength(1)
    expect((await step('close')).status).toBe(200)
    // Last year's does not come back into force behind it.
    expect(await current()).toMatchObject({ year: 2027, closed: 'CLOSED' })
    expect(await tasks(second)).not.toContain('pledge')
  })
})
