import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// What HR's own columns are is said once and remembered; and the day on which a 预备党员 became a full member has a column.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'roster_heading',
      columns: [
        { name: 'heading', type: 'varchar', length: '60', isPrimary: true },
        { name: 'rosterKey', type: 'varchar', length: '30', isNullable: true },
        { name: 'setById', type: 'varchar', length: '36' },
        { name: 'setAt', type: 'bigint' },
      ],
    },
  },
  {
    change: 'add',
    part: 'column',
    of: 'person',
    column: { name: 'fullMemberDay', type: 'varchar', length: '10', isNullable: true },
  },
]

export class RosterHeadings1796017933239 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
