import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Login links that have run out are removed by when they did.
const changes: Change[] = [
  {
    change: 'add',
    part: 'index',
    of: 'account_invite',
    index: { name: 'account_invite_expires', columnNames: ['expiresAt'] },
  },
]

export class OldLinks1796006090843 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
