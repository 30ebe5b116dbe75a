import BetterSqlite from 'better-sqlite3'
import { createConnection } from 'mysql2/promise'
import { keyRow, type Write } from './writers.ts'

type Row = Record<string, string | number | null>
type Query = (sql: string) => Promise<Row[]>

/** Asks the database itself, by its plain driver: nothing of the product stands between. */
export async function askDatabase<Answer>(url: string, body: (query: Query) => Promise<Answer>): Promise<Answer> {
  if (url.startsWith('sqlite:')) {
    const file = new BetterSqlite(url.slice('sqlite:'.length), { readonly: true })
    try {
      return await body(async (sql) => file.prepare(sql).all() as Row[])
    } finally {
      file.close()
    }
  }
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'))
  try {
    return await body(async (sql) => (await connection.query(sql))[0] as Row[])
  } finally {
    await connection.end()
  }
}

/** How many rows each written thing has, by its id. */
export interface Written {
  rows: Map<string, { members: number; audits: number }>
  keys: Set<string>
  /** Rows that belong to nothing. */
  orphans: number
}

const visits = `select v.id as id,
  (select count(*) from visit_member m where m.visitId = v.id) as members,
  (select count(*) from audit_entry a where a.subjectKind = 'visit' and a.subjectId = v.id and a.action = 'visit.log') as audits
  from visit v`
const activities = `select l.id as id, 0 as members,
  (select count(*) from audit_entry a where a.subjectKind = 'linkActivity' and a.subjectId = l.id and a.action = 'threeLinks.log') as audits
  from link_activity l where l.place like '门店%'`
const orphans = `select
  (select count(*) from audit_entry a where a.action = 'visit.log' and not exists (select 1 from visit v where v.id = a.subjectId)) +
  (select count(*) from audit_entry a where a.action = 'threeLinks.log' and not exists (select 1 from link_activity l where l.id = a.subjectId)) as amount`

export const readWritten = (url: string): Promise<Written> =>
  askDatabase(url, async (query) => {
    const found = [...(await query(visits)), ...(await query(activities))]
    const keys = await query('select `key` as requestKey from request_key')
    const [lost] = await query(orphans)
    return {
      rows: new Map(found.map((row) => [String(row.id), { members: Number(row.members), audits: Number(row.audits) }])),
      keys: new Set(keys.map((row) => String(row.requestKey))),
      orphans: Number(lost?.amount ?? 0),
    }
  })

const memberRows = { visit: 2, linkActivity: 0 }

/** 'whole' with all its rows exactly once, 'absent' with none, else what is wrong with it. */
export function stateOf(write: Write, { rows, keys }: Written): string {
  const row = rows.get(write.id)
  const hasKey = keys.has(keyRow(write))
  if (!row) return hasKey ? 'partial: a key without its rows' : 'absent'
  if (row.audits > 1 || row.members > memberRows[write.kind]) return 'twice'
  if (row.audits !== 1 || row.members !== memberRows[write.kind] || !hasKey) return 'partial'
  return 'whole'
}
