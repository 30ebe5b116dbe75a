import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A 党小组 is called after its department with three signs more: of a name of 58 and above there was no room (R04).
const changes: Change[] = [
  {
    change: 'alter',
    of: 'party_group',
    from: { name: 'name', type: 'varchar', length: '60' },
    to: { name: 'name', type: 'varchar', length: '70' },
  },
]

export class GroupNames1796072575862 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
