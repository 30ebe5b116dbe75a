import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// Rows of a round that nobody casts any more once it is closed.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'round_assignment', column: { name: 'closed', type: 'boolean', default: '0' } },
]

export class ClosedRows1796002611822 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
