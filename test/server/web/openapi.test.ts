import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { openApiDocument } from '../../../server/web/openapi'
import { printCalls } from '../../../server/web/printCalls'
import { asks } from '../../support/asks'
import { startTestProduct } from '../../support/product'

interface Operation {
  operationId: string
  summary: string
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: {
    content: Record<string, { schema?: { properties?: Record<string, unknown>; additionalProperties?: unknown } }>
  }
  responses: Record<string, { content?: Record<string, unknown> }>
}
interface Description {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

const document = JSON.parse(JSON.stringify(openApiDocument(asks))) as Description
const routes = Object.keys(addresses) as CallName[]
const operationOf = (name: CallName): Operation | undefined => {
  const [method = '', path = ''] = addresses[name].split(' ')
  return document.paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()]
}
const placed = (name: CallName, place: string): string[] =>
  (operationOf(name)?.parameters ?? [])
    .filter((each) => each.in === place)
    .map((each) => each.name)
    .sort()
const fieldsOf = (name: CallName): string[] => {
  const shape = contract[name].in
  return shape === 'file' ? [] : Object.keys(shape.shape).sort()
}
const inAddress = (name: CallName): string[] =>
  [...addresses[name].matchAll(/:(\w+)/g)].map(([, key = '']) => key).sort()

describe('the printed description of the calls', () => {
  it('has every call under its own name, and nothing else', () => {
    const printed = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(printed.map(({ operationId }) => operationId).sort()).toEqual([...routes].sort())
    expect(routes.filter((name) => operationOf(name)?.operationId !== name)).toEqual([])
  })

  it('has them in the table of `npm run calls` too, each with what it asks', () => {
    const lines = printCalls().split('\n')
    expect(lines.slice(0, -1).map((line) => line.split(' ')[0])).toEqual(routes)
    expect(lines.at(-1)).toBe(`${routes.length}个接口`)
    expect(lines.find((line) => line.startsWith('account.link '))).toMatch(
      /POST +\/organisation\/accounts +绑定平台账号$/,
    )
  })

  it.each(routes)('%s: says which inputs are in the address, which in the query or the body', (name) => {
    const rest = fieldsOf(name).filter((field) => !inAddress(name).includes(field))
    expect(placed(name, 'path')).toEqual(inAddress(name))
    if (addresses[name].startsWith('GET ')) {
      expect(placed(name, 'query')).toEqual(rest)
      expect(operationOf(name)?.requestBody).toBeUndefined()
      return
    }
    expect(placed(name, 'query')).toEqual([])
    expect(placed(name, 'header')).toEqual(['X-Requested-By'])
    const content = operationOf(name)?.requestBody?.content ?? {}
    if (contract[name].in === 'file') expect(Object.keys(content)).toEqual(['application/octet-stream'])
    else expect(Object.keys(content['application/json']?.schema?.properties ?? {}).sort()).toEqual(rest)
  })

  it('says that what is in an address is never left out', () => {
    const optional = routes.flatMap((name) =>
      (operationOf(name)?.parameters ?? []).filter((each) => each.in === 'path' && !each.required).map(() => name),
    )
    expect(optional).toEqual([])
  })

  it('points to nothing that is not in it', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/contract\/([^"]+)"/g)].map(
      ([, key = '']) => key,
    )
    const known = Object.keys(document.components?.schemas ?? {})
    expect(references.filter((key) => !known.includes(key))).toEqual([])
  })

  it('tells who may call, in the words of the refusals', () => {
    expect(operationOf('login.options')?.summary).toBe('无需登录')
    expect(operationOf('session.mine')?.summary).toBe('登录即可')
    expect(operationOf('round.confirm')?.summary).toBe('确认评价等次')
  })

  it('is served as JSON to anybody who asks', async () => {
    const product = await startTestProduct()
    try {
      const answer = await fetch(`${product.url}/api/openapi.json`)
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
      expect(await answer.json()).toEqual(document)
      expect(document.openapi).toBe('3.1.0')
    } finally {
      await product.stop()
    }
  })
})
