import type { BrowserContext, Page } from 'playwright-core'
import { Visit } from '../../entities'
import { newPhone } from '../support/browser'
import { ownedBy, person, type Stage } from './stage'

const patienceMilliseconds = 20_000

/** People who log in in one browser after one another and write down visits there, on this stage's running product. */
export const visitors = (stageOf: () => Stage) => {
  let people = 0

  /** One phone; whose it is says `logIn`. */
  const newBrowser = async (keepsPages = false): Promise<BrowserContext> => {
    const context = await newPhone(stageOf().browser, { platform: 'feishu', keepsPages })
    context.setDefaultTimeout(patienceMilliseconds)
    return context
  }

  /** Another window of this browser, in which this person logs in: from now on the browser is theirs. */
  const logIn = async (context: BrowserContext, key: string, path = '/visits'): Promise<Page> => {
    const stage = stageOf()
    await ownedBy(stage, context, person(key))
    const page = await context.newPage()
    page.on('pageerror', (fault) => stage.faults.push(fault.message))
    await page.goto(`${stage.product.url}/login/feishu?return=${encodeURIComponent(path)}`)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    return page
  }

  const visitsOf = (key: string): Promise<Visit[]> =>
    stageOf().product.database.read(null, 'job', ({ manager }) =>
      manager.find(Visit, { where: { authorId: person(key).personId }, order: { loggedAt: 'ASC' } }),
    )
  const contentsOf = async (key: string): Promise<string[]> => (await visitsOf(key)).map(({ content }) => content)

  const words = (page: Page) => page.getByRole('textbox', { name: /走访情况/ })
  const fillVisit = async (page: Page, content: string): Promise<void> => {
    // Somebody each time, since nobody is visited twice a day by the same person in the same way.
    people += 1
    await page.getByRole('group', { name: '走访了谁' }).locator('label').last().click()
    await page.getByLabel(/对方姓名|姓名/).fill(`许${people}`)
    await page.getByRole('main').getByText('听取意见', { exact: true }).click()
    await words(page).first().fill(content)
  }
  const press = (page: Page): Promise<void> => page.getByRole('button', { name: '登记', exact: true }).click()
  const arrives = async (key: string, content: string): Promise<void> => {
    const end = Date.now() + patienceMilliseconds
    while (!(await contentsOf(key)).includes(content)) {
      if (Date.now() > end) throw new Error(`${content} did not arrive`)
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  const times = async (key: string, content: string): Promise<number> =>
    (await contentsOf(key)).filter((each) => each === content).length

  return { newBrowser, logIn, visitsOf, contentsOf, words, fillVisit, press, arrives, times }
}
