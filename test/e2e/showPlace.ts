import type { Page } from 'playwright-core'
import { newDesktop, type Size } from '../support/browser'
import { addressOf, type Place, type Year } from './places'
import { desktopOf, phoneOf, type Stage } from './stage'

/** The login page would log the chat client in; an ordinary browser shows it. */
async function loggedOut({ browser }: Stage, size: Size): Promise<Page> {
  const context = await newDesktop(browser, { size })
  return context.newPage()
}

/** The page of the person who opens the place, on a phone or at a desk. */
export const pageFor = (stage: Stage, { route, who }: Place, size: Size): Promise<Page> => {
  if (route === '/login') return loggedOut(stage, size)
  return size.width < 820 ? phoneOf(stage, who) : desktopOf(stage, who)
}

/** Opens the place and goes to the step inside it. `sparse`: a house with nothing to see there, where the heading is enough. */
export async function showPlace(stage: Stage, page: Page, place: Place, year: Year, sparse = false): Promise<void> {
  const { ready, press, next } = place
  await page.goto(`${stage.product.url}${addressOf(place, year)}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // The log-in's own heading stands there first.
  await page.getByText('正在进入，请稍候').waitFor({ state: 'detached' })
  if (press && !sparse)
    await page
      .getByRole('button', { name: press })
      .or(page.locator('summary', { hasText: press }))
      .first()
      .click()
  if (next && !sparse) await page.getByRole('button', { name: next, exact: true }).click()
  if (ready && !sparse) await page.getByText(ready).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
}
