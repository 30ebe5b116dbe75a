import { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { type CallName, contract, type Shape } from '../contract'
import { apiPrefix } from '../contract/addresses'
import type { Asks } from '../features/call'
import { policy } from '../policy'

const fileContent = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' as const } } }

/** What a call asks, in Chinese. */
export function wordsOf(asked: Asks): string {
  if (asked === 'anyone') return '无需登录'
  return asked === 'person' ? '登录即可' : asked.map((each) => policy[each].name).join('、')
}

const ownHeader = z.object({ 'X-Requested-By': z.literal('lianxinqiao') })

/** The input in the places from which route.ts takes it: the address, then the query or the body. */
function inputOf(name: CallName) {
  const { in: input }: Shape = contract[name]
  const [method, path = ''] = contract[name].address.split(' ')
  const takesBody = method === 'POST'
  const header = takesBody ? { header: ownHeader } : {}
  if (input === 'file')
    return { requestParams: header, ...(takesBody ? { requestBody: { content: fileContent } } : {}) }
  const whole = input as z.ZodObject
  const inPath: Record<string, true> & Record<number, never> = {}
  for (const [, key = ''] of path.matchAll(/:(\w+)/g)) inPath[key] = true
  const rest = whole.omit(inPath)
  const address = Object.keys(inPath).length ? { path: whole.pick(inPath) } : {}
  if (!takesBody) return { requestParams: { ...address, query: rest } }
  return {
    requestParams: { ...header, ...address },
    requestBody: { content: { 'application/json': { schema: rest } } },
  }
}

function describe(name: CallName, asked: Asks) {
  const { out }: Shape = contract[name]
  return {
    operationId: name,
    summary: wordsOf(asked),
    ...inputOf(name),
    responses: {
      '200': { description: 'OK', content: out === 'file' ? fileContent : { 'application/json': { schema: out } } },
      default: { description: '{ code, sentence, problems, requestId }' },
    },
  }
}

/** The OpenAPI 3.1 description, printed from the table of calls; never written by hand. */
export function openApiDocument(asks: Record<CallName, Asks>): unknown {
  const described: ZodOpenApiPathsObject = {}
  for (const name of Object.keys(contract) as CallName[]) {
    const [method, path] = contract[name].address.split(' ') as [string, string]
    const address = `${apiPrefix}${path.replace(/:(\w+)/g, '{$1}')}`
    described[address] = { ...described[address], [method.toLowerCase()]: describe(name, asks[name]) }
  }
  return createDocument({ openapi: '3.1.0', info: { title: '连心桥', version: '1' }, paths: described })
}
