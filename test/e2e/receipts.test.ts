import type { BrowserContext, Page } from 'playwright-core'
import { RoleGrant, RoundAssignment } from '../../entities'
import { branchId } from '../../server/demo/sampleOrganisationPeople'
import { castApart } from '../../server/domain/scoring/collective'
import { verifyCommand } from '../../server/verifyCommand'
import { newPhone } from '../support/browser'
import { openVote, votes } from './house'
import { closeStage, desktopOf, everybody, openStage, ownedBy, person, type Stage, shot } from './stage'
import { ask } from './yearHouse'

/** Rules §4.6.10 and §4.6.11, on a phone and a desk: what a voter's receipts say, and 核验 by a 监票人. */
const voter = 'massesSecond'
const people = 13
let stage: Stage
let roundId: string
let context: BrowserContext
let page: Page
beforeAll(async () => {
  stage = await openStage('feishu')
  roundId = await openVote(stage)
  context = await newPhone(stage.browser, { platform: 'feishu' })
  page = await logIn(voter)
})
afterAll(() => closeStage(stage))

async function logIn(key: string, path = `/ballot/${roundId}`): Promise<Page> {
  await ownedBy(stage, context, person(key))
  const opened = await context.newPage()
  opened.setDefaultTimeout(15_000)
  opened.on('pageerror', (fault) => stage.faults.push(fault.message))
  await opened.goto(`${stage.product.url}/login/feishu?return=${encodeURIComponent(path)}`)
  await opened.waitForLoadState('networkidle')
  return opened
}
const rate = async (count: number, mark = 0) => {
  for (let at = 1; at <= count; at += 1) {
    await page.getByText(`第${at}位，共${count}位`).waitFor()
    for (const item of await page.locator('fieldset').all()) await item.locator('label').nth(mark).click()
  }
  await page.getByRole('button', { name: '提交全部评价' }).click()
  await page.getByText('票已经投进票箱').waitFor()
}
const reopened = async () => {
  await page.goto(`${stage.product.url}/ballot/${roundId}`)
  await page.waitForLoadState('networkidle')
}
const own = { voterId: person(voter).personId }
const bySql = <Result>(body: (rows: import('typeorm').Repository<RoundAssignment>) => Promise<Result>) =>
  stage.product.database.unitOfWork(null, 'job', (work) => body(work.manager.getRepository(RoundAssignment)))
const code = async () => /回执 (\d{4} \d{4})/.exec((await page.getByText(/^已收到\d+份，回执/).innerText()) ?? '')?.[1]

it('is one tap away from how it stays secret, and back', async () => {
  await page.getByRole('link', { name: '我的票怎么保密（不到一分钟）' }).click()
  await page.getByRole('heading', { name: '谁还能把票和人对上' }).waitFor()
  await shot(stage, page, 'receipts-0-help')
  await page.goBack()
  await page.getByRole('button', { name: '开始评价' }).waitFor()
})

it('says after casting that it arrived, with a receipt that stands there again whenever the page is opened', async () => {
  await page.getByRole('button', { name: '开始评价' }).click()
  await rate(people)
  await page.getByText(`已收到${people}份，回执`).waitFor()
  await page.getByText('和票箱里的一致。').waitFor()
  await shot(stage, page, 'receipts-1-received')
  const before = await code()
  expect(before).toMatch(/^\d{4} \d{4}$/)
  await reopened()
  await page.getByText(`已收到${people}份，回执 ${before}`).waitFor()
  await page.getByText(`每一份的回执（${people}份）`).click()
  await shot(stage, page, 'receipts-2-each')
})

it('another person of this browser hears nothing of it', async () => {
  await page.close()
  const other = await logIn('memberSecond')
  await other.getByText(/一共\d+位/).waitFor()
  await other.waitForTimeout(500)
  expect(await other.getByText(/回执/).count()).toBe(0)
  await other.close()
  page = await logIn(voter)
  await page.getByText(`已收到${people}份，回执`).waitFor()
})

