import { randomUUID } from 'node:crypto'
import type { CallName, Input, Output } from '../../server/contract'
import { addresses, apiPrefix } from '../../server/contract/addresses'

export interface Reply<Result> {
  status: number
  body: Result & {
    code?: string
    sentence?: string
    problems?: { field: string; sentence: string }[]
    requestId?: string
  }
  headers: Headers
}

/** One logged-in person of a test; speaks HTTP only, like the phone. */
export interface Caller {
  name: string
  personId: string
  cookie: string
  call<Name extends CallName>(
    name: Name,
    input?: Input<Name>,
    headers?: Record<string, string>,
  ): Promise<Reply<Output<Name>>>
  /** Sends a file as the body. */
  send<Name extends CallName>(name: Name, file: Buffer, headers: Record<string, string>): Promise<Reply<Output<Name>>>
  /** Reads a file answer. */
  fetch(path: string): Promise<Response>
}

/** Fills `:name` parts from the input; the rest goes to the query or the body. */
function address(
  name: CallName,
  input: Record<string, unknown>,
): { method: string; path: string; rest: Record<string, unknown> } {
  const [method = 'GET', pattern = '/'] = addresses[name].split(' ')
  const rest = { ...input }
  const path = pattern.replace(/:(\w+)/g, (_whole, key: string) => {
    const value = String(rest[key] ?? randomUUID())
    delete rest[key]
    return encodeURIComponent(value)
  })
  return { method, path: `${apiPrefix}${path}`, rest }
}

async function read<Result>(response: Response): Promise<Reply<Result>> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : { text }) as Reply<Result>['body'],
    headers: response.headers,
  }
}

export function caller(url: string, cookie: string, name = '', personId = ''): Caller {
  const own = { cookie, 'X-Requested-By': 'lianxinqiao' }
  return {
    name,
    personId,
    cookie,
    async call(route, input, headers = {}) {
      const { method, path, rest } = address(route, (input ?? {}) as Record<string, unknown>)
      const query = new URLSearchParams(
        Object.entries(rest).map(([key, value]): [string, string] => [key, String(value)]),
      )
      const target = method === 'GET' && query.size ? `${path}?${query}` : path
      const body = method === 'GET' ? {} : { body: JSON.stringify(rest) }
      return read(
        await fetch(`${url}${target}`, {
          method,
          headers: { ...own, 'Content-Type': 'application/json', ...headers },
          ...body,
        }),
      )
    },
    async send(route, file, headers) {
      const { method, path } = address(route, {})
      return read(await fetch(`${url}${path}`, { method, headers: { ...own, ...headers }, body: new Uint8Array(file) }))
    },
    fetch: (path) => fetch(`${url}${path}`, { headers: own }),
  }
}
