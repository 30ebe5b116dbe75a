import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// The roll knows a submission again that is sent once more, by a mark the phone drew by lot (entities/roundAssignment.ts). Rights
// used before have none: whoever sends such a sheet again hears that one is in the box already.
const changes: Change[] = [
  {
    change: 'add',
    part: 'column',
    of: 'round_assignment',
    column: { name: 'castMark', type: 'varchar', length: '64', isNullable: true },
  },
]

export class CastMarks1795953590832 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