it('says by itself what was deleted or put back by SQL, and sends it again', async () => {
  const before = await bySql((rows) => rows.find({ where: { roundId, ...own }, order: { subjectId: 'ASC' } }))
  await page.getByRole('button', { name: '重新评价' }).click()
  await page.getByRole('button', { name: '开始评价' }).click()
  await rate(people, 1)
  const [one, two] = before
  const at = (row?: RoundAssignment) => ({
    roundId,
    ...own,
    subjectId: row?.subjectId ?? '',
    raterGroup: row?.raterGroup ?? ('MASSES' as const),
  })
  await bySql(async (rows) => {
    await rows.update(at(one), {
      status: 'ISSUED',
      votedDay: null,
      castMark: null,
      sheetRevision: 0,
      envelope: null,
      envelopeMark: null,
    })
    await rows.update(at(two), {
      envelope: two?.envelope ?? null,
      envelopeMark: two?.envelopeMark ?? null,
      sheetRevision: two?.sheetRevision ?? 0,
    })
  })
  await reopened()
  await page.getByText('有2份评价不在票箱里了').waitFor()
  await shot(stage, page, 'receipts-3-lost')
  await page.getByRole('button', { name: '重新评价这2位' }).click()
  await page.getByRole('button', { name: '开始评价' }).click()
  await rate(2)
  await page.getByText('和票箱里的一致。').waitFor()
  expect(await page.getByText('不在票箱里了').count()).toBe(0)
  const now = await bySql((rows) => rows.findBy(at(one)))
  // After the one that this phone knew, not after what lay there.
  expect(now.map(({ sheetRevision }) => sheetRevision)).toEqual([3])
})

it('after the closing the page says 已计入 and 未计入, and the count is verified by its 监票人', async () => {
  const mine = await bySql((rows) => rows.find({ where: { roundId, ...own }, order: { subjectId: 'ASC' } }))
  const gone = mine[0]
  // Everybody else votes as well, so that no group is too small.
  const voters = new Set(
    (await bySql((rows) => rows.findBy({ roundId, status: 'ISSUED' }))).map(({ voterId }) => voterId),
  )
  for (const { personId } of everybody().filter((one) => one.feishuUserId && voters.has(one.personId))) {
    const caller = await stage.product.loginPerson(personId, 'feishu')
    const { body } = await caller.call('ballot.sheet', { roundId })
    const ballots = (body.subjects ?? []).map(({ subjectId, raterGroup }) => ({
      subjectId,
      raterGroup,
      answers: 'ABBAA',
    }))
    for (const part of castApart(ballots))
      await caller.call('ballot.cast', { roundId, ballots: part, minutesNumber: '会议记录7号' })
  }
  await bySql((rows) =>
    rows.update(
      { roundId, ...own, subjectId: gone?.subjectId ?? '' },
      { status: 'ISSUED', votedDay: null, castMark: null, sheetRevision: 0, envelope: null, envelopeMark: null },
    ),
  )
  const read = () => ask(stage, 'digitalSecretary', 'round.read', { roundId })
  const { scrutineers } = await read()
  await stage.product.moveTo('2026-09-30')
  if ((await read()).round.state === 'VOTING')
    await ask(stage, scrutineers[0] ?? '', 'round.close', { roundId, revision: (await read()).round.revision })
  await reopened()
  await page.getByText('有1份未计入').waitFor()
  await page.getByText(`您的${people - 1}份已计入清单`).waitFor()
  await page.getByText(/清单校验码 (\d{4} ?){4}/).waitFor()
  await shot(stage, page, 'receipts-4-closed')
  const ids = scrutineers.map((name) => everybody().find((one) => one.name === name)?.personId ?? '')
  await votes.get(roundId)?.open(ids, async () => (await read()).round.revision)
  await reopened()
  await page.getByText(`您的${people - 1}份已计入。`).waitFor()
  await page.getByText(/计票校验码 (\d{4} ?){4}/).waitFor()
  await shot(stage, page, 'receipts-5-counted')
  await page.close()
  page = await logIn(scrutineers[0] ?? '', `/rounds/${roundId}`)
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByText(/^核验通过：\d+张选票重新计算/).waitFor()
  await page.getByText(/^核验通过/).scrollIntoViewIfNeeded()
  await shot(stage, page, 'receipts-6-verified')
  await page.getByRole('button', { name: '码条已撕掉' }).click()
  await page.getByText('已记下：您的码条已撕掉。').waitFor()
  await page.reload()
  await page.getByText(`已撕掉码条：${scrutineers[0]}`).waitFor()
  await page.getByText('已撕掉码条').scrollIntoViewIfNeeded()
  await shot(stage, page, 'receipts-7-torn')
})

