import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// The public halves of what lies on paper in the two safes, to which each 监票码 is sealed besides: a lost slip costs no round any more.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'safe_print',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'half', type: 'varchar', length: '6' },
        { name: 'place', type: 'integer' },
        { name: 'attempt', type: 'integer' },
        { name: 'publicKey', type: 'varchar', length: '88' },
        { name: 'mark', type: 'varchar', length: '64' },
        { name: 'madeById', type: 'varchar', length: '36' },
        { name: 'madeDay', type: 'varchar', length: '10' },
        { name: 'keptById', type: 'varchar', length: '36', isNullable: true },
        { name: 'keptDay', type: 'varchar', length: '10', isNullable: true },
        { name: 'usedDay', type: 'varchar', length: '10', isNullable: true },
      ],
      indices: [{ name: 'safe_print_attempt', columnNames: ['half', 'place', 'attempt'], isUnique: true }],
    },
  },
]

export class SafePrints1796054192320 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
