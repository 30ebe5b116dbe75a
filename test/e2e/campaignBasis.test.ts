import { smallJpeg } from '../server/web/staged/files'
import { openedCampaign } from './house'
import { closeStage, desktopOf, faultsOf, open, openStage, phoneOf, type Stage, shot } from './stage'

/** The 依据文件 itself: put there by the office, one press away on every page that names the campaign (R00). */
describe('the 依据文件 of a campaign in the browser', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage('feishu', true)
    await openedCampaign(stage)
  })
  afterAll(() => closeStage(stage))

  it('the office sends a better copy, is told what is no paper, and sees who sent which', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/office/campaign', '“三亮”活动')
    const basis = office.getByRole('region', { name: '依据文件原文' })
    await basis.getByText('第1份').waitFor()
    const file = basis.locator('input[type=file]').last()
    await file.setInputFiles({ name: '通知.txt', mimeType: 'text/plain', buffer: Buffer.from('通知') })
    await basis.getByText('只能上传PDF、Word文档或照片（JPG、PNG、HEIC），请换一个文件。').waitFor()
    await file.setInputFiles({ name: '通知.jpg', mimeType: 'image/jpeg', buffer: await smallJpeg() })
    await office.getByText('依据文件已上传。').waitFor()
    await basis.getByText('第2份').waitFor()
    await shot(stage, office, 'basis-1-office')
  })

  it('a member unfolds its title and opens it, the newest, on the sheet, the wall and the board', async () => {
    const phone = await phoneOf(stage, 'member')
    for (const [path, heading] of [
      ['/pledge', '我的承诺书'],
      ['/wall', /公开栏/],
    ] as const) {
      await open(stage, phone, path, heading)
      const link = phone.getByRole('link', { name: '看原文' })
      await link.waitFor()
      const answer = await phone.request.get(`${stage.product.url}${await link.getAttribute('href')}`)
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg'])
      expect(await phone.getByText('《关于开展“三亮两联三评一公开”工作的通知》').isVisible()).toBe(false)
      await phone.getByText('依据文件', { exact: true }).click()
      await phone.getByText('《关于开展“三亮两联三评一公开”工作的通知》').waitFor()
      await shot(stage, phone, `basis-2${path.replace('/', '-')}`)
    }
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/progress', /进度/)
    await office.getByRole('link', { name: '看原文' }).waitFor()
    await shot(stage, office, 'basis-3-progress')
  })

  it('every year is listed for the office with its files, its table and what was done with it', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/office/campaigns?state=all', '历年活动')
    await office.getByText('2026年“三亮”公开承诺').first().click()
    await office.getByRole('link', { name: '依据文件第1份' }).waitFor()
    await office.getByText('上传依据文件').first().waitFor()
    await office.getByRole('link', { name: '下载活动台账（.xlsx）' }).waitFor()
    await shot(stage, office, 'basis-4-campaigns')
    const phone = await phoneOf(stage, 'office')
    await open(stage, phone, '/office/campaigns', '历年活动')
    await phone.getByText('还没有结束的活动').waitFor()
    await open(stage, phone, '/office/campaigns?state=all', '历年活动')
    await phone.getByText('2026年“三亮”公开承诺').first().click()
    await phone.getByRole('link', { name: '依据文件第1份' }).waitFor()
    await shot(stage, phone, 'basis-5-campaigns')
  })

  it('no page had a fault', async () => {
    expect(await faultsOf(stage)).toEqual([])
  })
})
