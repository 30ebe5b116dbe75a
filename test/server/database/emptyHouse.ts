import type { DataSource, EntityManager } from 'typeorm'
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity'
import { InboxEvent } from '../../../entities'
import { openDatabase } from '../../../server/database/dataSource'
import { Database, type Work } from '../../../server/database/work'
import { policy } from '../../../server/policy'

export interface EmptyHouse {
  source: DataSource
  database: Database
  /** Ids of the notes that another person sees now. */
  ids(prefix?: string): Promise<string[]>
}

/** A migrated database without people, with the door the product uses and, for comparison, the source behind it. */
export async function openEmptyHouse(url: string): Promise<EmptyHouse> {
  const source = await openDatabase(url)
  const database = new Database(source, { now: () => Date.now() }, policy)
  const ids = async (prefix = '') => {
    const rows = await database.read(null, 'job', (work) => work.manager.find(InboxEvent))
    return rows
      .map((row) => row.id)
      .filter((id) => id.startsWith(prefix))
      .sort()
  }
  return { source, database, ids }
}

/** The plainest record there is; `group` marks records that were written together. */
export const note = (id: string, group = ''): InboxEvent => ({ id, receivedAt: 0, kind: group, answer: null })

/** Past every unit of work, as a careless program would. */
export const writePlainly = async (manager: EntityManager, ...notes: InboxEvent[]): Promise<void> => {
  await manager.insert(InboxEvent, notes as QueryDeepPartialEntity<InboxEvent>[])
}

export const write = (work: Work, ...notes: InboxEvent[]): Promise<void> => work.insert(InboxEvent, notes)

/** A door in time: whoever waits goes on once it was opened. */
export function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

export class ChangedMind extends Error {}
