import type { CallName } from '../contract'
import { addresses } from '../contract/addresses'
import type { House } from '../features/call'
import { callsOf } from '../features/calls'
import { asksOf } from './asks'
import { wordsOf } from './openapi'

/** The table of calls, a line each. Making it touches neither a database nor a file. */
export function printCalls(): string {
  const asks = asksOf(callsOf({ dataFolder: '', keysFolder: '', bundlesFolder: '' } as House))
  const rows = (Object.entries(addresses) as [CallName, string][]).map(([name, address]) => {
    const [method = '', path = ''] = address.split(' ')
    return [name.padEnd(28), method.padEnd(4), path.padEnd(56), wordsOf(asks[name])].join('  ')
  })
  return [...rows, `${rows.length}个接口`].join('\n')
}
