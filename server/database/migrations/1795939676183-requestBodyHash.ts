import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Written by `npm run migration`: say here what it is for.
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
