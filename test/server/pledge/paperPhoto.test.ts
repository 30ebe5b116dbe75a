import { AuditEntry } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from './pledgeStage'

describeByTurn('the branch ticks that the paper print of the photo is there (R25, U5)', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
    await stage.handIn(stage.member)
  })
  afterAll(() => stage.product.stop())

  const row = async () => {
    const found = (await stage.board()).members.find((one) => one.personId === stage.member.personId)
    if (!found?.pledgeId) throw new Error('no row')
    return { pledgeId: found.pledgeId, revision: found.revision, day: found.paperPhotoDay }
  }
  const tick = async (received: boolean, who = stage.secretary) => {
    const { pledgeId, revision } = await row()
    return who.call('pledge.paperReceived', { pledgeId, received, revision })
  }

  test('with the day on which it came; twice is once, and it can be taken back', async () => {
    expect((await row()).day).toBeNull()
    expect([(await tick(true)).status, (await tick(true)).status]).toEqual([200, 200])
    expect((await row()).day).toBe('2026-09-07')
    expect((await tick(false)).status).toBe(200)
    expect((await row()).day).toBeNull()
    expect(await stage.rows(AuditEntry, { action: 'pledge.paperReceived' })).toHaveLength(2)
  })

  test('the branch alone does it: neither the member, nor 党办, nor another branch', async () => {
    const others = [stage.member, stage.office, await stage.product.login('digitalSecretary')]
    expect(await Promise.all(others.map(async (who) => (await tick(true, who)).status))).toEqual([403, 403, 403])
    const scrutineer = await stage.product.login('scrutineer')
    expect((await tick(true, scrutineer)).status).toBe(200)
    expect((await stage.board()).may.collect).toBe(true)
    expect((await stage.board(stage.office)).may.collect).toBe(false)
  })

  test('the member who is writing at that moment can hand in all the same', async () => {
    const { revision, photoId } = await stage.mine()
    expect((await tick(false)).status).toBe(200)
    const reply = await stage.member.call('pledge.submit', stage.sheet({ revision, photoId }))
    expect(reply.status).toBe(200)
  })
})
