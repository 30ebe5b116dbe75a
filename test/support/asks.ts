import type { House } from '../../server/features/call'
import { callsOf } from '../../server/features/calls'
import { asksOf } from '../../server/web/asks'

/** What each call asks; making the table of calls touches neither a database nor a file. */
export const asks = asksOf(callsOf({ dataFolder: '', keysFolder: '', bundlesFolder: '' } as House))
