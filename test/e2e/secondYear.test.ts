import { branchId as sampleBranch } from '../../server/demo/sampleOrganisationPeople'
import { openInput, redPhoto } from '../server/pledge/pledgeStage'
import { satisfyPosts } from '../support/satisfyPosts'
import { closeStage, desktopOf, open, openStage, phoneOf, type Stage, shot } from './stage'
import { ask } from './yearHouse'

/** M7: the sheet of the year before hangs on, and is where this year's begins. */
let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu')
  const { product } = stage
  const member = await product.login('member')
  const branchId = sampleBranch('finance')
  const { campaign } = await ask(stage, 'office', 'campaign.open', openInput())
  await satisfyPosts(product.database, branchId)
  const { photoId } = (await member.send('photo.upload', await redPhoto(), {})).body
  const agreed = { publishConsent: true, photoConsent: true, revision: 0 }
  const texts = { dutyText: '负责费用报销审核', studyPledge: '每月学习2次。', dutyPledge: '3个工作日内办结报销。' }
  const sheet = { campaignId: campaign.campaignId, photoId, ...texts, integrityPledge: '全年零违规。', ...agreed }
  await ask(stage, 'member', 'pledge.submit', sheet)
  const { members } = await ask(stage, 'financeSecretary', 'pledge.branch', { branchId })
  const missing = members
    .filter(({ state }) => state === 'NOT_STARTED')
    .map(({ personId }) => ({ personId, reason: '外派驻点，回来补交' }))
  const handed = await ask(stage, 'financeSecretary', 'package.submit', { branchId, missing })
  const { packageId, revision } = handed.package
  await ask(stage, 'office', 'package.accept', { packageId, revision })
  await ask(
    stage,
    'office',
    'campaign.open',
    openInput({ year: 2027, title: '2027年“三亮”活动', dueDay: '2027-09-20' }),
  )
})
afterAll(() => closeStage(stage))

it('begins with last year’s words, which hang on until this year’s are public', async () => {
  const phone = await phoneOf(stage, 'member')
  await open(stage, phone, '/pledge', '我的承诺书')
  await phone.getByText('还在公开，今年的公开以后自动换下。').waitFor()
  await shot(stage, phone, 'earlier-sheet')
  await phone.getByRole('button', { name: '用它的内容开头' }).click()
  expect(await phone.getByRole('textbox', { name: '我的工作职责' }).inputValue()).toBe('负责费用报销审核')
  await phone.getByText('用它的内容开头').waitFor({ state: 'hidden' })
  await phone.getByRole('button', { name: '提交' }).click()
  await phone.getByText('已提交，等支部查收').waitFor()
  // Handed in, not public yet: last year's still hangs and can be taken down.
  await phone.getByText('更改公开').click()
  const agree = phone.getByRole('region', { name: '2026年的承诺书' }).getByText('同意在公开栏展示我的承诺')
  await agree.click()
  await phone.getByText('没有同意公开，公开栏上看不到。').waitFor()
  const desk = await desktopOf(stage, 'office')
  await open(stage, desk, '/wall', /公开栏/)
  expect(await desk.getByText('林知夏').count()).toBe(0)
  await agree.click()
  await phone.getByText('还在公开，今年的公开以后自动换下。').waitFor()
  await desk.reload()
  await desk.getByText('林知夏').first().waitFor()
  await shot(stage, phone, 'earlier-sheet-handed-in')
  await open(stage, phone, '/fulfilments', /践诺/)
  await phone
    .getByRole('button', { name: /记一条/ })
    .first()
    .waitFor()
  expect(stage.faults).toEqual([])
})
