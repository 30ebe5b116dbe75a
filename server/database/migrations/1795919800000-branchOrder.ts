import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// One order of the branches in every list, which 党办 chooses; until then all are equal and stand by name.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'party_organisation',
    column: { name: 'sortOrder', type: 'integer', default: '0' },
  },
]

export class BranchOrder1795919800000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
