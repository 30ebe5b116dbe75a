import type { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { apiPrefix, paths, type RouteName } from '../contract/paths'
import { permissions } from '../contract/permissions'
import { type Shape, schemas } from '../contract/schemas'
import { permissionNames } from '../policy/names'

const fileContent = { 'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' as const } } }

function describe(name: RouteName) {
  const asked = permissions[name]
  const who =
    asked === 'anyone'
      ? '无需登录'
      : asked === 'person'
        ? '登录即可'
        : asked.map((each) => permissionNames[each]).join('、')
  const shape: Shape = schemas[name]
  const [method] = paths[name].split(' ')
  const answer = shape.out === 'file' ? fileContent : { 'application/json': { schema: shape.out } }
  const takesBody = method === 'POST'
  const body = shape.in === 'file' ? fileContent : { 'application/json': { schema: shape.in } }
  return {
    operationId: name,
    summary: who,
    ...(takesBody ? { requestBody: { content: body } } : {}),
    ...(!takesBody && shape.in !== 'file' ? { requestParams: { query: shape.in as z.ZodObject } } : {}),
    responses: {
      '200': { description: 'OK', content: answer },
      default: { description: '{ code, sentence, problems, requestId }' },
    },
  }
}

/** The OpenAPI 3.1 description, printed from the route table; never written by hand. */
export function openApiDocument(): unknown {
  const described: ZodOpenApiPathsObject = {}
  for (const name of Object.keys(paths) as RouteName[]) {
    const [method, path] = paths[name].split(' ') as [string, string]
    const address = `${apiPrefix}${path.replace(/:(\w+)/g, '{$1}')}`
    described[address] = { ...described[address], [method.toLowerCase()]: describe(name) }
  }
  return createDocument({ openapi: '3.1.0', info: { title: '连心桥', version: '1' }, paths: described })
}
