import { createHash } from 'node:crypto'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { House } from '../../entities'
import { type Checked, contract, type Output } from '../contract'
import { apiPrefix } from '../contract/addresses'
import type { Database, Work } from '../database/work'
import type { Asks, HouseSettings } from '../features/call'
import type { SetUpCallName } from '../features/calls'
import { type CodeOutcome, takeSetUpCode } from '../features/setUp/codes'
import { foundHouse, setUpDone } from '../features/setUp/foundHouse'
import { houseState, officers } from '../features/setUp/houseState'
import { renewLinks } from '../features/setUp/renewLinks'
import { refusal, requestForged } from '../refusals'
import { checkInput } from './checkInput'
import type { Limits } from './limits'
import { clientOf } from './route'
import { isFromOurPage } from './session'

const codeWrong = refusal(
  403,
  'setUp.codeWrong',
  '安装码不对，还可以试{left}次。请照抄服务器控制台上最近一次启动时打印的那一行。',
)
const codeSpent = refusal(
  403,
  'setUp.codeSpent',
  '安装码试错的次数太多，已经作废。请重新启动程序，用控制台上新打印的安装码。',
)
const codeUsed = refusal(
  409,
  'setUp.codeUsed',
  '这个安装码已经用过了。登录链接丢了要重新发，请重新启动程序，用控制台上新打印的安装码。',
)

/** Who has read the code on the console is asked for nothing else; nobody else gets anywhere. */
export const setUpAsks = {
  'setUp.open': 'anyone',
  'setUp.found': 'anyone',
  'setUp.renewLinks': 'anyone',
} as const satisfies Record<SetUpCallName, Asks>

export interface SetUpParts {
  database: Database
  settings: Pick<HouseSettings, 'tenants'>
  limits: Limits
  /** What is looked at before the house is set up: the clock, the fonts, the platforms. */
  checks: () => Promise<Output<'setUp.open'>['checks']>
}

type OpenAnswer = Omit<Output<'setUp.open'>, 'checks'>
type Taken<Answer> = Exclude<CodeOutcome, { kind: 'right' }> | { kind: 'done'; answer: Answer }

/** What the code does not open. The count of wrong ones is in the database by now. */
async function refuseCode(ctx: Context, limits: Limits, outcome: Exclude<CodeOutcome, { kind: 'right' | 'again' }>) {
  if (outcome.kind === 'used') throw codeUsed()
  await limits.badCode(ctx)
  throw outcome.kind === 'wrong' ? codeWrong({ left: outcome.left }) : codeSpent()
}

async function readState(work: Work, { settings: { tenants } }: SetUpParts): Promise<OpenAnswer> {
  const state = await houseState(work, tenants)
  if (state === 'entered') throw setUpDone()
  const house = await work.manager.findOneBy(House, { key: 'house' })
  return { state, houseName: house?.name ?? null, people: state === 'waiting' ? await officers(work) : [] }
}

/** The deeds behind the code, by name; each is done once for one code, and hears the same when it is sent again. */
const deeds = {
  'setUp.found': (work: Work, input: Checked<'setUp.found'>, { settings: { tenants } }: SetUpParts) =>
    foundHouse(work, { ...input, loginCodes: input.people.map(({ loginCode }) => loginCode) }, tenants),
  'setUp.renewLinks': (work: Work, { links }: Checked<'setUp.renewLinks'>, { settings: { tenants } }: SetUpParts) =>
    renewLinks(
      work,
      links.map(({ personId, loginCode }) => ({ personId, code: loginCode })),
      tenants,
    ),
}

const addressOf = (name: SetUpCallName): string => `${apiPrefix}${contract[name].address.split(' ')[1]}`

/** A house that goes on by itself says so to whoever has any code or none: there is nothing left to guess. */
async function taken<Answer>(
  work: Work,
  parts: SetUpParts,
  code: { typed: string; usedFor: string | null },
  answer: () => Promise<Answer>,
): Promise<Taken<Answer>> {
  if ((await houseState(work, parts.settings.tenants)) === 'entered') throw setUpDone()
  const outcome = await takeSetUpCode(work, code.typed, code.usedFor)
  return outcome.kind === 'right' ? { kind: 'done', answer: await answer() } : outcome
}

function begin(ctx: Context, name: SetUpCallName): void {
  ctx.state.routeName = name
  ctx.set('Cache-Control', 'no-store')
  if (!isFromOurPage(ctx)) throw requestForged()
}

/** The calls of the first-start page. */
export function addSetUp(router: Router, parts: SetUpParts): void {
  const { database, limits, checks } = parts
  router.post(addressOf('setUp.open'), async (ctx) => {
    begin(ctx, 'setUp.open')
    const { setUpCode } = checkInput(contract['setUp.open'].in, ctx.request.body ?? {})
    const outcome = await database.unitOfWork(null, clientOf(ctx), (work) =>
      taken(work, parts, { typed: setUpCode, usedFor: null }, () => readState(work, parts)),
    )
    if (outcome.kind === 'again') throw codeUsed()
    if (outcome.kind !== 'done') return refuseCode(ctx, limits, outcome)
    ctx.body = contract['setUp.open'].out.parse({ ...outcome.answer, checks: await checks() })
  })
  for (const name of ['setUp.found', 'setUp.renewLinks'] as const)
    router.post(addressOf(name), async (ctx) => {
      begin(ctx, name)
      const input = checkInput(contract[name].in, ctx.request.body ?? {})
      const usedFor = createHash('sha256')
        .update(`${name}:${JSON.stringify(input)}`)
        .digest('hex')
      const outcome = await database.unitOfWork(null, clientOf(ctx), (work) =>
        taken(work, parts, { typed: input.setUpCode, usedFor }, () => deeds[name](work, input as never, parts)),
      )
      if (outcome.kind !== 'done' && outcome.kind !== 'again') return refuseCode(ctx, limits, outcome)
      ctx.body = { done: true }
    })
}
