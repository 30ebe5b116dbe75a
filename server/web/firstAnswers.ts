import type { Context } from 'koa'
import type { Logger } from 'pino'
import type { CallName, Input, Output } from '../contract'
import type { Database } from '../database/work'
import { ownBranch } from '../domain/organisation/ownBranch'
import type { Call } from '../features/call'
import type { CallTable } from '../features/calls'
import { Refusal } from '../refusals'
import { describeFault } from './errorDoor'
import type { FirstPage } from './firstFiles'
import { clientOf, readCall, requireActor } from './route'
import { sessionPerson } from './session'

type FirstCall = { [Name in CallName]: [name: Name, input: Input<Name>] }[CallName]
type Query = Context['query']
type Params = Record<string, string>
/** Who is here, as the page will know it. */
type Mine = Output<'session.mine'>

/** What has been chosen on a page stands in its address; then the page asks for it by itself. */
const unchosen = (query: Query, calls: FirstCall[]): FirstCall[] => (Object.keys(query).length ? [] : calls)
const yearOf = ({ today }: Mine): number => Number(today.slice(0, 4))

/** A card or a QR code on paper names a department; every other choice of the wall is asked for by the page itself. */
function firstOfWall(query: Query): FirstCall[] {
  const { department, ...rest } = query
  if (Object.keys(rest).length || Array.isArray(department)) return []
  return [['wall.list', { search: '', page: 1, ...(department ? { departmentId: department } : {}) }]]
}

/**
 * What each page asks first, where the address alone says it: the very name and input with which the page asks, in the order
 * of its fields, else the page asks anew and the answer is for nothing (test/e2e/firstHtml.test.ts). Only readings that
 * leave no trace: nothing that is written down when somebody has seen it, and nothing that anybody has answered in a vote.
 */
const firstCalls: Record<string, (params: Params, query: Query, mine: Mine) => FirstCall[]> = {
  '/': () => [['tasks.mine', {}]],
  '/pledge': () => [
    ['pledge.mine', {}],
    ['pledge.earlier', {}],
  ],
  '/visits': () => [
    ['visit.contacts', {}],
    ['visit.mine', { page: 1 }],
  ],
  '/ballot/:roundId': ({ roundId = '' }) => [['ballot.sheet', { roundId }]],
  '/wall': (_params, query) => firstOfWall(query),
  '/three-links': () => [['threeLinks.mine', {}]],
  '/fulfilments': () => [['fulfilment.mine', {}]],
  '/badges': () => [['badge.mine', {}]],
  '/posts': () => [['postArea.mine', {}]],
  '/posts/:postAreaId': ({ postAreaId = '' }) => [['postArea.read', { postAreaId }]],
  '/post-references': () => [['postReference.list', {}]],
  '/branch/:branchId?': ({ branchId: asked }, _query, mine) => {
    const branchId = asked || ownBranch(mine)
    if (!branchId) return []
    return [
      ['pledge.branch', { branchId }],
      ['postArea.board', { branchId }],
    ]
  },
  '/branch/:branchId/badges': ({ branchId = '' }, query, mine) =>
    unchosen(query, [['badge.branch', { branchId, year: yearOf(mine) }]]),
  '/branch/:branchId/posts': ({ branchId = '' }) => [['postArea.board', { branchId }]],
  '/branch/:branchId/postings': ({ branchId = '' }) => [['posting.list', { branchId }]],
  '/sign-orders': () => [['signOrder.list', {}]],
  '/sign-orders/:orderId': ({ orderId = '' }) => [['signOrder.read', { orderId }]],
  '/sign-orders/:orderId/reprint': ({ orderId = '' }) => [
    ['signOrder.read', { orderId }],
    ['signOrder.lines', { orderId, search: '', page: 1 }],
  ],
  '/sign-orders/:orderId/proof/:departmentId': ({ orderId = '', departmentId = '' }) => [
    ['signOrder.lines', { orderId, departmentId, page: 1 }],
  ],
  '/progress/:branchId?': ({ branchId }) => [['progress.board', branchId ? { branchId } : {}]],
  '/filings': () => [['filing.list', {}]],
  '/filings/:form': ({ form = '' }, query) => unchosen(query, [['filing.ledger', { form, page: 1 }]]),
  '/filings/:form/:filingId': ({ form = '', filingId = '' }, query) =>
    unchosen(query, [['filing.read', { form, filingId }]]),
  '/rounds': (_params, query) => unchosen(query, [['evaluation.rounds', {}]]),
  '/documents': () => [['document.batches', {}]],
  '/office/packages/:packageId': ({ packageId = '' }) => [['package.read', { packageId }]],
  '/office/campaign': () => [['campaign.current', {}]],
  '/office/campaigns': (_params, query) => unchosen(query, [['campaign.list', {}]]),
  '/office/exemptions': () => [['exemption.list', {}]],
  '/office/vacancies': () => [['vacancy.list', {}]],
  '/three-links/board': () => [['threeLinks.board', {}]],
  '/messages': (_params, query) =>
    unchosen(query, [
      ['message.list', { page: 1 }],
      ['message.troubles', {}],
    ]),
  '/account-changes': () => [['account.changes', {}]],
  '/organisation': () => [['organisation.tree', {}]],
  '/organisation/calendar': (_params, _query, mine) => [['calendar.days', { year: yearOf(mine) }]],
  '/organisation/roster': () => [['roster.imports', {}]],
  '/office': () => [
    ['package.list', {}],
    ['evaluation.rounds', {}],
  ],
}

/** How the page finds an answer again (miniapp/api/first.ts). */
const keyOf = (name: CallName, input: unknown): string => `${name} ${JSON.stringify(input)}`

export interface FirstParts {
  database: Database
  calls: CallTable
  log: Logger
  /** Counts a page with answers as a call; refuses one too many. */
  count: (ctx: Context) => Promise<void>
}

/**
 * Answers what the page of this address will ask: who is here, and its first data, by the one actor of this request's
 * cookie. What is refused is left out, for the page to ask and to say so; null where there is nothing to put in.
 */
export const firstAnswers =
  ({ database, calls, log, count }: FirstParts) =>
  async (ctx: Context, { path, params, open }: FirstPage): Promise<Record<string, unknown> | null> => {
    if (open || !sessionPerson(ctx)) return null
    const refused = (fault: unknown): undefined => {
      if (!(fault instanceof Refusal)) log.warn({ fault: describeFault(fault) }, 'first answer failed')
    }
    const actor = await count(ctx)
      .then(() => requireActor(ctx, database))
      .catch(refused)
    if (!actor) return null
    const who = { database, actor, client: clientOf(ctx) }
    const answers: Record<string, unknown> = {}
    const ask = async ([name, input]: FirstCall): Promise<unknown> => {
      const call = calls[name as keyof CallTable] as unknown as Call<CallName>
      const answer = await readCall(who, name, call, input).catch(refused)
      if (answer !== undefined) answers[keyOf(name, input)] = answer
      return answer
    }
    const mine = (await ask(['session.mine', {}])) as Mine | undefined
    for (const wanted of (mine && firstCalls[path]?.(params, ctx.query, mine)) ?? []) await ask(wanted)
    return answers
  }
