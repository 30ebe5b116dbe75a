import { Names } from './names'

export type Query = <Row>(sql: string) => Promise<Row[]>

interface Written {
  row: number
  [column: string]: unknown
}

interface CardRow extends Written {
  id: string
  dedupeKey: string
  personId: string
  kind: string
  card: string
  state: string
  doneState: string
  doneCard: string | null
}

/** What each kind of row says; ids of its own and instants are left out. */
const told = {
  audit_entry: ['action', 'subjectKind', 'subjectId', 'actorId', 'actorRole', 'client', 'change', 'reason'],
  post_area_step: ['postAreaId', 'attempt', 'event', 'state', 'actorId', 'actedAs', 'flags', 'comment'],
  sign_order_step: ['orderId', 'event', 'state', 'actorId', 'actedAs', 'amountFen', 'reason'],
  /** What a pressed card was answered with, the card it turned to included. */
  inbox_event: ['kind', 'answer'],
  job_run: ['job', 'slot', 'outcome'],
} as const

/** JSON with its keys in the order of the alphabet: their order says nothing. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}
const json = (text: string | null): string => (text ? JSON.stringify(canonical(JSON.parse(text))) : '')

const shown = (column: string, value: unknown): string => {
  if (typeof value !== 'string') return `${column}=${value}`
  return `${column}=${/^[{[]/.test(value) ? json(value) : JSON.stringify(value)}`
}

/**
 * What was written since it was asked last, one line each: new cards, what became of cards, 留痕, steps in the history of
 * 岗区 and orders, what the jobs say. Lines are in the order of their text, so that none depends on how it was written.
 */
export class Changes {
  private readonly names: Names
  private readonly last = new Map<string, number>()
  private readonly cards = new Map<string, string>()

  constructor(private readonly query: Query) {
    this.names = new Names(query)
  }

  told(value: unknown): string {
    return this.names.told(typeof value === 'string' ? value : JSON.stringify(value))
  }

  async since(): Promise<string[]> {
    await this.names.learn()
    const lines = [...(await this.newCards()), ...(await this.movedCards())]
    for (const table of Object.keys(told) as (keyof typeof told)[]) lines.push(...(await this.newRows(table)))
    return lines.map((line) => this.told(line)).sort()
  }

  /** Rows of a table since the last time, oldest first. */
  private async fresh<Row extends Written>(table: string): Promise<Row[]> {
    const [end] = await this.query<{ top: number | null }>(`select max(rowid) as top from "${table}"`)
    // Where the newest rows are cleared away, their numbers come again.
    const last = Math.min(this.last.get(table) ?? 0, end?.top ?? 0)
    const found = await this.query<Row>(`select rowid as row, * from "${table}" where rowid > ${last} order by rowid`)
    this.last.set(table, found.at(-1)?.row ?? last)
    return found
  }

  private async newRows(table: keyof typeof told): Promise<string[]> {
    const found = await this.fresh(table)
    return found.map((row) => `${table} ${told[table].map((column) => shown(column, row[column])).join(' ')}`)
  }

  private async subjects(where: string): Promise<Map<string, string>> {
    const found = await this.query<{ messageId: string; subjectKey: string }>(
      `select messageId, subjectKey from outbox_subject where ${where} order by subjectKey`,
    )
    const keys = new Map<string, string>()
    for (const { messageId, subjectKey } of found)
      keys.set(messageId, [keys.get(messageId), subjectKey].filter(Boolean).join(' '))
    return keys
  }

  private async newCards(): Promise<string[]> {
    const found = await this.fresh<CardRow>('outbox_message')
    if (!found.length) return []
    const about = await this.subjects(`messageId in (${found.map(({ id }) => `'${id}'`).join()})`)
    return found.map(({ id, dedupeKey, personId, kind, card }) => {
      const subjects = (about.get(id) ?? '')
        .split(' ')
        .map((key) => this.told(key))
        .sort()
      return `card ${personId} ${kind} key=${dedupeKey} about=[${subjects.join(' ')}] ${json(card)}`
    })
  }

  /** Sent, cancelled, ended, or with some of its subjects finished. A card that was just sent is nothing to tell. */
  private async movedCards(): Promise<string[]> {
    const over = await this.subjects('finished')
    const all = await this.query<CardRow>('select id, state, doneState from outbox_message')
    const moved = all.filter(({ id, state, doneState }) => {
      const now = `${state} ${doneState} ${over.get(id) ?? ''}`
      const before = this.cards.get(id) ?? 'SENT NONE '
      this.cards.set(id, now)
      return now !== before
    })
    if (!moved.length) return []
    const ids = moved.map(({ id }) => `'${id}'`).join()
    const rows = await this.query<CardRow>(`select * from outbox_message where id in (${ids})`)
    return rows.map(({ id, dedupeKey, personId, state, doneState, doneCard }) => {
      const finished = (over.get(id) ?? '')
        .split(' ')
        .map((key) => this.told(key))
        .sort()
      return `moved ${personId} key=${dedupeKey} ${state}/${doneState} over=[${finished.join(' ')}] ${json(doneCard)}`
    })
  }

  /** Every row of these tables as it stands, ids told, times and revisions included. */
  async standing(tables: readonly string[]): Promise<string[]> {
    const lines: string[] = []
    for (const table of tables) {
      const rows = await this.query<Written>(`select * from "${table}" order by rowid`)
      for (const row of rows)
        lines.push(
          `${table} ${Object.entries(row)
            .map(([column, value]) => shown(column, value))
            .join(' ')}`,
        )
    }
    return lines.map((line) => this.told(line))
  }
}
