import type { Query } from './changes'

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const hash = /\b[0-9a-f]{64}\b/g
/** Milliseconds since 1970 of the years 2020 to 2033. */
const instant = /\b1[6-9]\d{11}\b/g

/** What stands in the dump in place of an id that a house gives itself. */
const ownNames: Record<string, string> = {
  person: 'staffNumber',
  department: 'code',
  party_organisation: 'name',
}

/** But those that no text names, and what nobody may be found by. */
const tablesWithId = `select name from sqlite_master as made where type = 'table'
  and name not in ('outbox_message', 'audit_entry', 'ballot', 'stripped_envelope', 'supervision_opinion', 'inbox_event', 'migrations')
  and exists (select 1 from pragma_table_info(made.name) where name = 'id') order by name`

const shanghai = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** '2026-09-07 10:05:00' in Shanghai. */
export const clockTime = (epochMs: number): string => shanghai.format(epochMs)

/**
 * Names for ids: people by staff number, departments by code, everything else by table and the order in which its rows
 * came to be, `postArea#3`. What has no row has no name: `<id>`.
 */
export class Names {
  private readonly known = new Map<string, string>()
  private tables: { name: string }[] = []
  private readonly counts = new Map<string, { rows: number; last: number }>()

  constructor(private readonly query: Query) {}

  /** Names the rows written since. */
  async learn(): Promise<void> {
    if (!this.tables.length) this.tables = await this.query(tablesWithId)
    for (const { name } of this.tables) await this.learnTable(name)
  }

  private async learnTable(table: string): Promise<void> {
    const { rows, last } = this.counts.get(table) ?? { rows: 0, last: 0 }
    const column = ownNames[table]
    const found: { id: string; row: number; own: string | null }[] = await this.query(
      `select id, rowid as row, ${column ? `"${column}"` : 'null'} as own from "${table}" where rowid > ${last} order by rowid`,
    )
    const kind = table.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase())
    for (const [index, { id, own }] of found.entries()) this.known.set(id, own ?? `${kind}#${rows + index + 1}`)
    this.counts.set(table, { rows: rows + found.length, last: found.at(-1)?.row ?? last })
  }

  /** The text with names for ids, and times of the clock for instants. */
  told(text: string): string {
    return text
      .replace(uuid, (id) => this.known.get(id) ?? '<id>')
      .replace(hash, '<sha256>')
      .replace(instant, (epochMs) => clockTime(Number(epochMs)))
  }
}
