import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Contacts came from the sample data alone; now two people can change one at the same time, and one must hear of the other.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'liaison',
    column: { name: 'revision', type: 'integer', default: '1' },
  },
]

export class ContactRevision1796007000000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
