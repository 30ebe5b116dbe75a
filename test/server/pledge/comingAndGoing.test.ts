import { randomUUID } from 'node:crypto'
import { AuditEntry, Campaign, Department, Person, Pledge } from '../../../entities'
import { branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { archiveLeavers } from '../../../server/features/pledge/archiveLeavers'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('people come, move and go while their 承诺书 hangs there (rules §3.2, §9.7, §9.8)', (db) => {
  let stage: PledgeStage
  let masses: Caller
  let second: Caller
  beforeAll(async () => {
    stage = await openPledges(db.url)
    masses = await stage.product.login('masses')
    second = await stage.product.login('memberSecond')
    for (const who of [stage.member, stage.secretary]) {
      await stage.handIn(who)
      await stage.putUp(who)
    }
  })
  afterAll(() => stage.product.stop())

  const change = (personId: string, changes: Partial<Person>) =>
    stage.product.database.unitOfWork(null, 'job', (work) => work.change(Person, { id: personId }, changes))
  const shown = async (branchId?: string) =>
    (await masses.call('wall.list', branchId ? { branchId } : {})).body.pledges.map((one) => one.name)
  const archive = () => stage.product.database.unitOfWork(null, 'job', archiveLeavers)

  test('who joined after the campaign opened has 20 working days of the own, on the page and on the sheet', async () => {
    await change(second.personId, { joinedDay: '2026-09-08' })
    expect((await second.call('pledge.mine')).body.dueDay).toBe('2026-10-12')
    await stage.moveQuietly('2026-09-08')
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.change(Campaign, { id: stage.campaign.campaignId }, { dueDay: '2026-09-07' }),
    )
    expect((await stage.handIn(second)).body).toMatchObject({ state: 'SUBMITTED', late: false })
    const { body } = await second.call('pledge.mine')
    expect([body.pledge?.dueDay, body.dueDay]).toEqual(['2026-10-12', null])
  })

  test('everybody else has the campaign’s day, and so has who joined before it opened', async () => {
    const third = await stage.product.login('scrutineer')
    expect((await third.call('pledge.mine')).body.dueDay).toBe('2026-09-07')
    await change(third.personId, { joinedDay: '2026-09-07' })
    expect((await third.call('pledge.mine')).body.dueDay).toBe('2026-09-07')
    expect((await stage.handIn(third)).body).toMatchObject({ late: true })
  })

  test('who moves to another branch hangs with that branch, and its 书记 reads the sheet', async () => {
    const department = (await stage.rows(Department, { code: 'D14' }))[0]
    const moved = await stage.office.call('organisation.transfer', {
      personId: stage.member.personId,
      departmentId: department?.id ?? '',
      fromDay: '2026-09-08',
      reason: '工作需要调动',
    })
    expect(moved.status).toBe(200)
    const digital = await stage.product.login('digitalSecretary')
    expect(await shown(stage.branchId)).toEqual(['沈云舟'])
    expect(await shown(sampleBranch('digital'))).toEqual(['林知夏'])
    const { pledgeId } = await stage.mine()
    expect((await digital.call('pledge.read', { pledgeId })).status).toBe(200)
    expect((await stage.secretary.call('pledge.read', { pledgeId })).status).toBe(403)
  })

  test('who leaves is off the wall at once, before any job runs', async () => {
    const { pledgeId } = await stage.mine()
    await change(stage.member.personId, { dutyStatus: 'LEFT' })
    expect(await shown()).toEqual(['沈云舟'])
    expect((await masses.call('wall.pledge', { pledgeId })).body.code).toBe('wall.takenDown')
    const opinion = { pledgeId, opinionId: randomUUID(), content: '希望多来现场', anonymous: false }
    expect((await masses.call('supervision.submit', opinion)).body.code).toBe('opinion.unpublished')
  })

  test('at night the sheets of who left or retired are archived, once, with a line for each', async () => {
    await change(second.personId, { dutyStatus: 'RETIRED' })
    expect([await archive(), await archive()]).toEqual([2, 0])
    const states = (await stage.rows(Pledge)).map(({ personId, state }) => [personId, state])
    expect(Object.fromEntries(states)).toMatchObject({
      [stage.member.personId]: 'ARCHIVED',
      [second.personId]: 'ARCHIVED',
      [stage.secretary.personId]: 'PUBLISHED',
    })
    expect(await stage.rows(AuditEntry, { action: 'pledge.archive' })).toHaveLength(2)
  })

  test('who was archived by mistake, or comes back, owes the sheet again and hands it in anew (edge case 8)', async () => {
    await change(stage.member.personId, { dutyStatus: 'ON_DUTY' })
    const mine = (await stage.member.call('pledge.mine')).body.pledge
    expect(mine).toMatchObject({ state: 'ARCHIVED', mayEdit: true })
    const again = await stage.handIn(stage.member, { revision: mine?.revision ?? 0 })
    expect(again.body).toMatchObject({ state: 'SUBMITTED' })
  })

  test('a sheet in 党办’s hands waits for its answer first', async () => {
    const [third] = await stage.rows(Pledge, { state: 'SUBMITTED' })
    const personId = third?.personId ?? ''
    const setState = (state: string) =>
      stage.product.database.unitOfWork(null, 'job', (work) => work.change(Pledge, { personId }, { state }))
    await change(personId, { dutyStatus: 'LEFT' })
    await setState('SUBMITTED_TO_OFFICE')
    expect(await archive()).toBe(0)
    await setState('OFFICE_OK')
    expect(await archive()).toBe(1)
  })
})
