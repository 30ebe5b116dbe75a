import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Who acts in whose stead: of a grant, and of what was done with it (rules §2.4).
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'audit_entry',
    column: { name: 'actsForId', type: 'varchar', length: '36', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'role_grant',
    column: { name: 'actsForId', type: 'varchar', length: '36', isNullable: true },
  },
  {
    change: 'add',
    part: 'index',
    of: 'role_grant',
    index: { name: 'role_grant_acts_for', columnNames: ['actsForId'] },
  },
]

export class ActingGrants1796068525951 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
