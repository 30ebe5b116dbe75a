import type { EntityManager } from 'typeorm'

// The few words in which SQLite and the servers differ, for rows that the database makes out of others.

const isSqlite = ({ connection }: EntityManager): boolean => connection.options.type === 'better-sqlite3'

const pieces = [
  'hex(randomblob(4))',
  'hex(randomblob(2))',
  "'4' || substr(hex(randomblob(2)), 2)",
  "'8' || substr(hex(randomblob(2)), 2)",
  'hex(randomblob(6))',
]

/** A UUID, another one for each row. */
export const anyId = (manager: EntityManager): string =>
  isSqlite(manager) ? `lower(${pieces.join(" || '-' || ")})` : 'uuid()'

/** The letters of a ballot of five items, by lot. */
export const someAnswers = (manager: EntityManager): string =>
  `substr('AAABBAABACABBBAACABU', 1 + ${isSqlite(manager) ? 'abs(random()) % 16' : 'floor(rand() * 16)'}, 5)`

/** Texts one behind the other. */
export const joined = (manager: EntityManager, ...parts: string[]): string =>
  isSqlite(manager) ? parts.join(' || ') : `concat(${parts.join(', ')})`
