import type { Page } from 'playwright-core'
import { cardWith, open, pathBehind, phoneOf, type Stage, shot } from './stage'

/** What the phone shows, as a person copies it. */
async function copied(page: Page): Promise<string> {
  const groups = await page.locator('.slip .code span').allInnerTexts()
  expect(groups.map((group) => group.length)).toEqual([4, 4, 4, 4, 4])
  return groups.join('')
}

/** Who prints the slip has one sheet with nothing else on it. */
async function printsOneSheet(page: Page): Promise<void> {
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1)
}

/** A 监票人 comes from his card, has the code drawn, copies it, types the last two groups back; answers his slip. */
export async function setCodeOnPhone(stage: Stage, name: string, title: string, number: number): Promise<string> {
  const page = await phoneOf(stage, name)
  await open(stage, page, pathBehind(stage, await cardWith(stage, name, '请设监票码'), '去设监票码'), title)
  await page.getByText('监票码不是验证码。不拍照、不转发、不交给书记。').waitFor()
  await shot(stage, page, `d2-lock-${number}-intro`)
  await page.getByRole('button', { name: '抽监票码' }).click()
  const code = await copied(page)
  await shot(stage, page, `d2-lock-${number}-slip`)
  await printsOneSheet(page)
  await page.getByRole('button', { name: '抄好了，去核对' }).click()
  await page.getByLabel('最后两组').fill('00000000')
  await page.getByRole('button', { name: '核对并设好' }).click()
  await page.getByText('和手机抽的不一样').waitFor()
  await page.getByLabel('最后两组').fill(`${code.slice(12, 16)} ${code.slice(16)}`)
  await shot(stage, page, `d2-lock-${number}-check`)
  await page.getByRole('button', { name: '核对并设好' }).click()
  await page.getByRole('heading', { name: '您的监票码已设好' }).waitFor()
  await shot(stage, page, `d2-lock-${number}-set`)
  // Nothing of it is kept on the phone.
  const kept = await page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])')
  expect(kept).not.toContain(code.slice(0, 12))
  return code
}

/** He types his code from the slip: first one digit wrong, then right. */
export async function giveCodeOnPhone(
  stage: Stage,
  name: string,
  { path, title, code, button, done }: { path: string; title: string; code: string; button: string; done: string },
): Promise<void> {
  const page = await phoneOf(stage, name)
  await open(stage, page, path, title)
  await page.getByText(/截止时箱里有\d+份/).waitFor()
  const field = page.getByLabel('监票码（20位数字）')
  const wrong = `${(Number(code[0]) + 1) % 10}${code.slice(1)}`
  await field.fill(wrong)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText('有数字抄错或输错了').waitFor()
  await field.fill(code.replace(/(\d{4})/g, '$1 ').trim())
  await shot(stage, page, `d9-${button}`)
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(done).waitFor()
  await shot(stage, page, `d9-${button}-done`)
}