/** The grades as they are proposed, the 书记's own by another member of the 支委会, and 表1 handed in. */
async function reported(): Promise<void> {
  const grants = await stage.product.database.read(null, 'job', (work) =>
    work.manager.findBy(RoleGrant, { role: 'BRANCH_COMMITTEE', scopeId: branchId('digital') }),
  )
  const committee = everybody().find(({ personId }) => grants.some((grant) => grant.personId === personId))
  for (const key of ['digitalSecretary', committee?.name ?? '']) {
    const { round, results } = await ask(stage, key, 'round.read', { roundId })
    const open = (results ?? []).filter((one) => one.mayConfirm && one.confirmedGrade === null)
    const decisions = open.map(({ subjectId, kind, suggestedGrade }) => {
      const proposed = suggestedGrade === 'COMMITTEE_DECIDES' ? 'QUALIFIED' : suggestedGrade
      return { subjectId, grade: proposed ?? (kind === 'MEMBER' ? 'QUALIFIED' : 'FAIR'), reason: '支委会集体研究决定' }
    })
    const meeting = { heldDay: '2026-09-30', dueCount: 3, presentCount: 3, minutesNumber: '会议记录9号' }
    await ask(stage, key, 'round.confirm', { roundId, revision: round.revision, meeting, decisions })
  }
  const { round } = await ask(stage, 'digitalSecretary', 'round.read', { roundId })
  await ask(stage, 'digitalSecretary', 'round.report', { roundId, revision: round.revision })
}

it('the 书记 hears that the count is right and gets no single ballot; what 党办 downloads is verified without the house', async () => {
  const secretary = await desktopOf(stage, 'digitalSecretary')
  await secretary.goto(`${stage.product.url}/rounds/${roundId}`)
  await secretary.getByRole('button', { name: '核验', exact: true }).click()
  await secretary.getByText(/^核验通过/).waitFor()
  expect(await secretary.getByRole('link', { name: '下载计票档案' }).count()).toBe(0)
  await secretary.close()
  await reported()
  const desk = await desktopOf(stage, 'office')
  await desk.goto(`${stage.product.url}/rounds/${roundId}`)
  await desk.getByRole('link', { name: '下载计票档案' }).scrollIntoViewIfNeeded()
  await shot(stage, desk, 'receipts-7-desk')
  const coming = desk.waitForEvent('download')
  await desk.getByRole('link', { name: '下载计票档案' }).click()
  const file = await (await coming).path()
  const told = await desk.getByText(/^计票校验码/).innerText()
  const checksum = /\d{4} \d{4} \d{4} \d{4}/.exec(told)?.[0] ?? ''
  const { whole, lines } = verifyCommand([file, '--checksum', checksum])
  expect(lines.join('\n')).toMatch(/核验通过：\d+张选票重新计算，另有\d+张/)
  expect(whole).toBe(true)
  expect(verifyCommand([file, '--checksum', '0000 0000 0000 0000']).whole).toBe(false)
})

it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
