import { AuditEntry, Pledge, PledgeVersion } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage, type SheetInput } from './pledgeStage'

describeByTurn('a published 承诺书 is changed by a new version (R17, R27, rules §3.2)', (db) => {
  let stage: PledgeStage
  let member: Caller
  let masses: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    member = stage.member
    masses = await stage.product.login('masses')
    await stage.handIn(member)
  })
  afterAll(() => stage.product.stop())

  const shown = async () => (await masses.call('wall.list', {})).body.pledges.map((one) => one.dutyText)
  const state = async () => (await stage.mine()).state
  const at = async () => ({ revision: (await stage.mine()).revision })
  const amend = async () => member.call('pledge.amend', await at())
  const discard = async () => member.call('pledge.discardAmendment', await at())
  const consent = async (publishConsent: boolean, photoConsent = publishConsent) =>
    member.call('pledge.setConsent', { publishConsent, photoConsent, ...(await at()) })
  const write = async (changes: Partial<SheetInput>) => {
    const { revision, photoId } = await stage.mine()
    return member.call('pledge.submit', stage.sheet({ photoId, revision, ...changes }))
  }
  const versions = async () =>
    (await stage.rows(PledgeVersion)).sort((one, other) => one.version - other.version).map((one) => one.dutyText)
  const first = '负责本部门费用报销审核'

  test('what is not published cannot be amended, nor an amendment given up', async () => {
    const replies = [await amend(), await discard()]
    expect(replies.map(({ status, body }) => [status, body.sentence])).toEqual([
      [409, '现在是“已提交”，不能修改。'],
      [409, '现在是“已提交”，不能放弃修改。'],
    ])
    expect((await masses.call('pledge.amend', { revision: 1 })).status).toBe(403)
  })

  test('its first publication is version 1, with the reading in force', async () => {
    await stage.putUp(member)
    expect(await stage.mine()).toMatchObject({ publishedVersion: 1, mayAmend: true, amending: false, mayEdit: false })
    const [version] = await stage.rows(PledgeVersion)
    expect(version).toMatchObject({ version: 1, dutyText: first, limitMode: 'TOTAL', photoConsent: true })
    expect(await shown()).toEqual([first])
  })

  test('while it is written, handed in, given back and handed in again, the old one hangs there', async () => {
    const stale = await at()
    expect((await amend()).status).toBe(200)
    expect((await member.call('pledge.amend', stale)).status).toBe(409)
    expect(await stage.mine()).toMatchObject({ state: 'AMENDED', amending: true, mayEdit: true, mayAmend: false })
    expect(await shown()).toEqual([first])
    expect((await write({ dutyText: '负责报销审核和账务核对' })).body).toMatchObject({
      state: 'SUBMITTED',
      late: false,
    })
    expect(await shown()).toEqual([first])
    const { pledgeId, revision } = await stage.mine()
    const reason = '请写明办结时限再交'
    expect((await stage.secretary.call('pledge.return', { pledgeId, reason, revision })).status).toBe(200)
    expect([await state(), await shown()]).toEqual(['RETURNED', [first]])
    expect((await write({ dutyText: '负责报销审核，3日办结' })).status).toBe(200)
    expect(await shown()).toEqual([first])
  })

  test('a photo of the version on the wall stays to be seen meanwhile by whom the wall is for', async () => {
    const [version] = await stage.rows(PledgeVersion)
    const { pledges } = (await masses.call('wall.list', {})).body
    expect(pledges[0]?.photoId).toBe(version?.photoId)
  })

  test('accepted, it takes the old one’s place, which stays in the history', async () => {
    await stage.putUp(member)
    expect(await shown()).toEqual(['负责报销审核，3日办结'])
    expect(await versions()).toEqual([first, '负责报销审核，3日办结'])
    const { pledgeId } = await stage.mine()
    const { body } = await masses.call('wall.pledge', { pledgeId })
    expect([body.version, body.earlier.map((one) => one.dutyText)]).toEqual([2, [first]])
  })

  test('given up, the sheet is what hangs there; from the branch’s return as well', async () => {
    await amend()
    expect((await discard()).status).toBe(200)
    expect(await state()).toBe('PUBLISHED')
    await amend()
    await write({ dutyText: '另写一条', photoConsent: false })
    expect((await discard()).body.sentence).toBe('现在是“已提交”，不能放弃修改。')
    const { pledgeId, revision } = await stage.mine()
    await stage.secretary.call('pledge.return', { pledgeId, reason: '请写得具体一些', revision })
    expect((await discard()).status).toBe(200)
    expect(await stage.mine()).toMatchObject({
      state: 'PUBLISHED',
      dutyText: '负责报销审核，3日办结',
      photoConsent: false,
      returnReason: null,
    })
    expect(await versions()).toHaveLength(2)
    const actions = (await stage.rows(AuditEntry, { subjectKind: 'pledge' })).map((line) => line.action)
    expect(actions.filter((action) => action === 'pledge.amend')).toHaveLength(3)
    expect(actions.filter((action) => action === 'pledge.discardAmendment')).toHaveLength(2)
  })

  test('consent taken back clears the wall from every published state; given again, no new version is made', async () => {
    for (const from of ['PUBLISHED', 'FULFILLING', 'ASSESSED', 'AMENDED']) {
      await stage.product.database.unitOfWork(null, 'job', (work) =>
        work.change(Pledge, { personId: member.personId }, { state: from }),
      )
      expect((await consent(false)).body.state).toBe('WITHDRAWN')
      expect([from, await shown()]).toEqual([from, []])
      expect((await consent(true)).body.state).toBe('PUBLISHED')
      expect(await shown()).toHaveLength(1)
    }
    expect(await versions()).toHaveLength(2)
  })

  test('taken back while the new version waits, the wall is empty at once and the sheet keeps its place', async () => {
    await amend()
    await write({ dutyText: '负责资金结算' })
    expect((await consent(false)).body.state).toBe('SUBMITTED')
    expect(await shown()).toEqual([])
    expect((await consent(true)).body.state).toBe('SUBMITTED')
    expect(await shown()).toEqual(['负责报销审核，3日办结'])
  })

  test('a version accepted without consent hangs nowhere until its member agrees, then as a new version', async () => {
    await consent(false)
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Pledge, { personId: member.personId }, { state: 'OFFICE_OK' }),
    )
    expect(await shown()).toEqual([])
    expect((await consent(true, false)).body.state).toBe('PUBLISHED')
    expect(await shown()).toEqual(['负责资金结算'])
    expect(await versions()).toEqual([first, '负责报销审核，3日办结', '负责资金结算'])
    expect((await masses.call('wall.list', {})).body.pledges[0]?.photoId).toBeNull()
  })

  test('a new version after the day on which the sheet was due is not late, and texts obey the same limits', async () => {
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Pledge, { personId: member.personId }, { dueDay: '2026-09-06' }),
    )
    await amend()
    const refused = await write({ dutyText: '审'.repeat(31) })
    expect(refused.body.problems?.[0]?.sentence).toBe('工作职责共31字，超出1字（不超过30字）')
    expect((await write({ dutyText: `${'审'.repeat(30)}\n` })).body).toMatchObject({ state: 'SUBMITTED', late: false })
  })
})
