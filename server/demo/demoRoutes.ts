import type Router from '@koa/router'
import type { Context } from 'koa'
import type { DemoHouse } from '../compose'
import type { Database } from '../database/work'
import { addDays, type CalendarDay, isCalendarDay } from '../domain/calendar/calendarDay'
import { demoBackwards, Refusal, refusal, requestForged } from '../refusals'
import type { DemoClock } from './demoClock'
import { clearSample, requireSample } from './startOver'
import { actingIn } from './story/acting'
import { storyCast, type Telling } from './story/cast'
import { storySteps } from './story/steps'

const calendarDayInvalid = refusal(422, 'calendar.dayInvalid', '“{day}”不是有效日期。')
const demoStepUnknown = refusal(404, 'demo.stepUnknown', '演示里没有这一步，请刷新页面。')

export interface DemoControls extends DemoHouse {
  clock: DemoClock
  /** Fills an empty database. */
  seed(database: Database): Promise<void>
  /** Empties the chats of both platforms. */
  forgetChats(): void
}

const longestJumpDays = 200

/** Lives through the days until this one; what today still holds goes out today, since no reminder is sent on a later day. */
async function moveTo({ clock, tick, deliver }: DemoControls, day: string): Promise<void> {
  if (!isCalendarDay(day)) throw calendarDayInvalid({ day })
  const last: CalendarDay = addDays(clock.today, longestJumpDays)
  if (day > last) throw calendarDayInvalid({ day: `${day}，一次最多往后${longestJumpDays}天` })
  if (day < clock.today) throw demoBackwards({ today: clock.today })
  await deliver()
  for (let next = addDays(clock.today, 1); next <= day; next = addDays(next, 1)) {
    clock.moveTo(next)
    await tick()
    await deliver()
  }
}

/**
 * Brings about what the step presupposes; answers the page to open. A refusal on the way, because somebody has taken the
 * story elsewhere, is said beside the page.
 */
async function tellUntil(controls: DemoControls, key: string): Promise<object> {
  const step = storySteps.find((one) => one.key === key)
  if (!step) throw demoStepUnknown()
  const { database, calls, clock } = controls
  const telling: Telling = {
    act: actingIn(database, calls),
    database,
    cast: storyCast(),
    today: () => clock.today,
    moveTo: (day) => moveTo(controls, day),
  }
  try {
    return { path: await step.prepare(telling) }
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    return { path: '/', note: `这一步要用的前情没有补齐：${fault.message}` }
  }
}

/** The first morning again, in a house filled anew, with empty chats. What is under way to the chats arrives before. */
async function startOver({ database, clock, deliver, seed, forgetChats }: DemoControls): Promise<void> {
  await database.read(null, 'job', requireSample)
  await deliver()
  await database.unitOfWork(null, 'job', clearSample)
  clock.startOver()
  await seed(database)
  forgetChats()
}

/** One after the other: the story is not told while the days go by, and nobody starts over in the middle of it. */
function inTurn(): <Result>(body: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (body) => {
    const turn = last.then(body, body)
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Another site's page must not move the demo's days, and less still clear it. */
const isOwnPage = (ctx: Context): boolean => ['', 'same-origin', 'none'].includes(ctx.get('Sec-Fetch-Site'))

/** What the desk asks of the demo: its date, the steps of its story, and to start over. */
export function addDemoRoutes(router: Router, controls: DemoControls): void {
  const { clock } = controls
  const turn = inTurn()
  const post = (path: string, body: (input: Record<string, unknown>) => Promise<object>) =>
    router.post(path, async (ctx) => {
      if (!isOwnPage(ctx)) throw requestForged()
      ctx.body = await turn(() => body((ctx.request.body ?? {}) as Record<string, unknown>))
    })
  const today = () => ({ day: clock.today })
  router.get('/demo/today', (ctx) => {
    ctx.body = today()
  })
  post('/demo/today', async ({ day }) => {
    await moveTo(controls, String(day ?? ''))
    return today()
  })
  post('/demo/story', async ({ step }) => ({ ...(await tellUntil(controls, String(step ?? ''))), ...today() }))
  post('/demo/startOver', async () => {
    await startOver(controls)
    return today()
  })
}
