import type { MigrationInterface, QueryRunner } from 'typeorm'
import { applyChanges, type Change, undoChanges } from './changes'

// The list of receipts that is fixed when a vote is closed, in which every voter's phone looks for its own.
const changes: Change[] = [
  {
    change: 'add',
    part: 'table',
    table: {
      name: 'closed_list_part',
      columns: [
        { name: 'roundId', type: 'varchar', length: '36', isPrimary: true },
        { name: 'part', type: 'int', isPrimary: true },
        { name: 'receipts', type: 'blob' },
      ],
      foreignKeys: [
        {
          name: 'FK_closed_list_part_roundId',
          columnNames: ['roundId'],
          referencedTableName: 'evaluation_round',
          referencedColumnNames: ['id'],
        },
      ],
    },
  },
]

export class ClosedLists1795991400000 implements MigrationInterface {
  up = (runner: QueryRunner) => applyChanges(runner, changes)
  down = (runner: QueryRunner) => undoChanges(runner, changes)
}
