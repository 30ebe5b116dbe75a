import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Ask = (sql: string) => Promise<Record<string, unknown>[]>

/** Options with which a server of the tests writes a row binlog, as one that is copied or restored to a moment does. */
export const withBinlog = ['--log-bin=binlog', '--binlog-format=ROW', '--server-id=1']

/**
 * In which transaction each text was first written, as the binlogs tell it, in order; a text that is in
 * none is not there.
 */
export async function binlogTransactions(ask: Ask, texts: readonly string[]): Promise<Map<string, number>> {
  const [place] = await ask('select @@log_bin_basename as base')
  const logs = await ask('show binary logs')
  const found = new Map<string, number>()
  let passed = 0
  for (const log of logs) {
    const name = String(log.Log_name)
    const bytes = readFileSync(join(dirname(String(place?.base)), name))
    const events = await ask(`show binlog events in '${name}'`)
    const ends = events.flatMap(({ Event_type, End_log_pos }) => (Event_type === 'Xid' ? [Number(End_log_pos)] : []))
    for (const text of texts) {
      const at = bytes.indexOf(text)
      if (at < 0 || found.has(text)) continue
      const within = ends.findIndex((end) => at < end)
      if (within >= 0) found.set(text, passed + within)
    }
    passed += ends.length
  }
  return found
}
