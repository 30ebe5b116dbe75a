import { LeaderLink } from '../../entities'
import { closeStage, desktopOf, open, openStage, person, phoneOf, type Stage, shot } from './stage'

/** M8: on 1 January last year's places of 三联系 are offered, to the leader and to 党办, and one that is wrong can go. */
let stage: Stage
const { name, personId } = person('leader')
beforeAll(async () => {
  stage = await openStage('feishu')
  await stage.product.database.unitOfWork(null, 'job', async (work) => {
    for (const link of await work.manager.findBy(LeaderLink, { leaderId: personId }))
      await work.change(LeaderLink, { id: link.id }, { year: 2025 })
  })
})
afterAll(() => closeStage(stage))

it('the leader takes over what he keeps, and ends one', async () => {
  const phone = await phoneOf(stage, 'leader')
  await open(stage, phone, '/three-links', '三联系')
  await phone.getByRole('heading', { name: '去年的12个联系点，2026年还联系吗？' }).waitFor()
  await shot(stage, phone, 'links-proposed')
  await phone.getByRole('button', { name: '全部选中（12个）' }).click()
  await shot(stage, phone, 'links-chosen')
  await phone.getByRole('button', { name: '沿用12个' }).click()
  await phone.getByText('今年增加了12个联系点。').waitFor()
  await phone.getByRole('heading', { name: '登记一次活动' }).waitFor()
  await phone.getByText('有联系点不再联系，或者写错了？').click()
  const change = phone.locator('section', { has: phone.getByRole('heading', { name: '调整联系点' }) })
  await change.getByText(/店$/).first().click()
  await change.getByLabel('原因').fill('门店已经关闭')
  await shot(stage, phone, 'links-ending')
  await phone.getByRole('button', { name: '结束1个' }).click()
  await phone.getByText('结束了1个。').waitFor()
})

it('党办 sees how many each has, and what last year leaves', async () => {
  const desk = await desktopOf(stage, 'office')
  await open(stage, desk, '/three-links/board', '三联系')
  await desk.getByText(name).first().click()
  await desk.getByRole('button', { name: `给${name}指定联系点` }).click()
  await desk.getByText('有联系点不再联系，或者写错了？').click()
  await shot(stage, desk, 'links-assign')
})
