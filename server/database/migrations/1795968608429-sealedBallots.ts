import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// A ballot lies sealed on the right it was given for until all are opened together (R51). Taking this back loses the ballots that
// wait to be counted; rights that were used before keep what lies in the box.
const changes: Change[] = [
  { change: 'add', part: 'column', of: 'evaluation_round', column: { name: 'locks', type: 'text', isNullable: true } },
  { change: 'add', part: 'column', of: 'evaluation_round', column: { name: 'box', type: 'text', isNullable: true } },
  {
    change: 'add',
    part: 'column',
    of: 'round_assignment',
    column: { name: 'sheetRevision', type: 'integer', default: '0' },
  },
  {
    change: 'add',
    part: 'column',
    of: 'round_assignment',
    column: { name: 'envelope', type: 'varchar', length: '280', isNullable: true },
  },
  {
    change: 'add',
    part: 'column',
    of: 'round_assignment',
    column: { name: 'envelopeMark', type: 'varchar', length: '64', isNullable: true },
  },
]

export class SealedBallots1795968608429 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
