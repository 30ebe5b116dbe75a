import type { Locator, Page } from 'playwright-core'
import { Person } from '../../entities'
import { cardWith, open, pathBehind, person, phoneOf, type Stage } from './stage'

/** What one person does on the pages for one thing, step by step: a card or button tapped, a field filled, each is one. */
export interface Walk {
  /** Comes from the newest card with this title, or where nobody calls him, by the address. */
  from(title: string, button: string, heading: string | RegExp): Promise<Page>
  comes(path: string, heading: string | RegExp): Promise<Page>
  tap(what: Locator): Promise<void>
  type(where: Locator, text: string): Promise<void>
  end(): void
}

interface Walked {
  walk: string
  who: string
  steps: number
}

/** Walks are counted and printed, for whoever asks how long a way is. */
export function walksOf(stageOf: () => Stage) {
  const walked: Walked[] = []
  const begin = (walk: string, key: string): Walk => {
    const stage = stageOf()
    let steps = 0
    return {
      from: async (title, button, heading) => {
        const page = await phoneOf(stage, key)
        const path = pathBehind(stage, await cardWith(stage, key, title), button)
        steps += 1
        await open(stage, page, path, heading)
        return page
      },
      comes: async (path, heading) => {
        const page = await phoneOf(stage, key)
        steps += 1
        await open(stage, page, path, heading)
        return page
      },
      tap: async (what) => {
        steps += 1
        await what.click()
      },
      type: async (where, text) => {
        steps += 1
        await where.fill(text)
      },
      end: () => void walked.push({ walk, who: key, steps }),
    }
  }
  /** His phone is gone: the next one has seen nothing of the house. */
  const losePhone = async (key: string): Promise<void> => {
    const { pages } = stageOf()
    await pages.get(key)?.context().close()
    pages.delete(key)
  }
  const gone: string[] = []
  const leaves = async (key: string): Promise<void> => {
    gone.push(key)
    await stageOf().product.database.unitOfWork(null, 'job', (work) =>
      work.change(Person, { id: person(key).personId }, { dutyStatus: 'LEFT' }),
    )
  }
  /** For the drill, which reads it there. */
  const print = () => void process.stderr.write(`${walked.map((one) => JSON.stringify(one)).join('\n')}\n`)
  return { begin, losePhone, leaves, gone, walked, print }
}

/**
 * A network that is slow and loses things: of the first call by this name the request is lost, of the second the answer, though the
 * house has heard it.
 */
export async function losing(page: Page, address: string): Promise<() => number> {
  let calls = 0
  await page.route(address, async (route) => {
    calls += 1
    if (calls === 1) return route.abort('connectionreset')
    if (calls === 2) {
      await route.fetch()
      return route.abort('connectionreset')
    }
    await new Promise((resume) => setTimeout(resume, 1500))
    return route.continue()
  })
  return () => calls
}
