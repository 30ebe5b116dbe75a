import { describeByTurn } from '../../support/perDatabase'
import { openPledges, type PledgeStage } from '../pledge/pledgeStage'

describeByTurn('what is returned is followed up (M11, rules §6.5)', (db) => {
  let stage: PledgeStage
  beforeAll(async () => {
    stage = await openPledges(db.url)
  })
  afterAll(() => stage.product.stop())

  const asked = async () =>
    (await stage.product.chat('member')).filter((message) => JSON.stringify(message).includes('公开承诺书待修改'))
      .length

  test('a sheet given back: its member is asked again on the next working day, though the plan says nothing then', async () => {
    await stage.handIn(stage.member)
    const { pledgeId, revision } = await stage.mine()
    const back = await stage.secretary.call('pledge.return', { pledgeId, revision, reason: '照片太模糊，请重拍' })
    expect(back.status).toBe(200)
    const before = await asked()
    await stage.moveQuietly('2026-09-08')
    expect(await asked()).toBe(before + 1)
    await stage.moveQuietly('2026-09-09')
    expect(await asked()).toBe(before + 1)
    await stage.moveQuietly('2026-09-10')
    expect(await asked()).toBe(before + 2)
  })

  test('mended, nobody is asked any more', async () => {
    const { revision, photoId } = await stage.mine()
    const again = await stage.member.call('pledge.submit', stage.sheet({ photoId, revision }))
    expect(again.status).toBe(200)
    // The cards that asked say that it is done, and none comes after them.
    await stage.moveQuietly('2026-09-17')
    expect(await asked()).toBe(0)
  })
})
