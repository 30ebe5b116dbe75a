import { closeStage, desktopOf, faultsOf, open, openStage, person, phoneOf, type Stage, shot } from './stage'

/** 代理: the office lets somebody act for a 书记 who is away; the person sees it at once, and the office sees who acts. */
describe('somebody acts for a 书记, in the browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('feishu', true)
  })
  afterAll(() => closeStage(stage))

  it('the office enters it on the phone, and is told that it wants an end', async () => {
    const phone = await phoneOf(stage, 'office')
    await open(stage, phone, '/organisation', '组织与名册')
    await phone.getByLabel('查找人员').fill(person('member').name)
    await phone
      .getByRole('button', { name: person('member').name })
      .first()
      .click()
    await phone.getByRole('button', { name: '授予权限' }).click()
    await phone.getByLabel('权限', { exact: true }).selectOption('BRANCH_SECRETARY')
    await phone.getByLabel('支部', { exact: true }).last().selectOption({ label: '财投支部' })
    await phone.getByText('代理', { exact: true }).click()
    await phone.getByLabel('理由').fill('书记外出学习')
    await phone.getByRole('button', { name: '保存' }).click()
    await phone
      .getByText(`请填代理到哪一天为止，以后${person('financeSecretary').name}接着办。`)
      .first()
      .waitFor()
    await shot(stage, phone, 'acting-1-phone-form')
    await phone.getByLabel('结束日期').fill('2026-09-30')
    await phone.getByRole('button', { name: '保存' }).click()
    await phone.getByText('已授予代支部书记').waitFor()
    await phone.getByText(`支部书记（代${person('financeSecretary').name}）`).waitFor()
    await shot(stage, phone, 'acting-2-phone-granted')
  })

  it('the tree and the panel of who is away say who acts', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/organisation', '组织与名册')
    await office.getByText(`书记 ${person('member').name}（代）`).waitFor()
    await office.getByLabel('查找人员').fill(person('financeSecretary').name)
    await office
      .getByRole('button', { name: person('financeSecretary').name })
      .first()
      .click()
    await office.getByText(`由${person('member').name}代理到`).waitFor()
    await shot(stage, office, 'acting-3-office')
  })

  it('somebody is away from day to day: the panel says until when, and which post nobody acts in', async () => {
    const phone = await phoneOf(stage, 'office')
    await open(stage, phone, '/organisation', '组织与名册')
    await phone.getByLabel('查找人员').fill(person('financeSecretary').name)
    await phone
      .getByRole('button', { name: person('financeSecretary').name })
      .first()
      .click()
    await phone.getByRole('button', { name: '登记请假、出差' }).click()
    await phone.getByText('出差', { exact: true }).click()
    await phone.getByLabel('到哪一天为止').fill('2026-09-30')
    await shot(stage, phone, 'acting-5-absence-form')
    await phone.getByRole('button', { name: '保存' }).click()
    await phone.getByText('出差到9月30日').waitFor()
    await phone.getByText('没有人代理：部门第一负责人财务部。').waitFor()
    await shot(stage, phone, 'acting-6-away')
    await phone
      .getByRole('button', { name: '撤销' })
      .or(phone.getByRole('button', { name: '已回来' }))
      .click()
    await phone.getByText('已登记回来').waitFor()
  })

  it('who acts sees the post under his name', async () => {
    const member = await desktopOf(stage, 'member')
    await open(stage, member, '/me', '我的')
    await member.getByText('代支部书记').first().waitFor()
    await shot(stage, member, 'acting-4-member')
    expect(await faultsOf(stage)).toEqual([])
  })
})
