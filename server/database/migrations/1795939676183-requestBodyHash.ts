import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A request key belongs to one body (entities/requestKey.ts); rows from before have none and are compared by call alone.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'request_key',
    column: { name: 'bodyHash', type: 'varchar', length: '64', default: "''" },
  },
]

export class RequestBodyHash1795939676183 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
