import { type DatabaseKind, serverUrl } from './freshDatabase.ts'
import { hasMariaDb } from './mariaDb.ts'
import { mySqlObstacle } from './mySqlPackages.ts'

/** Why there can be no such database here, neither a given nor a private server; undefined when there can. */
export function databaseObstacle(kind: DatabaseKind): string | undefined {
  if (kind === 'sqlite' || serverUrl(kind)) return undefined
  if (kind === 'mysql') return mySqlObstacle()
  return hasMariaDb() ? undefined : 'there is no mariadbd on this machine'
}
