import { newDesktop, newPhone } from '../support/browser'
import { startTestProduct } from '../support/product'
import {
  cardWith,
  closeStage,
  desktopOf,
  open,
  openStage,
  ownedBy,
  pathBehind,
  person,
  phoneOf,
  type Stage,
  until,
} from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu', true)
})
afterAll(() => closeStage(stage))

describe('somebody else’s account', () => {
  const member = person('member')
  const ask = async (userId: string) => {
    const administrator = await stage.product.login('administrator')
    const asked = { personId: member.personId, platform: 'feishu' as const, userId }
    const { status, body } = await administrator.call('account.link', asked)
    expect([status, body]).toEqual([200, { waits: true, alone: false }])
  }

  it('is asked for in the panel of a person, and the page says that a second person confirms it', async () => {
    const page = await desktopOf(stage, 'office')
    await open(stage, page, '/organisation', '组织与名册')
    await page.getByLabel('查找人员').fill(person('scrutineer').name)
    await page.getByText(person('scrutineer').name).first().click()
    await page.getByRole('button', { name: '绑定聊天账号' }).click()
    await page.getByText('要由另一位机关党办、系统管理员或者本人确认后才换').waitFor()
    await page.getByLabel('平台账号').fill('ou_thirdphone')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('换绑申请已提交，等另一位').waitFor()
    await open(stage, page, '/account-changes', '换绑账号')
    await page.getByText('这是您申请的').waitFor()
    await page.getByRole('button', { name: '撤回申请' }).click()
    await page.getByText('申请已撤回').waitFor()
  })

  it('is asked for by the administrator on a page of his own, without the roster', async () => {
    const page = await desktopOf(stage, 'administrator')
    await open(stage, page, '/organisation', '组织与名册')
    await page.getByRole('link', { name: '换绑账号' }).last().click()
    await page.getByRole('heading', { level: 2, name: '给人绑定或换绑账号' }).waitFor()
    await page.getByLabel('查找人员').fill('没有这样的人')
    await page.getByText('没有找到这个人').waitFor()
    const { name } = person('scrutineer')
    await page.getByLabel('查找人员').fill(name)
    await page.getByRole('button', { name: `给${name}换绑账号` }).click()
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('请填写这一项').waitFor()
    await page.getByLabel('平台账号').fill('ou_fourthphone')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('换绑申请已提交，等另一位').waitFor()
    await page.getByText('这是您申请的').waitFor()
    await page.getByRole('button', { name: '撤回申请' }).click()
    await page.getByText('申请已撤回').waitFor()
  })

  it('is kept by its owner, who is told in the chat and declines on the page', async () => {
    await ask('ou_anotherphone')
    const card = await cardWith(stage, 'member', '有人申请换绑您的账号')
    const page = await phoneOf(stage, 'member')
    await open(stage, page, pathBehind(stage, card, '打开查看'), '换绑账号')
    await page.getByRole('heading', { level: 2, name: '您的账号' }).waitFor()
    await page
      .getByText(`${person('administrator').name}申请把您的飞书账号换成另一个：编号是“ou_anotherphone”。`)
      .waitFor()
    await page.getByRole('button', { name: '不同意换绑' }).click()
    await page.getByText('没有换绑，账号还是原来的').waitFor()
    await open(stage, page, '/me', '我的设置')
  })

  it('passes on when a second keeper confirms; whoever was in by the old one is out', async () => {
    const phone = await phoneOf(stage, 'member')
    await open(stage, phone, '/me', '我的设置')
    await ask('ou_newphone')
    const page = await phoneOf(stage, 'office')
    await open(stage, page, '/', /.*/)
    await page.getByText('确认换绑账号').first().click()
    await page.getByText('请先当面或打电话向本人问清楚').waitFor()
    await page.getByRole('button', { name: '确认换绑' }).click()
    await page.getByText('已换绑，原来的登录都已退出').waitFor()
    await phone.goto(`${stage.product.url}/me`)
    // The chat account of this phone is nobody's any more.
    await phone.getByRole('heading', { level: 1, name: '还不能进入' }).waitFor()
  })
})

describe('a login on several devices', () => {
  it('is ended on all of them at one word', async () => {
    const devices = await Promise.all([0, 1].map(() => newDesktop(stage.browser)))
    const pages = []
    for (const context of devices) {
      await ownedBy(stage, context, person('memberSecond'))
      const page = await context.newPage()
      await page.goto(`${stage.product.url}/login/feishu?return=/me`)
      await page.getByRole('heading', { level: 2, name: person('memberSecond').name }).waitFor()
      pages.push(page)
    }
    const [here, there] = pages
    await here?.getByRole('button', { name: '在所有设备上退出' }).click()
    await here?.getByRole('link', { name: '用飞书登录' }).waitFor()
    await there?.reload()
    await there?.getByRole('link', { name: '用飞书登录' }).waitFor()
    for (const context of devices) await context.close()
  })
})

describe('an address from which too much has come', () => {
  it('is told so in the server’s words, not that the network is bad', async () => {
    const busy = await startTestProduct(undefined, { REQUESTS_PER_ADDRESS: '10' })
    const context = await newPhone(stage.browser, { platform: 'browser' })
    try {
      await until('the share of the address to be spent', async () =>
        (await fetch(`${busy.url}/api/session`)).status === 429 ? true : undefined,
      )
      const page = await context.newPage()
      await page.goto(`${busy.url}/visits`)
      await page.getByRole('heading', { level: 1, name: '现在还进不去' }).waitFor()
      await page.getByText(/您所在的网络.*还没登录的访问太多，请\d+秒后再试/).waitFor()
      expect(await page.getByText('可能是网络不好').count()).toBe(0)
    } finally {
      await context.close()
      await busy.stop()
    }
  })
})
