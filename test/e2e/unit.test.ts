import { closeStage, desktopOf, faultsOf, open, openStage, phoneOf, type Stage, shot } from './stage'

/** A branch gets another name: entered by the office on a PC, seen everywhere, taken back on the phone. */
describe('a branch that is called otherwise, in the browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('feishu', true)
  })
  afterAll(() => closeStage(stage))

  it('the office renames it on the PC, from the list of branches', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/organisation', '组织与名册')
    await shot(stage, office, 'unit-1-tree')
    await office.getByRole('link', { name: '更名' }).nth(1).click()
    await office.getByRole('heading', { name: '财投支部', level: 1 }).waitFor()
    await office.getByText('没有更过名。').waitFor()
    await office.getByRole('button', { name: '登记更名' }).click()
    await office.getByText('请填写这一项。').first().waitFor()
    await office.getByLabel('新名称').fill('财务投资支部')
    await office.getByLabel('依据或理由').first().fill('机关党委批复〔2026〕12号')
    await shot(stage, office, 'unit-2-form')
    await office.getByRole('button', { name: '登记更名' }).click()
    await office.getByText('已登记更名为财务投资支部').waitFor()
    await office.getByText('财投支部更名为财务投资支部').waitFor()
    await shot(stage, office, 'unit-3-renamed')
    await open(stage, office, '/organisation', '组织与名册')
    await office.getByRole('heading', { name: '财务投资支部' }).waitFor()
  })

  it('a name that another bears is told at its field', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/organisation', '组织与名册')
    await office.getByRole('link', { name: '财务部', exact: true }).click()
    await office.getByLabel('新名称').fill('投资发展部')
    await office.getByLabel('依据或理由').first().fill('机构调整')
    await office.getByRole('button', { name: '登记更名' }).click()
    await office.getByText('“投资发展部”已经有了，两个同名的分不清，请另取一个。').first().waitFor()
    await shot(stage, office, 'unit-4-taken')
  })

  it('takes it back on the phone, with the reason', async () => {
    const phone = await phoneOf(stage, 'office')
    await open(stage, phone, '/organisation', '组织与名册')
    await shot(stage, phone, 'unit-5-phone-tree')
    await phone.getByRole('link', { name: '更名' }).nth(1).click()
    await phone.getByRole('button', { name: '撤销更名为财务投资支部' }).click()
    await phone.getByText('登记错了单位').click()
    await shot(stage, phone, 'unit-6-phone-undo')
    await phone.getByRole('button', { name: '撤销更名', exact: true }).click()
    await phone.getByText('这次更名已撤销').waitFor()
    await phone.getByText('没有更过名。').waitFor()
    await phone.getByText('名称本来就写错了？改正').click()
    await phone.getByLabel('正确的名称').fill('财投党支部')
    await phone.getByLabel('依据或理由').last().fill('批复上是财投党支部')
    await phone.getByRole('button', { name: '改正名称' }).click()
    await phone.getByText('已改正为财投党支部').waitFor()
    await shot(stage, phone, 'unit-7-phone-corrected')
    expect(await faultsOf(stage)).toEqual([])
  })
})
